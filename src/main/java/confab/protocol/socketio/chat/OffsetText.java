package confab.protocol.socketio.chat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import confab.model.RoomName;
import confab.model.UserName;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far one client has come, kept up while it is written to; the text is what {@link ClientOffset} reads:
 *
 * <pre>
 *  1/LOG/USER/ROOM=SEQ/ROOM=SEQ    user in base64url, seq to base 36; nothing that JSON would escape
 * </pre>
 *
 * Bounded by the rooms that a client may be in. Not for several threads.
 */
public final class OffsetText {
    private final String head;
    private final Map<RoomName, Long> rooms;

    /** As it is now; nothing since the last change. */
    private byte @Nullable [] bytes;

    /** Of a client that goes on from there. */
    public OffsetText(ClientOffset start) {
        String user = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(start.user().value().getBytes(UTF_8));
        this.head = ClientOffset.VERSION + ClientOffset.SEPARATOR + start.log() + ClientOffset.SEPARATOR + user;
        this.rooms = new LinkedHashMap<>(start.rooms());
    }

    /** Of a client that is in no room. */
    public OffsetText(UserName user, String log) {
        this(new ClientOffset(user, log, Map.of()));
    }

    /** The client is in the room and has it up to that seq; whether that is new. */
    public boolean reach(RoomName room, long seq) {
        Long before = rooms.put(room, seq);
        return changed(before == null || before != seq);
    }

    /** The client is not in the room any more; whether that is new. */
    public boolean leave(RoomName room) {
        return changed(rooms.remove(room) != null);
    }

    private boolean changed(boolean isNew) {
        if (isNew) {
            bytes = null;
        }
        return isNew;
    }

    /** The text in ASCII, not to be written to. */
    public byte[] bytes() {
        if (bytes == null) {
            StringBuilder text = new StringBuilder(head);
            rooms.forEach((room, seq) -> text.append(ClientOffset.SEPARATOR)
                    .append(room.value())
                    .append(ClientOffset.EQUALS)
                    .append(Long.toString(seq, ClientOffset.RADIX)));
            bytes = text.toString().getBytes(US_ASCII);
        }
        return bytes;
    }
}
