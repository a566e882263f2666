package confab.protocol.socketio;

import confab.protocol.JsonString;
import java.nio.charset.StandardCharsets;

/** Strings as JavaScript's {@code JSON.stringify} writes them (ECMA-262, QuoteJSONString). */
final class EcmaString {
    private EcmaString() {}

    /** The string with its quotes, as UTF-8; half a surrogate pair, which UTF-8 cannot say, is escaped. */
    static byte[] quote(String text) {
        int half = indexOfHalf(text, 0);
        if (half < 0) {
            return JsonString.quote(text.getBytes(StandardCharsets.UTF_8));
        }
        JsonBytes json = new JsonBytes().text("\"");
        int from = 0;
        for (; half >= 0; half = indexOfHalf(text, from)) {
            content(text.substring(from, half), json);
            json.text("\\u" + Integer.toHexString(text.charAt(half)));
            from = half + 1;
        }
        content(text.substring(from), json);
        return json.text("\"").toByteArray();
    }

    private static void content(String text, JsonBytes json) {
        byte[] quoted = JsonString.quote(text.getBytes(StandardCharsets.UTF_8));
        json.bytes(quoted, 1, quoted.length - 1);
    }

    /** Where the first half of a pair is that has no other half; -1 if there is none. */
    private static int indexOfHalf(String text, int from) {
        int i = from;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            if (Character.getType(codePoint) == Character.SURROGATE) {
                return i;
            }
            i += Character.charCount(codePoint);
        }
        return -1;
    }
}
