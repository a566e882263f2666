package confab.soak;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** What came out of a rolling restart. */
final class RollingReport {
    private static final int SHOWN = 12;

    private final RollingRestart.Plan plan;
    private final List<RollingRestart.Step> steps;
    private final Recorder recorder;
    private final Records records;
    private final List<Verdict> verdicts;

    RollingReport(
            RollingRestart.Plan plan, List<RollingRestart.Step> steps, Recorder recorder, Map<String, Hearing> log) {
        this.plan = plan;
        this.steps = List.copyOf(steps);
        this.recorder = recorder;
        this.records = recorder.records(log);
        this.verdicts = new Checker(records).verdicts();
    }

    List<RollingRestart.Step> steps() {
        return steps;
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    List<String> oddities() {
        return recorder.oddities();
    }

    /** Messages in the log. */
    int messages() {
        return records.log().values().stream().mapToInt(Hearing::size).sum();
    }

    /** Connections that their clients gave up for another, when they were told to. */
    long moves() {
        return recorder.losses().stream()
                .filter(loss -> loss.how().equals(Chatter.MOVES))
                .count();
    }

    boolean isHeld() {
        return verdicts.stream().allMatch(Verdict::isHeld)
                && steps.stream().allMatch(RollingRestart.Step::isBounded)
                && oddities().isEmpty();
    }

    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner("\n");
        long heard = records.hearings().stream().mapToLong(Hearing::size).sum();
        lines.add("clients: " + plan.clients() + ", messages: " + messages() + " kept, " + heard + " heard");
        steps.forEach(step -> lines.add(step.toString()));
        lines.add("moved before they were closed: " + moves() + ", lost or not opened: " + losses());
        lines.add("oddities: " + oddities().size());
        oddities().stream().limit(SHOWN).forEach(oddity -> lines.add("  " + oddity));
        verdicts.forEach(verdict -> lines.add(verdict.toString()));
        return lines.toString();
    }

    private Map<String, Integer> losses() {
        Map<String, Integer> losses = new TreeMap<>();
        recorder.losses().stream()
                .filter(loss -> !loss.how().equals(Chatter.MOVES))
                .forEach(loss -> losses.merge(loss.how().replaceAll("port \\d+", "port"), 1, Integer::sum));
        return losses;
    }
}
