package confab.bench;

import static confab.bench.ByteText.ascii;

import java.util.List;

/** Socket.IO's namespace {@code /chat}, over a WebSocket from the beginning: Engine.IO 4, each packet a text frame. */
final class SocketIoClientDialect implements ClientDialect {
    private static final RoomEvents EVENTS = RoomEvents.between("42/chat,[\"", "\",");
    private static final byte[] CONNECT_ERROR = ascii("44/chat,");
    private static final byte[] JOIN_ERROR = ascii("43/chat,1[{\"error\":");
    private static final byte PING = '2';
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
    public PostText post(String room, int bodyBytes) {
        return PostText.withId(
                "42/chat,[\"post\",{\"room\":\"" + room + "\",\"id\":\"", "\",\"body\":\"", bodyBytes, "\"}]");
    }

    @Override
    public void hear(byte[] bytes, int from, int to, Heard heard) {
        if (to - from == 1 && bytes[from] == PING) {
            heard.kind = Heard.Kind.PING;
        } else {
            EVENTS.hear(bytes, from, to, heard);
        }
    }

    @Override
    public String refusal(byte[] bytes, int from, int to) {
        boolean isRefusal = EVENTS.isError(bytes, from, to)
                || ByteText.startsWith(bytes, from, to, JOIN_ERROR)
                || ByteText.startsWith(bytes, from, to, CONNECT_ERROR);
        return isRefusal ? MessageObject.code(bytes, from, to) : "";
    }

    @Override
    public byte[] pong() {
        return PONG;
    }
}
