package confab.protocol.socketio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import confab.model.Body;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads a packet's JSON token by token, for what it is and where its values are. Lives as long as the reading. */
final class PayloadReader implements AutoCloseable {
    /**
     * How deep arrays and objects may nest in a value; deeper ones are malformed. Reading needs no stack, but who
     * receives a value may.
     */
    static final int MAX_DEPTH = 128;

    /** Reads chars and keeps no table of names, which clients could fill with names that they make up. */
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final String text;
    private final JsonParser parser;
    private final Placeholders placeholders;

    private PayloadReader(String text, int attachments) throws IOException {
        this.text = text;
        this.parser = JSON.createParser(text);
        this.placeholders = new Placeholders(parser, attachments);
    }

    /**
     * The payload of a packet that enters a namespace, or is refused it.
     *
     * @param orString whether a string does too
     * @throws MalformedSocketPacket if the text is no JSON object
     */
    static Body object(String text, boolean orString) throws MalformedSocketPacket {
        return read(text, 0, reader -> reader.readObject(orString));
    }

    /**
     * The payload of an event or, if it has no name, of an acknowledgement.
     *
     * @param attachments how many attachments follow
     * @throws MalformedSocketPacket if the text is no JSON array, begins with no name that an event may have, or has not
     *     one placeholder for each attachment
     */
    static ArgumentsOutline array(String text, boolean isNamed, int attachments) throws MalformedSocketPacket {
        return read(text, attachments, reader -> reader.readArray(isNamed));
    }

    private interface Reading<T> {
        T of(PayloadReader reader) throws IOException, MalformedSocketPacket;
    }

    private static <T> T read(String text, int attachments, Reading<T> reading) throws MalformedSocketPacket {
        try (PayloadReader reader = new PayloadReader(text, attachments)) {
            T result = reading.of(reader);
            if (reader.parser.nextToken() != null) {
                throw new MalformedSocketPacket("more than one JSON value");
            }
            return result;
        } catch (JsonProcessingException e) {
            throw new MalformedSocketPacket("a payload that is not JSON text, from character "
                    + e.getLocation().getCharOffset() + " of it on");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Body readObject(boolean orString) throws IOException, MalformedSocketPacket {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT && !(orString && first == JsonToken.VALUE_STRING)) {
            throw new MalformedSocketPacket("a payload that is not an object");
        }
        int start = start();
        passValue(first);
        ArgumentsWriter writer = new ArgumentsWriter();
        writer.compact(text, start, end());
        return Body.ofJson(writer.json().toByteArray());
    }

    private ArgumentsOutline readArray(boolean isNamed) throws IOException, MalformedSocketPacket {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new MalformedSocketPacket("a payload that is not an array");
        }
        String name = isNamed ? readName() : null;
        Positions bounds = new Positions();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            bounds.add(start());
            passValue(token);
            bounds.add(end());
        }
        return new ArgumentsOutline(text, name, bounds.toArray(), placeholders.all());
    }

    private String readName() throws IOException, MalformedSocketPacket {
        JsonToken token = parser.nextToken();
        boolean isName = token == JsonToken.VALUE_STRING || token.isNumeric();
        if (!isName || ReservedEvents.contains(parser.getText())) {
            throw new MalformedSocketPacket("an event has a name, and none of the reserved ones");
        }
        return parser.getText();
    }

    /** Moves to the last token of the value that {@code first} begins. */
    private void passValue(JsonToken first) throws IOException, MalformedSocketPacket {
        int depth = 0;
        for (JsonToken token = first; ; token = parser.nextToken()) {
            placeholders.onToken(token);
            if (token.isStructStart() && ++depth > MAX_DEPTH) {
                throw new MalformedSocketPacket("nested deeper than " + MAX_DEPTH + " levels");
            }
            if (token.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
        }
    }

    private int start() {
        return (int) parser.getTokenLocation().getCharOffset();
    }

    private int end() throws IOException {
        parser.finishToken();
        return (int) parser.getCurrentLocation().getCharOffset();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
