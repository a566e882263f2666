package confab.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Bytes in JSON: an object with the one key {@code $bytes} and base64 (RFC 4648 section 4, padded) in it. Nothing else
 * is bytes.
 */
public final class BytesBody {
    private static final byte[] KEY = "$bytes".getBytes(StandardCharsets.US_ASCII);

    private BytesBody() {}

    /** The bytes that a body is, if it is bytes and nothing else. */
    public static byte @Nullable [] bytesOf(byte[] compactJson) {
        if (compactJson[0] != '{') {
            return null;
        }
        int keyEnd = endOfString(compactJson, 1);
        if (keyEnd < 0 || !Arrays.equals(JsonString.unquote(compactJson, 2, keyEnd), KEY)) {
            return null;
        }
        int valueEnd = endOfString(compactJson, keyEnd + 2);
        if (valueEnd < 0 || valueEnd + 2 != compactJson.length) {
            return null;
        }
        return decode(JsonString.unquote(compactJson, keyEnd + 3, valueEnd));
    }

    private static byte @Nullable [] decode(byte[] base64) {
        if (base64.length % 4 != 0) {
            return null;
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Where the closing quote is of the string that begins at {@code start}; -1 if no string does. */
    private static int endOfString(byte[] json, int start) {
        if (start >= json.length || json[start] != '"') {
            return -1;
        }
        for (int i = start + 1; i < json.length; i++) {
            if (json[i] == '"') {
                return i;
            }
            if (json[i] == '\\') {
                i++;
            }
        }
        return -1;
    }
}
