package confab.protocol.text;

import confab.model.Body;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.CloseCode;
import confab.protocol.CloseReason;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import confab.protocol.Frame;
import confab.protocol.FrameDialect;
import confab.protocol.JsonString;
import confab.protocol.MessageFormat;
import confab.protocol.Request;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Plain text in one room, for one connection.
 *
 * <p>Its client posts without ids and hears of no answer, so any error is the end: the next post would be out of order
 * with the one that was not kept.
 */
public final class TextDialect implements FrameDialect {
    private static final MessageFormat MESSAGES = new TextMessages();
    private static final Request NO_BINARY = new Request.Refused(CloseCode.UNSUPPORTED_DATA, "frames are text here");

    private final RoomName room;
    private final @Nullable UserName user;
    private final Supplier<PostId> ids;
    private final int maxBodyBytes;

    /**
     * @param user absent for a guest
     * @param ids a new random id with each call, from any thread
     * @param maxBodyBytes the longest text, as a JSON string
     */
    public TextDialect(RoomName room, @Nullable UserName user, Supplier<PostId> ids, int maxBodyBytes) {
        this.room = room;
        this.user = user;
        this.ids = ids;
        this.maxBodyBytes = maxBodyBytes;
    }

    @Override
    public List<Request> opening() {
        return List.of(new Request.Hello(user, null), new Request.Join(room, new Request.Start.Newest(0), null, null));
    }

    @Override
    public Request decode(Frame frame) {
        return frame instanceof Frame.Text text ? post(text.utf8()) : NO_BINARY;
    }

    @Override
    public Output encode(Event event) {
        if (event instanceof Event.Failed failed) {
            CloseCode code = failed.code() == ErrorCode.TOO_LARGE ? CloseCode.TOO_BIG : CloseCode.TRY_AGAIN_LATER;
            return new Output.Close(code, CloseReason.of(failed));
        }
        if (event instanceof Event.Gap gap) {
            return new Output.Close(CloseCode.TOO_SLOW, CloseReason.of(gap));
        }
        if (event instanceof Event.Left left && !left.isAsked()) {
            return new Output.Close(CloseCode.GOING_AWAY, CloseReason.of(left));
        }
        return SILENT;
    }

    @Override
    public MessageFormat messages() {
        return MESSAGES;
    }

    private Request post(byte[] utf8) {
        if (JsonString.quotedLength(utf8) > maxBodyBytes) {
            String rule = "a text is at most " + maxBodyBytes + " bytes long as JSON";
            return new Request.Malformed(ErrorCode.TOO_LARGE, rule, null);
        }
        return new Request.Post(room, ids.get(), Body.ofJson(JsonString.quote(utf8)), null);
    }
}
