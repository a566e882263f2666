package confab.protocol.socketio.chat;

import confab.model.RoomName;
import confab.model.UserName;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a client has come, as it tells when it comes back: all that a node needs to go on with it, so that no node need
 * keep anything of a client that is gone. It is what {@link OffsetText} wrote, or what somebody made up: names are claims
 * here and every room is open to all, so it can claim nothing that a client could not ask for anyway, and bears no signature.
 *
 * @param log the id of the log whose numbers these are
 * @param rooms those that the client is in, in the order in which it joined, each with the last seq that it has
 */
public record ClientOffset(UserName user, String log, Map<RoomName, Long> rooms) {
    static final String VERSION = "1";
    static final char SEPARATOR = '/';
    static final char EQUALS = '=';
    static final int RADIX = 36;

    /** Version, log and user stand before the rooms. */
    private static final int HEAD_PARTS = 3;

    /** Longest user: four bytes for each code point, in base64. */
    private static final int MAX_USER_LENGTH = UserName.MAX_CODE_POINTS * 4 * 4 / 3 + 4;

    private static final int MAX_LOG_LENGTH = 64;
    private static final int MAX_SEQ_LENGTH =
            Long.toString(Long.MAX_VALUE, RADIX).length();
    private static final int MAX_ROOM_LENGTH = RoomName.MAX_LENGTH + MAX_SEQ_LENGTH + 2;

    public ClientOffset {
        rooms = Collections.unmodifiableMap(new LinkedHashMap<>(rooms));
    }

    /**
     * What the text says; nothing if it is no offset, or one of more rooms than that.
     *
     * @param maxRooms rooms that a client may be in, which bounds what is read
     */
    public static @Nullable ClientOffset read(String text, int maxRooms) {
        long maxLength = VERSION.length() + MAX_LOG_LENGTH + MAX_USER_LENGTH + 2L + (long) maxRooms * MAX_ROOM_LENGTH;
        if (text.length() > maxLength) {
            return null;
        }
        List<String> parts = split(text);
        if (parts.size() < HEAD_PARTS || parts.size() - HEAD_PARTS > maxRooms || !VERSION.equals(parts.get(0))) {
            return null;
        }
        try {
            Map<RoomName, Long> rooms = new LinkedHashMap<>();
            for (String part : parts.subList(HEAD_PARTS, parts.size())) {
                int equals = part.indexOf(EQUALS);
                if (equals < 0
                        || rooms.put(new RoomName(part.substring(0, equals)), seq(part.substring(equals + 1)))
                                != null) {
                    return null;
                }
            }
            return new ClientOffset(user(parts.get(2)), parts.get(1), rooms);
        } catch (IllegalArgumentException broken) {
            return null;
        }
    }

    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf(SEPARATOR); to >= 0; to = text.indexOf(SEPARATOR, from)) {
            parts.add(text.substring(from, to));
            from = to + 1;
        }
        parts.add(text.substring(from));
        return parts;
    }

    /** @throws NumberFormatException if it is no seq, 0 among them */
    private static long seq(String text) {
        long seq = Long.parseLong(text, RADIX);
        if (seq < 0) {
            throw new NumberFormatException("a seq is not less than nothing");
        }
        return seq;
    }

    private static UserName user(String base64) {
        return new UserName(new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8));
    }
}
