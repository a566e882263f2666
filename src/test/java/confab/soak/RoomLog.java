package confab.soak;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A room's messages as they stand in the log at the end, by number and by mark. */
final class RoomLog {
    private final Map<Integer, Mark> marks = new HashMap<>();
    private final Map<Mark, Integer> seqs = new HashMap<>();
    private final int last;
    private @Nullable String disorder;
    private @Nullable String repeat;

    RoomLog(Hearing read) {
        int expected = 1;
        for (int i = 0; i < read.size(); i++) {
            int seq = read.seq(i);
            Mark mark = read.mark(i);
            if (seq != expected && disorder == null) {
                disorder = "the log of " + read.room() + " has " + seq + " where " + expected + " belongs";
            }
            expected = seq + 1;
            Mark other = marks.putIfAbsent(seq, mark);
            if (other != null && disorder == null) {
                disorder = "the log of " + read.room() + " has both " + other + " and " + mark + " at " + seq;
            }
            Integer first = seqs.putIfAbsent(mark, seq);
            if (first != null && repeat == null) {
                repeat = mark + " is in the log of " + read.room() + " at " + first + " and at " + seq;
            }
        }
        last = expected - 1;
    }

    @Nullable
    Mark at(int seq) {
        return marks.get(seq);
    }

    /** Its number; 0 if it is not there. */
    int seqOf(Mark mark) {
        return seqs.getOrDefault(mark, 0);
    }

    int last() {
        return last;
    }

    /** A hole, or two messages of one number. */
    Optional<String> disorder() {
        return Optional.ofNullable(disorder);
    }

    /** A post that is there twice. */
    Optional<String> repeat() {
        return Optional.ofNullable(repeat);
    }
}
