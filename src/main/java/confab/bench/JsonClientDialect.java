package confab.bench;

import java.util.List;

/** JSON v1 on {@code /ws}. */
final class JsonClientDialect implements ClientDialect {
    private static final RoomEvents EVENTS = RoomEvents.between("{\"type\":\"", "\"");
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
    public PostText post(String room, int bodyBytes) {
        return PostText.withId(
                "{\"type\":\"post\",\"room\":\"" + room + "\",\"id\":\"", "\",\"body\":\"", bodyBytes, "\"}");
    }

    @Override
    public void hear(byte[] bytes, int from, int to, Heard heard) {
        EVENTS.hear(bytes, from, to, heard);
    }

    @Override
    public String refusal(byte[] bytes, int from, int to) {
        return EVENTS.isError(bytes, from, to) ? MessageObject.code(bytes, from, to) : "";
    }

    /** JSON v1 has none that needs an answer. */
    @Override
    public byte[] pong() {
        return NOTHING;
    }
}
