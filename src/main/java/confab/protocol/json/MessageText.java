package confab.protocol.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import confab.model.Message;
import confab.model.RoomName;
import confab.protocol.JsonString;

/** One message as its JSON object: knows its length before a byte is written, so that frames need no copy. */
final class MessageText {
    private static final byte[] ID = ",\"id\":".getBytes(US_ASCII);
    private static final byte[] FROM = ",\"from\":".getBytes(US_ASCII);
    private static final byte[] BODY = ",\"body\":".getBytes(US_ASCII);
    private static final byte[] AT = ",\"at\":\"".getBytes(US_ASCII);
    private static final byte[] END = "\"}".getBytes(US_ASCII);
    private static final int FIXED_BYTES =
            ID.length + FROM.length + BODY.length + AT.length + WireTime.BYTES + END.length;

    private final byte[] opening;
    private final Message message;
    private final byte[] id;
    private final byte[] from;
    private final int seqDigits;

    /** @param opening what comes before the number: {@link #openingOfFrame} or {@link #openingOfItem} */
    MessageText(byte[] opening, Message message) {
        this.opening = opening;
        this.message = message;
        this.id = JsonString.quote(message.id().value().getBytes(US_ASCII));
        this.from = JsonString.quote(message.from().value().getBytes(UTF_8));
        this.seqDigits = digits(message.seq());
    }

    /** How a message begins that is a frame of its own. A room's name needs no escapes. */
    static byte[] openingOfFrame(RoomName room) {
        return ("{\"type\":\"message\",\"room\":\"" + room.value() + "\",\"seq\":").getBytes(US_ASCII);
    }

    /** How a message begins that stands in a page. */
    static byte[] openingOfItem(RoomName room) {
        return ("{\"room\":\"" + room.value() + "\",\"seq\":").getBytes(US_ASCII);
    }

    int length() {
        return opening.length
                + seqDigits
                + id.length
                + from.length
                + message.body().length()
                + FIXED_BYTES;
    }

    /** Writes the object and says where it ends. */
    int write(byte[] to, int at) {
        int end = copy(opening, to, at);
        end = writeSeq(to, end);
        end = copy(id, to, copy(ID, to, end));
        end = copy(from, to, copy(FROM, to, end));
        end = copy(message.body().json(), to, copy(BODY, to, end));
        end = WireTime.write(message.atMillis(), to, copy(AT, to, end));
        return copy(END, to, end);
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
