package confab.protocol.socketio.chat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import confab.protocol.WebSocketFrames;
import confab.protocol.engineio.EngineFormat;
import confab.protocol.socketio.Arguments;
import confab.protocol.socketio.NamespaceName;
import confab.protocol.socketio.SocketEncoder;
import confab.protocol.socketio.SocketPacket;
import java.nio.ByteBuffer;

/**
 * Frames in which every event has one more argument at its end, the offset: clients that can come back remember the last
 * argument of each event if it is a string. Attachments, acknowledgements and all else stay as they are.
 */
public final class OffsetFrames {
    private static final String STATE = "state";

    private static final int OPCODE = 0x0f;
    private static final int TEXT = 1;
    private static final int MEDIUM_FOLLOWS = 126;
    private static final int LONG_FOLLOWS = 127;

    /** Engine.IO's message, then Socket.IO's event, without and with attachments. */
    private static final byte MESSAGE = '4';

    private static final byte EVENT = '2';
    private static final byte BINARY_EVENT = '5';

    private static final byte[] ARGUMENT = ",\"".getBytes(US_ASCII);
    private static final byte[] CLOSING = "\"]".getBytes(US_ASCII);

    /** A frame among others: where it begins, and from where up to where its payload is. */
    private record Frame(byte[] wire, int start, int from, int to) {
        static Frame at(byte[] wire, int start) {
            int length = wire[start + 1];
            int from = start + 2;
            if (length == MEDIUM_FOLLOWS) {
                length = Short.toUnsignedInt(ByteBuffer.wrap(wire).getShort(from));
                from += Short.BYTES;
            } else if (length == LONG_FOLLOWS) {
                length = Math.toIntExact(ByteBuffer.wrap(wire).getLong(from));
                from += Long.BYTES;
            }
            return new Frame(wire, start, from, from + length);
        }

        boolean isEvent() {
            return (wire[start] & OPCODE) == TEXT
                    && to - from > 2
                    && wire[from] == MESSAGE
                    && (wire[from + 1] == EVENT || wire[from + 1] == BINARY_EVENT);
        }
    }

    private OffsetFrames() {}

    /** Whether there is an event among the frames. */
    public static boolean holdEvent(byte[] wire) {
        for (int at = 0; at < wire.length; ) {
            Frame frame = Frame.at(wire, at);
            if (frame.isEvent()) {
                return true;
            }
            at = frame.to();
        }
        return false;
    }

    /**
     * The frames with the offset at the end of every event.
     *
     * @param wire whole frames as {@link EngineFormat#WEBSOCKET} writes them
     * @param offset ASCII without quotes, backslashes and control characters
     */
    public static byte[] append(byte[] wire, byte[] offset) {
        byte[] appended = new byte[appendedLength(wire, offset)];
        int end = 0;
        for (int at = 0; at < wire.length; ) {
            Frame frame = Frame.at(wire, at);
            end = frame.isEvent() ? write(frame, offset, appended, end) : copy(wire, at, frame.to(), appended, end);
            at = frame.to();
        }
        return appended;
    }

    /** An event that tells nothing but the offset. */
    public static byte[] state(NamespaceName namespace, byte[] offset) {
        SocketPacket event = new SocketPacket.Event(namespace, null, STATE, Arguments.NONE);
        return append(EngineFormat.WEBSOCKET.encode(SocketEncoder.encode(event)), offset);
    }

    private static int appendedLength(byte[] wire, byte[] offset) {
        int length = 0;
        for (int at = 0; at < wire.length; ) {
            Frame frame = Frame.at(wire, at);
            int frameLength = frame.isEvent() ? WebSocketFrames.length(payloadLength(frame, offset)) : frame.to() - at;
            length = Math.addExact(length, frameLength);
            at = frame.to();
        }
        return length;
    }

    /** The closing bracket gives way to the argument, and to another. */
    private static int payloadLength(Frame frame, byte[] offset) {
        return frame.to() - frame.from() - 1 + ARGUMENT.length + offset.length + CLOSING.length;
    }

    private static int write(Frame frame, byte[] offset, byte[] to, int at) {
        int end = WebSocketFrames.textHeader(to, at, payloadLength(frame, offset));
        end = copy(frame.wire(), frame.from(), frame.to() - 1, to, end);
        end = copy(ARGUMENT, 0, ARGUMENT.length, to, end);
        end = copy(offset, 0, offset.length, to, end);
        return copy(CLOSING, 0, CLOSING.length, to, end);
    }

    private static int copy(byte[] bytes, int from, int until, byte[] to, int at) {
        System.arraycopy(bytes, from, to, at, until - from);
        return at + until - from;
    }
}
