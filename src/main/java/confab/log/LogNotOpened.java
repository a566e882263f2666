package confab.log;

/** The log cannot be used and the node must not start; the message is a sentence that says what to do. */
public final class LogNotOpened extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogNotOpened(String message) {
        super(message);
    }

    public LogNotOpened(String message, Throwable cause) {
        super(message, cause);
    }
}
