package confab.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** A post of one room, written in place and masked into a frame once for each; its room's home lane alone touches it. */
final class PostText {
    private static final int ID_DIGITS = 10;
    private static final int NO_ID = -1;

    private static final int FINAL_TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int MAX_SHORT = 125;
    private static final int MEDIUM_FOLLOWS = 126;
    /** First byte, the length as two bytes more, and the mask. */
    private static final int MAX_HEADER_BYTES = 2 + Short.BYTES + Integer.BYTES;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] text;
    private final int idAt;
    private final int stampAt;

    private PostText(String text, int idAt) {
        this.text = ByteText.ascii(text);
        this.idAt = idAt;
        this.stampAt = Stamp.find(this.text, Math.max(idAt, 0), this.text.length, -1);
    }

    /** With an id of digits between the first two, and the body before the last. */
    static PostText withId(String beforeId, String beforeBody, int bodyBytes, String end) {
        String id = "0".repeat(ID_DIGITS);
        return new PostText(beforeId + id + beforeBody + Stamp.body(bodyBytes) + end, beforeId.length());
    }

    /** The body and nothing else; it bears the poster's number of it. */
    static PostText withoutId(int bodyBytes) {
        return new PostText(Stamp.body(bodyBytes), NO_ID);
    }

    /**
     * The next post as a whole frame.
     *
     * @param number the id, if posts have one, else the poster's number of it
     * @param mask as RFC 6455 section 5.3 wants it of clients
     */
    ByteBuf frame(ByteBufAllocator allocator, long stampNanos, int poster, long number, int mask) {
        ByteText.write(stampNanos, text, stampAt, Stamp.TIME_DIGITS);
        if (idAt == NO_ID) {
            ByteText.write(poster, text, Stamp.posterAt(stampAt), Stamp.POSTER_DIGITS);
            ByteText.write(number, text, Stamp.numberAt(stampAt), Stamp.NUMBER_DIGITS);
        } else {
            ByteText.write(number, text, idAt, ID_DIGITS);
        }
        return masked(allocator, FINAL_TEXT, text, mask);
    }

    /** A client's frame, payload up to 65,535 bytes. */
    static ByteBuf masked(ByteBufAllocator allocator, int first, byte[] payload, int mask) {
        ByteBuf frame = allocator.directBuffer(MAX_HEADER_BYTES + payload.length);
        frame.writeByte(first);
        if (payload.length <= MAX_SHORT) {
            frame.writeByte(MASKED | payload.length);
        } else {
            frame.writeByte(MASKED | MEDIUM_FOLLOWS).writeShort(payload.length);
        }
        frame.writeInt(mask);
        long twice = ((long) mask << Integer.SIZE) | Integer.toUnsignedLong(mask);
        int at = 0;
        for (; at <= payload.length - Long.BYTES; at += Long.BYTES) {
            frame.writeLong((long) LONGS.get(payload, at) ^ twice);
        }
        for (; at < payload.length; at++) {
            int shift = Byte.SIZE * (Integer.BYTES - 1 - at % Integer.BYTES);
            frame.writeByte(payload[at] ^ (mask >>> shift));
        }
        return frame;
    }

    static ByteBuf masked(ByteBufAllocator allocator, byte[] text, int mask) {
        return masked(allocator, FINAL_TEXT, text, mask);
    }
}
