package confab.protocol.json;

import static java.util.function.Function.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of a request that mean something; all others are skipped, so that old servers meet new clients. */
enum Key {
    TYPE,
    REF,
    USER,
    ROOM,
    AFTER,
    HISTORY,
    LOG,
    ID,
    BODY,
    BEFORE,
    LIMIT;

    private static final Map<String, Key> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Key::wireName, identity()));

    private final String wireName = name().toLowerCase(Locale.ROOT);

    static @Nullable Key of(String wireName) {
        return BY_WIRE_NAME.get(wireName);
    }

    String wireName() {
        return wireName;
    }
}
