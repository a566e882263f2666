package confab.protocol.socketio;

import java.util.Arrays;

/** Places in a packet's text, as many as there come: no more than the text has characters. */
final class Positions {
    private static final int USUAL = 4;

    private int[] all = new int[USUAL];
    private int size;

    void add(int position) {
        if (size == all.length) {
            all = Arrays.copyOf(all, 2 * size);
        }
        all[size++] = position;
    }

    int[] toArray() {
        return Arrays.copyOf(all, size);
    }
}
