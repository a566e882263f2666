package confab.soak;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/** What came out of a soak. */
final class Report {
    /** Rooms of a node that died answer again in that time. */
    static final Duration SILENCE_GOAL = Duration.ofSeconds(15);

    /** Longer than a balancer takes to notice, shorter than most calms between faults. */
    private static final Duration JUST_HEALED = Duration.ofSeconds(3);

    private static final int SHOWN = 12;

    private final Soak.Plan plan;
    private final Recorder recorder;
    private final Outages outages;
    private final Saboteur saboteur;
    private final Records records;
    private final List<Verdict> verdicts;
    private final Map<String, Silence> silences;

    Report(
            Soak.Plan plan,
            Recorder recorder,
            Map<String, Hearing> log,
            Outages outages,
            Saboteur saboteur,
            long endNanos) {
        this.plan = plan;
        this.recorder = recorder;
        this.outages = outages;
        this.saboteur = saboteur;
        this.records = recorder.records(log);
        this.verdicts = new Checker(records).verdicts();
        this.silences = Silence.longest(records.sendings(), outages, endNanos);
    }

    List<Verdict> verdicts() {
        return verdicts;
    }

    int faults() {
        return saboteur.played().values().stream().mapToInt(count -> count).sum();
    }

    /** Messages in the log. */
    int messages() {
        return records.log().values().stream().mapToInt(Hearing::size).sum();
    }

    Duration longestSilence() {
        return silences.values().stream()
                .map(Silence::length)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    @Override
    public String toString() {
        StringJoiner lines = new StringJoiner("\n");
        lines.add("seed " + plan.seed() + ", " + plan.nodes() + " nodes, " + plan.database() + ", "
                + plan.time().toSeconds() + " s");
        lines.add(clientsLine());
        lines.add("faults: " + faults() + " " + saboteur.played() + ", longest recovery of all nodes "
                + seconds(saboteur.longestRecovery()));
        lines.add(messagesLine());
        lines.add(connectionsLine());
        silences.forEach((room, silence) ->
                lines.add("longest silence of " + room + ": " + seconds(silence.length()) + ", " + silence.sending()));
        lines.add("longest silence: " + seconds(longestSilence()) + " (goal: " + seconds(SILENCE_GOAL) + ")");
        List<String> oddities = recorder.oddities();
        lines.add("oddities: " + oddities.size());
        oddities.stream().limit(SHOWN).forEach(oddity -> lines.add("  " + oddity));
        verdicts.forEach(verdict -> lines.add(verdict.toString()));
        return lines.toString();
    }

    private String clientsLine() {
        Map<Crowd.Kind, Integer> clients = new EnumMap<>(Crowd.Kind.class);
        IntStream.rangeClosed(1, plan.clients().all())
                .forEach(number -> clients.merge(plan.clients().kind(number), 1, Integer::sum));
        Map<Crowd.Kind, Integer> heard = new EnumMap<>(Crowd.Kind.class);
        records.hearings()
                .forEach(hearing -> heard.merge(plan.clients().kind(hearing.client()), hearing.size(), Integer::sum));
        return "clients: " + clients + ", and heard: " + heard;
    }

    private String messagesLine() {
        long again = count(Sending.Kind.AGAIN);
        long posts = count(Sending.Kind.FIRST) + count(Sending.Kind.PLAIN);
        long acknowledged = records.sendings().stream()
                .filter(Sending::isAcknowledged)
                .map(Sending::mark)
                .distinct()
                .count();
        long heard = records.hearings().stream().mapToLong(Hearing::size).sum();
        return String.format(
                Locale.ROOT,
                "messages: %,d posted, %,d sent again, %,d acknowledged, %,d kept, %,d heard",
                posts,
                again,
                acknowledged,
                messages(),
                heard);
    }

    private long count(Sending.Kind kind) {
        return records.sendings().stream()
                .filter(sending -> sending.kind() == kind)
                .count();
    }

    /** Those to nodes that were up, and any of a client that polls while all were, may be for good reasons, but should be few. */
    private String connectionsLine() {
        List<Recorder.Loss> odd = recorder.losses().stream()
                .filter(loss -> !loss.how().equals(Chatter.MOVES))
                .filter(this::isOdd)
                .toList();
        return "connections: " + recorder.connections() + ", lost or not opened: "
                + recorder.losses().size() + ", of nodes that were up: " + shown(odd, false)
                + ", by polling while all were: " + shown(odd, true);
    }

    private boolean isOdd(Recorder.Loss loss) {
        // Requests on their way to a node that was in trouble may fail a little after that.
        long since = loss.nanos() - (loss.node() == Outages.ANY ? JUST_HEALED.toNanos() : 0);
        return outages.longestUp(loss.node(), since, loss.nanos()) == loss.nanos() - since
                && outages.isUp(loss.node(), loss.nanos());
    }

    private static String shown(List<Recorder.Loss> losses, boolean isPolling) {
        List<String> shown = losses.stream()
                .filter(loss -> isPolling == (loss.node() == Outages.ANY))
                .map(loss ->
                        "client " + loss.client() + (isPolling ? " " : " of node " + loss.node() + " ") + loss.how())
                .toList();
        return shown.size() + " " + shown.stream().limit(SHOWN).toList();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
    }
}
