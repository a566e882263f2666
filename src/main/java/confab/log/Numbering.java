package confab.log;

import confab.log.MessageLog.Place;
import confab.model.Draft;
import confab.model.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that a batch's drafts get: the next ones in order, or the first one's for a repeat.
 *
 * @param places one for each draft, in order
 * @param fresh the messages that are new, in order
 * @param lastSeq the room's last number with them
 */
record Numbering(List<Place> places, List<Message> fresh, long lastSeq) {
    /**
     * Numbers the drafts after {@code lastSeq}.
     *
     * @param kept says for a draft's index where the log already has it, null if it has not
     */
    static Numbering of(long lastSeq, List<Draft> drafts, long atMillis, IntFunction<@Nullable Place> kept) {
        List<Place> places = new ArrayList<>(drafts.size());
        List<Message> fresh = new ArrayList<>(drafts.size());
        Map<PostKey, Place> earlier = new HashMap<>();
        long seq = lastSeq;
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            PostKey key = PostKey.of(draft);
            Place first = kept.apply(i);
            if (first == null) {
                first = earlier.get(key);
            }
            if (first != null) {
                places.add(new Place(first.seq(), first.atMillis(), true));
                continue;
            }
            seq++;
            Place place = new Place(seq, atMillis, false);
            earlier.put(key, place);
            places.add(place);
            fresh.add(draft.numbered(seq, atMillis));
        }
        return new Numbering(places, fresh, seq);
    }
}
