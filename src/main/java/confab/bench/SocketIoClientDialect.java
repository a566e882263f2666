package confab.bench;

import static confab.bench.ByteText.ascii;

import java.util.List;

/** Socket.IO's namespace {@code /chat}, over a WebSocket from the beginning: Engine.IO 4, each packet a text frame. */
final class SocketIoClientDialect implements ClientDialect {
    private static final byte[] MESSAGE = ascii("42/chat,[\"message\",");
    private static final byte[] ERROR = ascii("42/chat,[\"error\",");
    private static final byte[] GAP = ascii("42/chat,[\"gap\",");
    private static final byte[] GOODBYE = ascii("42/chat,[\"goodbye\",");
    private static final byte[] CONNECT_ERROR = ascii("44/chat,");
    private static final byte[] JOIN_ERROR = ascii("43/chat,1[{\"error\":");
    private static final byte[] PONG = {'3'};

    @Override
    public String target(String room) {
        return "/socket.io/?EIO=4&transport=websocket";
    }

    @Override
    public List<Line> greeting(String room) {
        return List.of(
                new Line("0{", "40/chat,"),
                new Line("40/chat,{", "42/chat,1[\"join\",{\"room\":\"" + room + "\",\"history\":0}]"),
                new Line("43/chat,1[", ""));
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
                "42/chat,[\"post\",{\"room\":\"" + room + "\",\"id\":\"", "\",\"body\":\"", bodyBytes, "\"}]");
    }

    @Override
    public void hear(byte[] bytes, int from, int to, Heard heard) {
        if (ByteText.startsWith(bytes, from, to, MESSAGE)) {
            MessageObject.read(bytes, from, from + MESSAGE.length, to, heard);
        } else if (to - from == 1 && bytes[from] == '2') {
            heard.kind = Heard.Kind.PING;
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
        boolean isRefusal = ByteText.startsWith(bytes, from, to, ERROR)
                || ByteText.startsWith(bytes, from, to, JOIN_ERROR)
                || ByteText.startsWith(bytes, from, to, CONNECT_ERROR);
        return isRefusal ? MessageObject.code(bytes, from, to) : "";
    }

    @Override
    public byte[] pong() {
        return PONG;
    }
}
