package confab.protocol;

import java.nio.charset.StandardCharsets;

/** The text of a close frame, which RFC 6455 section 5.5 holds to 125 bytes with its code. */
public final class CloseReason {
    /** Longest reason, in bytes of UTF-8. */
    public static final int MAX_BYTES = 123;

    private CloseReason() {}

    /** The reason, cut between two code points where it would be too long; a lone surrogate becomes a question mark. */
    public static String cut(String reason) {
        byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
        int end = Math.min(utf8.length, MAX_BYTES);
        while (end < utf8.length && isContinuation(utf8[end])) {
            end--;
        }
        return new String(utf8, 0, end, StandardCharsets.UTF_8);
    }

    /** What to say where a refusal is the end. */
    public static String of(Event.Failed failed) {
        return cut(failed.code().wireName() + ": " + failed.message());
    }

    /** What to say where a gap is the end. */
    public static String of(Event.Gap gap) {
        return "messages " + gap.from() + " to " + gap.to() + " are no longer kept";
    }

    /** What to say where a room was all that the connection was for. */
    public static String of(Event.Left left) {
        return cut("the room was closed: " + left.room().value());
    }

    private static boolean isContinuation(byte utf8) {
        return (utf8 & 0xc0) == 0x80;
    }
}
