package confab.soak;

import confab.soak.Sending.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Compares all records with the log, promise by promise. */
final class Checker {
    private final Records records;
    private final Map<String, RoomLog> logs = new HashMap<>();
    private final Plainly plainly;

    Checker(Records records) {
        this.records = records;
        records.log().forEach((room, read) -> logs.put(room, new RoomLog(read)));
        this.plainly = new Plainly(records.sendings());
    }

    List<Verdict> verdicts() {
        return List.of(
                new Verdict(
                        "1 one order", first(logs.values(), RoomLog::disorder).or(() -> heard(this::misplaced))),
                new Verdict("1 no gap and no repeat in a session", heard(this::gapOrRepeat)),
                new Verdict("1 posts of a connection keep their order", overtaken()),
                new Verdict("2 acknowledged means kept", sent(this::acknowledgedNotKept)),
                new Verdict("2 nobody is shown what is not kept", heard(this::shownNotKept)),
                new Verdict("2 plain text is kept while connected", heard(this::lostPlainly)),
                new Verdict(
                        "3 sent again, posted once",
                        first(logs.values(), RoomLog::repeat).or(this::twoAnswers)),
                new Verdict("4 resume anywhere", heard(this::badStart)),
                new Verdict("5 every post is answered in the end", unanswered()),
                new Verdict("5 every member hears all in the end", heard(this::unheard)));
    }

    private Optional<String> heard(Function<Hearing, Optional<String>> check) {
        return first(records.hearings(), check);
    }

    private Optional<String> sent(Function<Sending, Optional<String>> check) {
        return first(records.sendings(), check);
    }

    private static <T> Optional<String> first(Iterable<T> all, Function<T, Optional<String>> check) {
        for (T one : all) {
            Optional<String> found = check.apply(one);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private RoomLog log(String room) {
        return Objects.requireNonNull(logs.get(room), room);
    }

    private Optional<String> misplaced(Hearing hearing) {
        RoomLog log = log(hearing.room());
        if (!hearing.isNumbered()) {
            return plainly.misplaced(hearing, log);
        }
        for (int i = 0; i < hearing.size(); i++) {
            Mark kept = log.at(hearing.seq(i));
            if (kept != null && !kept.equals(hearing.mark(i))) {
                return Optional.of(hearing + " heard " + hearing.mark(i) + " at " + hearing.seq(i)
                        + ", where the log has " + kept);
            }
        }
        return Optional.empty();
    }

    private Optional<String> gapOrRepeat(Hearing hearing) {
        if (!hearing.isNumbered()) {
            return plainly.gapOrRepeat(hearing, log(hearing.room()));
        }
        for (int i = 1; i < hearing.size(); i++) {
            if (hearing.seq(i) != hearing.seq(i - 1) + 1) {
                return Optional.of(hearing + " heard " + hearing.seq(i) + " right after " + hearing.seq(i - 1));
            }
        }
        return Optional.ofNullable(hearing.trouble()).map(trouble -> hearing + " was told: " + trouble);
    }

    /**
     * A post that a connection sends for the first time comes after all that it sent before and that were not refused there:
     * these were kept then or earlier.
     */
    private Optional<String> overtaken() {
        Map<String, Sending> newest = new HashMap<>();
        for (Sending sending : records.sendings()) {
            if (!sending.isAcknowledged()) {
                continue;
            }
            Sending before = newest.get(sending.connection() + " " + sending.room());
            if (before != null && sending.kind() == Kind.FIRST && sending.seq() < before.seq()) {
                return Optional.of(sending + " got " + sending.seq() + ", after " + before + " got " + before.seq());
            }
            if (before == null || before.seq() < sending.seq()) {
                newest.put(sending.connection() + " " + sending.room(), sending);
            }
        }
        return Optional.empty();
    }

    private Optional<String> acknowledgedNotKept(Sending sending) {
        if (!sending.isAcknowledged()
                || sending.mark().equals(log(sending.room()).at(sending.seq()))) {
            return Optional.empty();
        }
        return Optional.of(sending + " was acknowledged at " + sending.seq() + ", where the log has "
                + log(sending.room()).at(sending.seq()));
    }

    private Optional<String> shownNotKept(Hearing hearing) {
        RoomLog log = log(hearing.room());
        for (int i = 0; i < hearing.size(); i++) {
            if (log.seqOf(hearing.mark(i)) == 0) {
                return Optional.of(hearing + " heard " + hearing.mark(i) + ", which is not in the log");
            }
        }
        return Optional.empty();
    }

    private Optional<String> lostPlainly(Hearing hearing) {
        return hearing.isNumbered() ? Optional.empty() : plainly.lost(hearing, log(hearing.room()));
    }

    private Optional<String> twoAnswers() {
        Map<Mark, Sending> answered = new HashMap<>();
        return sent(sending -> {
            if (!sending.isAcknowledged()) {
                return Optional.empty();
            }
            Sending other = answered.putIfAbsent(sending.mark(), sending);
            return other == null || other.seq() == sending.seq()
                    ? Optional.empty()
                    : Optional.of(sending + " was acknowledged at " + other.seq() + " and at " + sending.seq());
        });
    }

    private Optional<String> badStart(Hearing hearing) {
        boolean isGood = !hearing.isNumbered() || hearing.size() == 0 || hearing.seq(0) == hearing.after() + 1;
        return isGood
                ? Optional.empty()
                : Optional.of(hearing + " joined after " + hearing.after() + " and heard " + hearing.seq(0) + " first");
    }

    private Optional<String> unanswered() {
        Set<Mark> answered = new HashSet<>();
        records.sendings().stream().filter(Sending::isAcknowledged).forEach(sending -> answered.add(sending.mark()));
        Stream<Sending> open = records.sendings().stream()
                .filter(sending -> sending.kind() == Kind.FIRST || sending.kind() == Kind.AGAIN)
                .filter(sending -> !answered.contains(sending.mark()));
        return open.findFirst().map(sending -> sending + " was never acknowledged");
    }

    private Optional<String> unheard(Hearing hearing) {
        RoomLog log = log(hearing.room());
        if (!hearing.isOpen()) {
            return Optional.empty();
        }
        if (!hearing.isNumbered()) {
            return plainly.unheard(hearing, log);
        }
        int last = hearing.size() == 0 ? hearing.after() : hearing.seq(hearing.size() - 1);
        return last == log.last()
                ? Optional.empty()
                : Optional.of(hearing + " has heard up to " + last + " of " + log.last());
    }
}
