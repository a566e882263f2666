package confab.protocol.socketio;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/** Finds the placeholders of a binary packet while its JSON is read token by token. */
final class Placeholders {
    private static final String NUM = "num";

    /** More digits than any number of attachments has. */
    private static final int MAX_NUM_DIGITS = 9;

    /**
     * An object that stands for an attachment.
     *
     * @param start where its brace is in the text
     * @param end where it ends
     * @param num the attachment's index
     */
    record Placeholder(int start, int end, int num) {}

    /** An object that is being read; of a key that comes twice the last value counts, as in JavaScript. */
    private static final class OpenObject {
        private final int start;
        private final int foundBefore;
        private boolean isPlaceholder;
        private int num = -1;

        OpenObject(int start, int foundBefore) {
            this.start = start;
            this.foundBefore = foundBefore;
        }
    }

    private final JsonParser parser;
    private final int announced;
    private final Deque<OpenObject> open = new ArrayDeque<>();
    private final List<Placeholder> found = new ArrayList<>();

    /** @param announced how many attachments the packet has */
    Placeholders(JsonParser parser, int announced) {
        this.parser = parser;
        this.announced = announced;
    }

    /** Takes notice of the parser's current token. */
    void onToken(JsonToken token) throws IOException {
        if (announced == 0 || token == JsonToken.FIELD_NAME) {
            return;
        }
        if (token == JsonToken.END_OBJECT) {
            close(open.pop());
            return;
        }
        String key = parser.getCurrentName();
        if (key != null && token != JsonToken.END_ARRAY) {
            onValue(open.element(), key, token);
        }
        if (token == JsonToken.START_OBJECT) {
            open.push(new OpenObject((int) parser.getTokenLocation().getCharOffset(), found.size()));
        }
    }

    /**
     * The placeholders in the order of the text.
     *
     * @throws MalformedSocketPacket unless there is one for each attachment
     */
    List<Placeholder> all() throws MalformedSocketPacket {
        BitSet used = new BitSet(announced);
        for (Placeholder placeholder : found) {
            if (placeholder.num() < 0 || placeholder.num() >= announced) {
                throw new MalformedSocketPacket("a placeholder's num is the index of an attachment");
            }
            used.set(placeholder.num());
        }
        if (found.size() != announced || used.cardinality() != announced) {
            throw new MalformedSocketPacket("a binary packet has one placeholder for each attachment");
        }
        return found;
    }

    private void onValue(OpenObject object, String key, JsonToken token) throws IOException {
        if (key.equals(ArgumentsWriter.PLACEHOLDER)) {
            object.isPlaceholder = token == JsonToken.VALUE_TRUE;
        } else if (key.equals(NUM)) {
            boolean isIndex = token == JsonToken.VALUE_NUMBER_INT && parser.getTextLength() <= MAX_NUM_DIGITS;
            object.num = isIndex ? parser.getIntValue() : -1;
        }
    }

    private void close(OpenObject object) {
        if (object.isPlaceholder) {
            // What it holds besides goes with it, as the attachment takes its place.
            found.subList(object.foundBefore, found.size()).clear();
            int end = (int) parser.getCurrentLocation().getCharOffset();
            found.add(new Placeholder(object.start, end, object.num));
        }
    }
}
