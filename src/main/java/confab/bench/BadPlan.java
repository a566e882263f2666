package confab.bench;

/** A plan that cannot be carried out here; the message is a sentence for the user. */
public final class BadPlan extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadPlan(String message) {
        super(message);
    }
}
