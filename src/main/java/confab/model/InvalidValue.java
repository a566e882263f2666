package confab.model;

/** A value from outside breaks a rule of its kind; the message says which rule, never the value itself. */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public InvalidValue(String rule) {
        super(rule);
    }
}
