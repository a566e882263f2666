package confab.protocol.socketio;

import static java.nio.charset.StandardCharsets.US_ASCII;

import confab.model.Body;
import confab.protocol.BytesBody;
import confab.protocol.JsonString;
import java.util.Arrays;

/** Reads a body's compact JSON for what is bytes in it, string by string, without a parser. */
final class BodyText {
    private static final byte[] PLACEHOLDER = ArgumentsWriter.PLACEHOLDER.getBytes(US_ASCII);
    private static final byte[] IS_TRUE = ":true".getBytes(US_ASCII);

    private final byte[] json;
    private final ArgumentsWriter to;
    /** Up to where the body is written. */
    private int written;

    private BodyText(Body body, ArgumentsWriter to) {
        this.json = body.json();
        this.to = to;
    }

    /** Whether no object in the body begins as one does that is bytes; in a string these characters never stand together. */
    static boolean isPlain(Body body) {
        byte[] json = body.json();
        if (json[0] != '{' && json[0] != '[') {
            return true;
        }
        for (int i = 2; i < json.length; i++) {
            boolean mayBeKey = json[i] == '$' || json[i] == '\\';
            if (mayBeKey && json[i - 1] == '"' && json[i - 2] == '{') {
                return false;
            }
        }
        return true;
    }

    /** Writes the body, with bytes as attachments. */
    static void write(Body body, ArgumentsWriter to) {
        new BodyText(body, to).write();
    }

    private void write() {
        int at = 0;
        while (at < json.length) {
            if (json[at] == '"') {
                at = passString(at);
            } else if (json[at] == '{') {
                at = passBrace(at);
            } else {
                at++;
            }
        }
        to.json().bytes(json, written, json.length);
    }

    /** Says where to go on after a string, having looked whether it is the key of what reads as a placeholder. */
    private int passString(int start) {
        int end = endOfString(start);
        boolean mayBeKey = json[start + 1] == '_' || json[start + 1] == '\\';
        if (mayBeKey
                && isAt(IS_TRUE, end)
                && Arrays.equals(JsonString.unquote(json, start + 1, end - 1), PLACEHOLDER)) {
            to.noteLookalike();
        }
        return end;
    }

    /** Says where to go on after a brace: behind it, or behind its object if that is bytes, which then are attached. */
    private int passBrace(int start) {
        int end = endOfPair(start);
        if (end < 0) {
            return start + 1;
        }
        byte[] bytes = BytesBody.bytesOf(Arrays.copyOfRange(json, start, end));
        if (bytes == null) {
            return start + 1;
        }
        to.json().bytes(json, written, start);
        to.attach(bytes);
        written = end;
        return end;
    }

    /** Where an object ends that is one string under a key that may be {@code $bytes}; -1 if it is another. */
    private int endOfPair(int start) {
        if (json[start + 1] != '"' || (json[start + 2] != '$' && json[start + 2] != '\\')) {
            return -1;
        }
        int colon = endOfString(start + 1);
        if (json[colon + 1] != '"') {
            return -1;
        }
        int end = endOfString(colon + 1);
        return json[end] == '}' ? end + 1 : -1;
    }

    /** Where the string ends that begins at {@code start}, behind its quote. */
    private int endOfString(int start) {
        int at = start + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private boolean isAt(byte[] expected, int at) {
        return at + expected.length <= json.length
                && Arrays.equals(json, at, at + expected.length, expected, 0, expected.length);
    }
}
