package confab.protocol.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import confab.model.Message;
import confab.model.RoomName;
import confab.protocol.FramedMessage;
import confab.protocol.JsonString;
import confab.protocol.WebSocketFrames;

/** One message as its JSON object, alone or with more around it in a text frame. */
public final class MessageText implements FramedMessage {
    private static final byte[] ID = ",\"id\":".getBytes(US_ASCII);
    private static final byte[] FROM = ",\"from\":".getBytes(US_ASCII);
    private static final byte[] BODY = ",\"body\":".getBytes(US_ASCII);
    private static final byte[] AT = ",\"at\":\"".getBytes(US_ASCII);
    private static final byte[] END = "\"}".getBytes(US_ASCII);
    private static final int FIXED_BYTES =
            ID.length + FROM.length + BODY.length + AT.length + WireTime.BYTES + END.length;

    private static final byte[] NOTHING = {};

    private final byte[] opening;
    private final Message message;
    private final byte[] closing;
    private final byte[] id;
    private final byte[] from;
    private final int seqDigits;

    /**
     * @param opening what comes before the message's number: {@link #opening}, and before that what the frame begins with
     * @param closing what comes after the object
     */
    public MessageText(byte[] opening, Message message, byte[] closing) {
        this.opening = opening;
        this.message = message;
        this.closing = closing;
        this.id = JsonString.quote(message.id().value().getBytes(US_ASCII));
        this.from = JsonString.quote(message.from().value().getBytes(UTF_8));
        this.seqDigits = digits(message.seq());
    }

    /** With nothing around it. */
    public MessageText(byte[] opening, Message message) {
        this(opening, message, NOTHING);
    }

    /** How a room's messages begin. Its name needs no escapes. */
    public static String opening(RoomName room) {
        return "{\"room\":\"" + room.value() + "\",\"seq\":";
    }

    /** What would be the payload of its frame. */
    public byte[] text() {
        byte[] text = new byte[textLength()];
        writeText(text, 0);
        return text;
    }

    @Override
    public int length() {
        return WebSocketFrames.length(textLength());
    }

    @Override
    public int write(byte[] to, int at) {
        return writeText(to, WebSocketFrames.textHeader(to, at, textLength()));
    }

    private int textLength() {
        return opening.length
                + seqDigits
                + id.length
                + from.length
                + message.body().length()
                + FIXED_BYTES
                + closing.length;
    }

    private int writeText(byte[] to, int at) {
        int end = copy(opening, to, at);
        end = writeSeq(to, end);
        end = copy(id, to, copy(ID, to, end));
        end = copy(from, to, copy(FROM, to, end));
        end = copy(message.body().json(), to, copy(BODY, to, end));
        end = WireTime.write(message.atMillis(), to, copy(AT, to, end));
        return copy(closing, to, copy(END, to, end));
    }

    private int writeSeq(byte[] to, int at) {
        long rest = message.seq();
        for (int i = at + seqDigits - 1; i >= at; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + seqDigits;
    }

    private static int digits(long seq) {
        int digits = 1;
        for (long rest = seq / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    private static int copy(byte[] bytes, byte[] to, int at) {
        System.arraycopy(bytes, 0, to, at, bytes.length);
        return at + bytes.length;
    }
}
