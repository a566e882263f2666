package confab.protocol.socketio.chat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import confab.model.Body;
import confab.model.Message;
import confab.model.RoomName;
import confab.protocol.FramedMessage;
import confab.protocol.MessageFormat;
import confab.protocol.json.MessageText;
import confab.protocol.socketio.Arguments;
import java.util.List;

/** A room's messages as event {@code message} of {@code /chat}, each with its JSON object. */
final class ChatMessages implements MessageFormat {
    private static final String NAME = "message";
    private static final NamespaceFrames FRAMES = new NamespaceFrames(ChatDialect.NAMESPACE);

    /** Engine.IO's message of Socket.IO's event, as {@link NamespaceFrames} would write it, up to its argument. */
    private static final String OPENING = "42" + ChatDialect.NAMESPACE + ",[\"" + NAME + "\",";

    private static final byte[] CLOSING = "]".getBytes(US_ASCII);

    @Override
    public Frames encode(RoomName room, List<Message> messages) {
        byte[] object = MessageText.opening(room).getBytes(US_ASCII);
        byte[] event = (OPENING + MessageText.opening(room)).getBytes(US_ASCII);
        return Frames.of(
                messages,
                message -> Arguments.isPlain(message.body())
                        ? new MessageText(event, message, CLOSING)
                        : withAttachments(new MessageText(object, message)));
    }

    @Override
    public boolean echoesToSender() {
        return true;
    }

    private static FramedMessage withAttachments(MessageText message) {
        return FramedMessage.of(FRAMES.event(NAME, Body.ofJson(message.text())));
    }
}
