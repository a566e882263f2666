package confab.protocol.socketio;

import com.fasterxml.jackson.databind.JsonNode;
import confab.model.Body;
import confab.protocol.BytesBody;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What an event or an acknowledgement says: any number of JSON values, with bytes anywhere in them.
 *
 * <p>Kept as the text that packets bear, so that what came in goes out again without being parsed. May be shared by
 * threads; arrays that it was made from or gives away are not to be written to.
 *
 * <p>Bytes cannot be told beside an object of the sender's own that reads as a placeholder ({@code "_placeholder":true}):
 * clients would look for attachments that are not there, and close. Then the bytes stay in the text, as {@link BytesBody}
 * writes them. They do so too where bodies hold more bytes than {@link #MAX_ATTACHMENTS}.
 */
public final class Arguments {
    /**
     * Most attachments that are made of bodies, which anybody may have written: clients close at more, from
     * socket.io-parser 4.2.6 on.
     */
    public static final int MAX_ATTACHMENTS = 10;

    /** Says nothing. */
    public static final Arguments NONE = new Arguments(new byte[0], new int[0], new int[0], List.of());

    private static final byte[] BYTES_BEGIN = "{\"$bytes\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BYTES_END = "\"}".getBytes(StandardCharsets.US_ASCII);

    private final byte[] json;
    private final int[] ends;
    private final int[] placeholders;
    private final List<byte[]> attachments;

    /**
     * @param json the values' compact JSON, with commas between, and placeholders numbered as they come
     * @param ends where each value ends
     * @param placeholders where each placeholder begins, and behind it where it ends
     * @param attachments what the placeholders stand for
     */
    Arguments(byte[] json, int[] ends, int[] placeholders, List<byte[]> attachments) {
        this.json = json;
        this.ends = ends;
        this.placeholders = placeholders;
        this.attachments = attachments;
    }

    /** Whether a body surely holds no bytes, so that its text is what packets bear; quickly found. */
    public static boolean isPlain(Body body) {
        return BodyText.isPlain(body);
    }

    /** The bodies' values; what is bytes in a body is bytes here, if it can be. */
    public static Arguments of(Body... bodies) {
        if (bodies.length == 1 && BodyText.isPlain(bodies[0])) {
            // The usual message: nothing to copy.
            return verbatim(bodies[0]);
        }
        ArgumentsWriter writer = new ArgumentsWriter();
        for (Body body : bodies) {
            writer.begin();
            BodyText.write(body, writer);
            writer.end();
        }
        return writer.finish(MAX_ATTACHMENTS);
    }

    /** The body's value as it stands: what is bytes in it stays as {@link BytesBody} writes it. */
    public static Arguments verbatim(Body body) {
        return new Arguments(body.json(), new int[] {body.length()}, new int[0], List.of());
    }

    /**
     * The trees' values, written as JavaScript would; a binary node is bytes.
     *
     * @throws IllegalArgumentException if there is a node that JSON has no word for
     */
    public static Arguments ofTrees(List<? extends JsonNode> trees) {
        ArgumentsWriter writer = new ArgumentsWriter();
        for (JsonNode tree : trees) {
            writer.begin();
            TreeWriter.write(tree, writer);
            writer.end();
        }
        return writer.finish();
    }

    /** How many values there are. */
    public int size() {
        return ends.length;
    }

    /** A value as a message's body, its bytes written as {@link BytesBody} reads them. */
    public Body body(int index) {
        int from = start(index);
        int to = ends[index];
        if (attachments.isEmpty()) {
            return Body.ofJson(from == 0 && to == json.length ? json : Arrays.copyOfRange(json, from, to));
        }
        JsonBytes text = new JsonBytes();
        int at = from;
        for (int i = 0; i < attachments.size(); i++) {
            int begin = placeholders[2 * i];
            if (begin >= at && begin < to) {
                text.bytes(json, at, begin)
                        .bytes(BYTES_BEGIN)
                        .bytes(Base64.getEncoder().encode(attachments.get(i)))
                        .bytes(BYTES_END);
                at = placeholders[2 * i + 1];
            }
        }
        return Body.ofJson(text.bytes(json, at, to).toByteArray());
    }

    /** A value as a tree, its bytes as binary nodes. Each call makes a tree of its own. */
    public JsonNode tree(int index) {
        int from = start(index);
        String text = new String(json, from, ends[index] - from, StandardCharsets.UTF_8);
        return TreeReader.read(text, attachments);
    }

    /** All bytes in the values, in the order of the text. */
    public List<byte[]> attachments() {
        return attachments;
    }

    /** The values' JSON with commas between and placeholders for the attachments; not to be written to. */
    byte[] json() {
        return json;
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1] + 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Arguments arguments
                && Arrays.equals(json, arguments.json)
                && Arrays.deepEquals(attachments.toArray(), arguments.attachments.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(json);
    }

    /** The JSON text, for tests and debuggers; never logged. */
    @Override
    public String toString() {
        return "[" + new String(json, StandardCharsets.UTF_8) + "] with " + attachments.size() + " attachments";
    }
}
