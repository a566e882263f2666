package confab.room;

import confab.model.Draft;
import confab.model.Message;
import java.util.ArrayList;
import java.util.List;

/** Cuts what travels between nodes: Artery drops a frame of more than 256 KiB, so no part weighs more than 128 KiB. */
public final class Parts {
    /** Longest list of messages or drafts, as weighed here. */
    public static final int MAX_BYTES = 128 * 1024;

    /** Names, ids and numbers of one message and its frame in CBOR: not more, and mostly less. */
    private static final int ENVELOPE_BYTES = 512;

    private Parts() {}

    /** What a draft weighs on its way, in bytes. */
    public static int weight(Draft draft) {
        return draft.body().length() + ENVELOPE_BYTES;
    }

    /** What a message weighs on its way, in bytes. */
    public static int weight(Message message) {
        return message.body().length() + ENVELOPE_BYTES;
    }

    /** The messages in order, cut so that no part weighs more than {@link #MAX_BYTES} unless it is one message. */
    static List<List<Message>> of(List<Message> messages) {
        List<List<Message>> parts = new ArrayList<>();
        int from = 0;
        int bytes = 0;
        for (int i = 0; i < messages.size(); i++) {
            int weight = weight(messages.get(i));
            if (i > from && bytes + weight > MAX_BYTES) {
                parts.add(messages.subList(from, i));
                from = i;
                bytes = 0;
            }
            bytes += weight;
        }
        if (from < messages.size()) {
            parts.add(messages.subList(from, messages.size()));
        }
        return parts;
    }
}
