package confab.soak;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the records of plain text must show, where messages have no numbers and a connection does not hear its own posts. */
final class Plainly {
    private final Map<Integer, Set<Mark>> own = new HashMap<>();

    Plainly(List<Sending> sendings) {
        sendings.stream()
                .filter(sending -> sending.kind() == Sending.Kind.PLAIN)
                .forEach(sending -> own.computeIfAbsent(sending.connection(), connection -> new HashSet<>())
                        .add(sending.mark()));
    }

    Optional<String> misplaced(Hearing hearing, RoomLog log) {
        for (int i = 1; i < hearing.size(); i++) {
            if (log.seqOf(hearing.mark(i)) < log.seqOf(hearing.mark(i - 1)) && log.seqOf(hearing.mark(i)) != 0) {
                return Optional.of(hearing + " heard " + hearing.mark(i) + " after " + hearing.mark(i - 1)
                        + ", and the log has them the other way round");
            }
        }
        return Optional.empty();
    }

    Optional<String> gapOrRepeat(Hearing hearing, RoomLog log) {
        for (int i = 1; i < hearing.size(); i++) {
            Mark mark = hearing.mark(i);
            Mark before = hearing.mark(i - 1);
            if (mark.equals(before)) {
                return Optional.of(hearing + " heard " + mark + " twice");
            }
            if (log.seqOf(mark) != 0 && log.seqOf(before) != 0) {
                Optional<String> missed = missed(hearing, log, log.seqOf(before) + 1, log.seqOf(mark));
                if (missed.isPresent()) {
                    return missed;
                }
            }
        }
        return Optional.empty();
    }

    Optional<String> unheard(Hearing hearing, RoomLog log) {
        return hearing.size() == 0
                ? Optional.empty()
                : missed(hearing, log, log.seqOf(hearing.mark(hearing.size() - 1)) + 1, log.last() + 1);
    }

    /** What cannot be kept closes the connection: so if that is still open, all is kept. */
    Optional<String> lost(Hearing hearing, RoomLog log) {
        return own(hearing).stream()
                .filter(mark -> hearing.isOpen() && log.seqOf(mark) == 0)
                .findFirst()
                .map(mark -> mark + ", posted by " + hearing + ", is not in the log");
    }

    private Optional<String> missed(Hearing hearing, RoomLog log, int from, int to) {
        for (int seq = from; seq < to; seq++) {
            Mark mark = log.at(seq);
            if (mark != null && !own(hearing).contains(mark)) {
                return Optional.of(hearing + " did not hear " + mark + ", which is at " + seq);
            }
        }
        return Optional.empty();
    }

    private Set<Mark> own(Hearing hearing) {
        return own.getOrDefault(hearing.connection(), Set.of());
    }
}
