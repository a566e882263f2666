package confab.protocol.json;

import confab.model.Body;
import confab.model.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one frame says under the keys that mean something, not yet judged: a key that comes twice holds its last value,
 * and only the keys of the request's own type are ever looked at.
 */
final class Fields {
    /** Stands for a value that is right for no key: an array, an object, a boolean or a number that is no integer. */
    static final Object WRONG_TYPE = new Object();

    /** Longest {@code ref}, in code points. */
    static final int MAX_REF_LENGTH = 64;

    private final Map<Key, Object> values = new EnumMap<>(Key.class);

    /** @param value nothing, a string, a {@code Long}, {@link #WRONG_TYPE}; for the body, its text as it stands */
    void put(Key key, @Nullable Object value) {
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
    }

    /** Whether there is something, right or wrong, that is not {@code null}. */
    boolean has(Key key) {
        return values.containsKey(key);
    }

    String string(Key key) throws Fault {
        String string = stringOrNull(key);
        if (string == null) {
            throw Fault.badField(key, "missing");
        }
        return string;
    }

    @Nullable
    String stringOrNull(Key key) throws Fault {
        Object value = values.get(key);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw Fault.badField(key, "must be a string");
    }

    /** The string as a value of the model. */
    <T> T value(Key key, Function<String, T> model) throws Fault {
        try {
            return model.apply(string(key));
        } catch (InvalidValue e) {
            throw Fault.badField(key, String.valueOf(e.getMessage()));
        }
    }

    <T> @Nullable T valueOrNull(Key key, Function<String, T> model) throws Fault {
        return has(key) ? value(key, model) : null;
    }

    /** An integer within both bounds. */
    long number(Key key, long min, long max) throws Fault {
        Object value = values.get(key);
        if (value instanceof Long number && number >= min && number <= max) {
            return number;
        }
        throw Fault.badField(key, "must be an integer from " + min + " to " + max);
    }

    long numberOr(Key key, long min, long max, long absent) throws Fault {
        return has(key) ? number(key, min, max) : absent;
    }

    /** The body without the white space around its tokens, changed in nothing else. */
    Body body(int maxBytes) throws Fault {
        if (!has(Key.BODY)) {
            throw Fault.badField(Key.BODY, "missing");
        }
        byte[] json = compact(string(Key.BODY).getBytes(StandardCharsets.UTF_8));
        if (json.length > maxBytes) {
            throw Fault.tooLarge(Key.BODY, maxBytes);
        }
        return Body.ofJson(json);
    }

    /** What the request becomes known by. */
    @Nullable
    String ref(RequestReader.Refs refs) throws Fault {
        String ref = stringOrNull(Key.REF);
        if (ref != null && !isRef(ref)) {
            throw Fault.badField(Key.REF, "must be 1 to " + MAX_REF_LENGTH + " characters, none half a surrogate pair");
        }
        return refs.of(ref, null);
    }

    /** What an error about this frame becomes known by: its ref, else a post's id, else its type, if fit to be a ref. */
    @Nullable
    String refOfError(RequestReader.Refs refs) {
        boolean isPost = RequestReader.POST.equals(values.get(Key.TYPE));
        String id = isPost ? fitOrNull(Key.ID) : null;
        return refs.of(fitOrNull(Key.REF), id == null ? fitOrNull(Key.TYPE) : id);
    }

    private @Nullable String fitOrNull(Key key) {
        return values.get(key) instanceof String ref && isRef(ref) ? ref : null;
    }

    private static boolean isRef(String ref) {
        return !ref.isEmpty()
                && ref.length() <= 2 * MAX_REF_LENGTH
                && ref.codePointCount(0, ref.length()) <= MAX_REF_LENGTH
                && ref.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
    }

    private static byte[] compact(byte[] json) {
        // A string or a number has no white space around its tokens.
        if (json[0] != '{' && json[0] != '[') {
            return json;
        }
        int length = 0;
        boolean inString = false;
        for (int i = 0; i < json.length; i++) {
            byte b = json[i];
            if (!inString && (b == ' ' || b == '\t' || b == '\n' || b == '\r')) {
                continue;
            }
            json[length++] = b;
            if (b == '"') {
                inString = !inString;
            } else if (b == '\\') {
                json[length++] = json[++i];
            }
        }
        return Arrays.copyOf(json, length);
    }
}
