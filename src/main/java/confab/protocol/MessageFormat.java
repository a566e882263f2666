package confab.protocol;

import confab.model.Message;
import confab.model.RoomName;
import java.util.List;

/** Writes messages of a room once for all members that read this format. */
public interface MessageFormat {
    /** The messages as whole transport frames, one after the other. */
    Frames encode(RoomName room, List<Message> messages);

    /** Whether a session is shown its own posts. */
    boolean echoesToSender();

    /**
     * Frames in one array, so that any run of them is one slice.
     *
     * @param wire shared, not to be written to
     * @param ends where frame i ends in {@code wire}; it begins where the one before ends
     */
    record Frames(byte[] wire, int[] ends) {
        /** Where frame {@code index} begins in {@link #wire}. */
        public int start(int index) {
            return index == 0 ? 0 : ends[index - 1];
        }

        public int end(int index) {
            return ends[index];
        }
    }
}
