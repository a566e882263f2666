package confab.soak;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a client heard of one room over one connection, in order. Written under its client's lock. */
final class Hearing {
    /** The {@code after} of who joined as plain text does: with the next message, whichever that is. */
    static final int FROM_NOW = -1;

    private static final int FIRST_CAPACITY = 64;

    private final int client;
    private final int connection;
    private final String room;
    private final int after;
    private int[] seqs = new int[FIRST_CAPACITY];
    private long[] marks = new long[FIRST_CAPACITY];
    private int size;
    private boolean isOpen = true;
    private @Nullable String trouble;

    /** @param after the seq that the client had seen last, or {@link #FROM_NOW} */
    Hearing(int client, int connection, String room, int after) {
        this.client = client;
        this.connection = connection;
        this.room = room;
        this.after = after;
    }

    void add(int seq, Mark mark) {
        if (size == seqs.length) {
            seqs = Arrays.copyOf(seqs, 2 * size);
            marks = Arrays.copyOf(marks, 2 * size);
        }
        seqs[size] = seq;
        marks[size++] = mark.packed();
    }

    /** Plain text tells no numbers. */
    void add(Mark mark) {
        add(0, mark);
    }

    /** The server said that it cannot go on from where the client was. */
    void trouble(String what) {
        trouble = trouble == null ? what : trouble;
    }

    /** The connection ended. */
    void end() {
        isOpen = false;
    }

    int client() {
        return client;
    }

    int connection() {
        return connection;
    }

    String room() {
        return room;
    }

    int after() {
        return after;
    }

    boolean isNumbered() {
        return after != FROM_NOW;
    }

    int size() {
        return size;
    }

    int seq(int index) {
        return seqs[index];
    }

    Mark mark(int index) {
        return Mark.unpack(marks[index]);
    }

    /** Whether the connection was there to the end. */
    boolean isOpen() {
        return isOpen;
    }

    @Nullable
    String trouble() {
        return trouble;
    }

    @Override
    public String toString() {
        return "client " + client + " (connection " + connection + ") in " + room;
    }
}
