package confab.bench;

/** The mark in each body, of fixed length: {@code ~nanoseconds~}, and after it, if posters number their own, who and which. */
final class Stamp {
    /** Nanoseconds of eleven days. */
    static final int TIME_DIGITS = 15;

    static final int POSTER_DIGITS = 2;
    static final int NUMBER_DIGITS = 10;

    /** Posters that a number has digits for. */
    static final int MAX_POSTERS = 64;

    private static final byte[] MARK = {'~'};
    private static final String TIME = "~" + "0".repeat(TIME_DIGITS) + "~";
    private static final String NUMBERED = TIME + "0".repeat(POSTER_DIGITS + NUMBER_DIGITS);

    private Stamp() {}

    /** A body of that length, all digits zero. */
    static String body(int bytes) {
        return NUMBERED + "x".repeat(bytes - NUMBERED.length());
    }

    /** The index of the stamp's first digit in a frame or a post; -1 if it has none. */
    static int find(byte[] bytes, int from, int to, int guess) {
        int at = ByteText.endOf(MARK, bytes, from, to, guess);
        return at + TIME_DIGITS < to && at > 0 && bytes[at + TIME_DIGITS] == MARK[0] ? at : -1;
    }

    static long nanos(byte[] bytes, int at) {
        return ByteText.number(bytes, at, at + TIME_DIGITS);
    }

    /** Where the poster's digits stand, for a stamp at that index; the number's follow. */
    static int posterAt(int stampAt) {
        return stampAt + TIME_DIGITS + 1;
    }

    static int numberAt(int stampAt) {
        return posterAt(stampAt) + POSTER_DIGITS;
    }
}
