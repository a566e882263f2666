package confab.bench;

import static confab.bench.ByteText.ascii;

import java.util.List;

/** JSON v1 on {@code /ws}. */
final class JsonClientDialect implements ClientDialect {
    private static final byte[] MESSAGE = ascii("{\"type\":\"message\"");
    private static final byte[] ERROR = ascii("{\"type\":\"error\"");
    private static final byte[] GAP = ascii("{\"type\":\"gap\"");
    private static final byte[] GOODBYE = ascii("{\"type\":\"goodbye\"");
    private static final byte[] NOTHING = {};

    @Override
    public String target(String room) {
        return "/ws";
    }

    @Override
    public List<Line> greeting(String room) {
        return List.of(
                new Line("", "{\"type\":\"hello\"}"),
                new Line("{\"type\":\"welcome\"", "{\"type\":\"join\",\"room\":\"" + room + "\",\"history\":0}"),
                new Line("{\"type\":\"joined\"", ""));
    }

    @Override
    public boolean echoes() {
        return true;
    }

    @Override
    public boolean numbersByRoom() {
        return true;
    }

    @Override
    public PostText post(String room, int bodyBytes) {
        return PostText.withId(
                "{\"type\":\"post\",\"room\":\"" + room + "\",\"id\":\"", "\",\"body\":\"", bodyBytes, "\"}");
    }

    @Override
    public void hear(byte[] bytes, int from, int to, Heard heard) {
        if (ByteText.startsWith(bytes, from, to, MESSAGE)) {
            MessageObject.read(bytes, from, from + MESSAGE.length, to, heard);
        } else if (ByteText.startsWith(bytes, from, to, ERROR)) {
            heard.kind = Heard.Kind.REFUSED;
        } else if (ByteText.startsWith(bytes, from, to, GAP)) {
            heard.kind = Heard.Kind.GAP;
        } else {
            boolean isGoodbye = ByteText.startsWith(bytes, from, to, GOODBYE);
            heard.kind = isGoodbye ? Heard.Kind.GOODBYE : Heard.Kind.OTHER;
        }
    }

    @Override
    public String refusal(byte[] bytes, int from, int to) {
        return ByteText.startsWith(bytes, from, to, ERROR) ? MessageObject.code(bytes, from, to) : "";
    }

    /** JSON v1 has none that needs an answer. */
    @Override
    public byte[] pong() {
        return NOTHING;
    }
}
