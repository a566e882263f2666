package confab.socketio;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a broadcast is for, by rooms.
 *
 * @param to in any of these; nothing means everybody
 * @param except in none of these
 */
record Audience(Set<String> to, Set<String> except) {
    /** Longest names together, in bytes: they travel in one part between nodes. */
    static final int MAX_BYTES = 32 * 1024;

    /** What stands around a name there. */
    private static final int ENVELOPE_BYTES = 5;

    static final Audience EVERYBODY = new Audience(Set.of(), Set.of());

    /** @throws IllegalArgumentException if the names are too long together */
    Audience {
        to = Set.copyOf(to);
        except = Set.copyOf(except);
        long bytes = bytes(to) + bytes(except);
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("rooms of " + bytes + " bytes together, more than " + MAX_BYTES);
        }
    }

    Audience andTo(String... rooms) {
        return new Audience(with(to, rooms), except);
    }

    Audience andExcept(String... rooms) {
        return new Audience(to, with(except, rooms));
    }

    private static long bytes(Set<String> names) {
        return names.stream()
                .mapToLong(name -> name.getBytes(StandardCharsets.UTF_8).length + ENVELOPE_BYTES)
                .sum();
    }

    private static Set<String> with(Set<String> some, String... more) {
        Set<String> all = new HashSet<>(some);
        all.addAll(List.of(more));
        return all;
    }
}
