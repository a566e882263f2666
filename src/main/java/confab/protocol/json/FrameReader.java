package confab.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the text of one frame, token by token, into {@link Fields}. Lives as long as the reading. */
final class FrameReader implements AutoCloseable {
    /**
     * How deep arrays and objects may nest in a field's value; deeper ones are a bad request. Reading needs no stack,
     * but who receives a body may.
     */
    static final int MAX_DEPTH = 128;

    /**
     * Reads chars, not bytes, and keeps no table of names: Jackson's table would hold thousands of names that clients
     * make up, each as long as a frame. Nor does it guess at encodings then: two NUL bytes are no JSON, and not UTF-16 either.
     */
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    /** More digits than the largest bound of any field has. */
    private static final int MAX_DIGITS = 18;

    private final String text;
    private final JsonParser parser;
    private final Fields fields;

    private FrameReader(String text, Fields fields) throws IOException {
        this.text = text;
        this.parser = JSON.createParser(text);
        this.fields = fields;
    }

    /**
     * Fills the fields from the frame; those read before a fault stand.
     *
     * @throws Fault if the frame is not one JSON object, or one that nests too deep
     */
    static void read(byte[] utf8, Fields fields) throws Fault {
        try (FrameReader reader = new FrameReader(new String(utf8, StandardCharsets.UTF_8), fields)) {
            reader.readFrame();
        } catch (JsonProcessingException e) {
            throw Fault.notJson(
                    "not JSON text, from character " + e.getLocation().getCharOffset() + " on");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readFrame() throws IOException, Fault {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw Fault.notJson("an empty frame");
        }
        if (first == JsonToken.START_OBJECT) {
            readObject();
        } else {
            skipValue(first);
        }
        if (parser.nextToken() != null) {
            throw Fault.notJson("more than one JSON value");
        }
        if (first != JsonToken.START_OBJECT) {
            throw Fault.badRequest("a request is a JSON object");
        }
    }

    private void readObject() throws IOException, Fault {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            Key key = Key.of(parser.getCurrentName());
            JsonToken value = parser.nextToken();
            if (key == null) {
                skipValue(value);
            } else if (key == Key.BODY) {
                fields.put(key, readText(value));
            } else {
                fields.put(key, readScalar(value));
            }
        }
    }

    /** A string, a number as a {@code Long}, nothing for {@code null}, or {@link Fields#WRONG_TYPE}. */
    private @Nullable Object readScalar(JsonToken value) throws IOException, Fault {
        return switch (value) {
            case VALUE_STRING -> parser.getText();
            // Not asked of the parser where it is long: that would cost the square of its digits.
            case VALUE_NUMBER_INT -> parser.getTextLength() > MAX_DIGITS ? Long.MAX_VALUE : parser.getLongValue();
            case VALUE_NULL -> null;
            default -> {
                skipValue(value);
                yield Fields.WRONG_TYPE;
            }
        };
    }

    /** The text of a value as it stands in the frame. */
    private String readText(JsonToken value) throws IOException, Fault {
        int start = (int) parser.getTokenLocation().getCharOffset();
        skipValue(value);
        parser.finishToken();
        int end = (int) parser.getCurrentLocation().getCharOffset();
        return text.substring(start, end);
    }

    /** Moves to the last token of the value that {@code first} begins. */
    private void skipValue(JsonToken first) throws IOException, Fault {
        int depth = 0;
        for (JsonToken token = first; ; token = parser.nextToken()) {
            if (token.isStructStart() && ++depth > MAX_DEPTH) {
                throw Fault.badRequest("nested deeper than " + MAX_DEPTH + " levels");
            }
            if (token.isStructEnd()) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
        }
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
