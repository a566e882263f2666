package confab.protocol.socketio.chat;

import confab.model.Body;
import confab.model.Message;
import confab.model.RoomName;
import confab.protocol.FramedMessage;
import confab.protocol.MessageFormat;
import confab.protocol.WebSocketFrames;
import confab.protocol.socketio.Arguments;
import confab.protocol.socketio.NamespaceName;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The lobby's messages as event {@code message} of {@code /}, each with its body alone; whose they are is not said. */
final class LobbyMessages implements MessageFormat {
    private static final String NAME = "message";
    private static final NamespaceFrames FRAMES = new NamespaceFrames(NamespaceName.ROOT);

    @Override
    public Frames encode(RoomName room, List<Message> messages) {
        return Frames.of(messages, message -> framed(message.body()));
    }

    @Override
    public boolean echoesToSender() {
        return true;
    }

    private static FramedMessage framed(Body body) {
        return Arguments.isPlain(body) ? new Plain(body.json()) : FramedMessage.of(FRAMES.event(NAME, body));
    }

    /** A body without bytes in its text frame. */
    private record Plain(byte[] json) implements FramedMessage {
        /** Engine.IO's message of Socket.IO's event, as {@link NamespaceFrames} would write it, up to its argument. */
        private static final byte[] OPENING = ("42[\"" + NAME + "\",").getBytes(StandardCharsets.US_ASCII);

        private static final byte CLOSING = ']';

        @Override
        public int length() {
            return WebSocketFrames.length(payloadLength());
        }

        @Override
        public int write(byte[] to, int at) {
            int text = WebSocketFrames.textHeader(to, at, payloadLength());
            System.arraycopy(OPENING, 0, to, text, OPENING.length);
            System.arraycopy(json, 0, to, text + OPENING.length, json.length);
            int end = text + OPENING.length + json.length;
            to[end] = CLOSING;
            return end + 1;
        }

        private int payloadLength() {
            return OPENING.length + json.length + 1;
        }
    }
}
