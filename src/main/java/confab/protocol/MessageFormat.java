package confab.protocol;

import confab.model.Message;
import confab.model.RoomName;
import java.util.List;
import java.util.function.Function;

/** Writes messages of a room once for all members that read this format. */
public interface MessageFormat {
    /** The messages as whole transport frames, one after the other. */
    Frames encode(RoomName room, List<Message> messages);

    /** Whether a session is shown its own posts. */
    boolean echoesToSender();

    /**
     * Messages' frames in one array, so that any run of messages is one slice.
     *
     * @param wire shared, not to be written to
     * @param ends where message i ends in {@code wire}, of whose frames there may be several; it begins where the one
     *     before ends
     */
    record Frames(byte[] wire, int[] ends) {
        /** The messages' frames, one after the other. */
        public static Frames of(List<Message> messages, Function<Message, FramedMessage> framing) {
            FramedMessage[] framed = new FramedMessage[messages.size()];
            int[] ends = new int[framed.length];
            int end = 0;
            for (int i = 0; i < framed.length; i++) {
                framed[i] = framing.apply(messages.get(i));
                end = Math.addExact(end, framed[i].length());
                ends[i] = end;
            }
            byte[] wire = new byte[end];
            int at = 0;
            for (FramedMessage message : framed) {
                at = message.write(wire, at);
            }
            return new Frames(wire, ends);
        }

        /** Where message {@code index} begins in {@link #wire}. */
        public int start(int index) {
            return index == 0 ? 0 : ends[index - 1];
        }

        public int end(int index) {
            return ends[index];
        }
    }
}
