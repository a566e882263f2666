package confab.protocol.json;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;

/** Times as clients read them: ISO-8601 in UTC with three digits of milliseconds, {@code 2026-03-01T08:15:30.007Z}. */
final class WireTime {
    /** Length of a time, in bytes; so long as the year has four digits. */
    static final int BYTES = 24;

    private static final int MILLIS_PER_DAY = 86_400_000;

    private WireTime() {}

    static String text(long atMillis) {
        byte[] text = new byte[BYTES];
        write(atMillis, text, 0);
        return new String(text, StandardCharsets.US_ASCII);
    }

    /** Writes the time digit by digit, for the hot path; says where it ends. */
    static int write(long atMillis, byte[] to, int at) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(atMillis, (long) MILLIS_PER_DAY));
        int millis = Math.floorMod(atMillis, MILLIS_PER_DAY);
        int seconds = millis / 1000;
        int end = digits(date.getYear(), 4, '-', to, at);
        end = digits(date.getMonthValue(), 2, '-', to, end);
        end = digits(date.getDayOfMonth(), 2, 'T', to, end);
        end = digits(seconds / 3600, 2, ':', to, end);
        end = digits(seconds / 60 % 60, 2, ':', to, end);
        end = digits(seconds % 60, 2, '.', to, end);
        return digits(millis % 1000, 3, 'Z', to, end);
    }

    private static int digits(int value, int count, char next, byte[] to, int at) {
        int rest = value;
        for (int i = at + count - 1; i >= at; i--) {
            to[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        to[at + count] = (byte) next;
        return at + count + 1;
    }
}
