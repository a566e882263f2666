package confab.bench;

/** What the clients of a bench may speak. */
public enum Protocol {
    JSON("json"),
    TEXT("text"),
    SOCKET_IO("socket.io");

    private final String label;

    Protocol(String label) {
        this.label = label;
    }

    ClientDialect dialect() {
        return switch (this) {
            case JSON -> new JsonClientDialect();
            case TEXT -> new TextClientDialect();
            case SOCKET_IO -> new SocketIoClientDialect();
        };
    }

    /** As users write it. */
    @Override
    public String toString() {
        return label;
    }
}
