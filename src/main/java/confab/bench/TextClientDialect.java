package confab.bench;

import java.util.List;

/** Plain text on {@code /}: whatever is heard is somebody else's post, so each poster numbers its own. */
final class TextClientDialect implements ClientDialect {
    private static final byte[] NOTHING = {};

    @Override
    public String target(String room) {
        return "/?room=" + room;
    }

    /** Nothing is said, and nothing heard of having joined. */
    @Override
    public List<Line> greeting(String room) {
        return List.of();
    }

    @Override
    public boolean echoes() {
        return false;
    }

    @Override
    public boolean numbersByRoom() {
        return false;
    }

    @Override
    public PostText post(String room, int bodyBytes) {
        return PostText.withoutId(bodyBytes);
    }

    @Override
    public void hear(byte[] bytes, int from, int to, Heard heard) {
        int stampAt = Stamp.find(bytes, from, to, from + heard.stampAt);
        if (stampAt < 0 || Stamp.numberAt(stampAt) + Stamp.NUMBER_DIGITS > to) {
            heard.kind = Heard.Kind.OTHER;
            return;
        }
        int posterAt = Stamp.posterAt(stampAt);
        int numberAt = Stamp.numberAt(stampAt);
        heard.kind = Heard.Kind.MESSAGE;
        heard.stampNanos = Stamp.nanos(bytes, stampAt);
        heard.poster = (int) ByteText.number(bytes, posterAt, numberAt);
        heard.number = ByteText.number(bytes, numberAt, numberAt + Stamp.NUMBER_DIGITS);
    }

    /** A refused post closes the connection. */
    @Override
    public String refusal(byte[] bytes, int from, int to) {
        return "";
    }

    @Override
    public byte[] pong() {
        return NOTHING;
    }
}
