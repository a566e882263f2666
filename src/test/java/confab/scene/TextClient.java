package confab.scene;

/** A page that does nothing but open a WebSocket, listen and send. */
public final class TextClient extends Socket {
    private TextClient(Place place, String query) {
        super(place, "/" + query);
    }

    public static TextClient open(NodeProcess node) {
        return new TextClient(node.place(), "");
    }

    /** @param query as {@code ?room=a&user=b} */
    public static TextClient open(NodeProcess node, String query) {
        return new TextClient(node.place(), query);
    }
}
