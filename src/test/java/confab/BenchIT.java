package confab;

import static org.assertj.core.api.Assertions.assertThat;

import confab.scene.FrameRelay;
import confab.scene.FrameRelay.Fault;
import confab.scene.NodeProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code bench} says of nodes that keep their promises, and of a network that does not. */
final class BenchIT {
    @TempDir
    private static Path folder;

    private static NodeProcess first;
    private static NodeProcess second;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void start() throws IOException {
        first = NodeProcess.start(folder, "--memory");
        second = NodeProcess.join(first, folder, "--memory");
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "socket.io"})
    void everyPostReachesEveryMemberOnEveryNode(String protocol) throws IOException {
        Path percentiles = folder.resolve(protocol + ".hgrm");
        int code = bench(
                node(first) + "," + node(second),
                "--protocol=" + protocol,
                "--connections=50",
                "--rooms=5",
                "--window=4",
                "--warm-up=500ms",
                "--time=2s",
                "--histogram=" + percentiles);
        assertThat(code).as(said()).isZero();
        assertThat(number("joined")).isEqualTo(50);
        assertThat(number("posts")).isPositive();
        assertThat(numbers("in all").get(0))
                .isPositive()
                .isEqualTo(10 * numbers("in all").get(1));
        assertThat(numbers("missing")).containsExactly(0L, 0L, 0L);
        assertThat(Files.readString(percentiles)).contains("Percentile", "#[Max");
    }

    @Test
    void aPlainTextReachesAllOthers() {
        int code = bench(
                node(first) + "," + node(second),
                "--protocol=text",
                "--connections=20",
                "--rooms=2",
                "--warm-up=500ms",
                "--time=1s");
        assertThat(code).as(said()).isZero();
        assertThat(numbers("in all").get(0))
                .isPositive()
                .isEqualTo(9 * numbers("in all").get(1));
    }

    @Test
    void membersOfOneRoomMayBeOnSeveralThreads() {
        int code = bench(
                node(first),
                "--connections=21",
                "--rooms=1",
                "--threads=3",
                "--rate=2000",
                "--warm-up=0s",
                "--time=1s");
        assertThat(code).as(said()).isZero();
        assertThat(numbers("in all").get(0))
                .isPositive()
                .isEqualTo(21 * numbers("in all").get(1));
    }

    @Test
    void aRateIsKept() {
        int code = bench(node(first), "--connections=20", "--rooms=2", "--rate=200", "--warm-up=500ms", "--time=2s");
        assertThat(code).as(said()).isZero();
        assertThat(number("posts")).isBetween(180L, 220L);
        assertThat(number("deliveries")).isBetween(1_800L, 2_200L);
    }

    @Test
    void aMessageThatIsSwallowedIsMissed() throws IOException {
        assertFault(Fault.SWALLOWED, 1, 0, 0);
    }

    @Test
    void aMessageThatComesTwiceIsSeen() throws IOException {
        assertFault(Fault.REPEATED, 0, 1, 0);
    }

    @Test
    void aMessageThatComesLateIsSeen() throws IOException {
        assertFault(Fault.SWAPPED, 0, 0, 1);
    }

    @Test
    void aConnectionThatBreaksIsNamed() throws IOException {
        try (FrameRelay relay = FrameRelay.to(first.port(), Fault.CUT)) {
            assertThat(throughRelay(relay)).as(said()).isEqualTo(1);
            assertThat(out.toString()).containsPattern("fault +1  connection lost");
        }
    }

    @Test
    void refusedPostsAreNamed() {
        int code = bench(node(first), "--connections=1", "--rooms=1", "--rate=3000", "--warm-up=0s", "--time=2s");
        assertThat(code).as(said()).isEqualTo(1);
        assertThat(out.toString()).containsPattern("fault +[0-9,]+  post refused: rate_limited");
        assertThat(numbers("missing")).containsExactly(0L, 0L, 0L);
    }

    @Test
    void nobodyThereIsNamed() throws IOException {
        NodeProcess gone = NodeProcess.start(folder, "--memory");
        gone.close();
        assertThat(bench(node(gone), "--connections=3", "--rooms=1")).isEqualTo(1);
        assertThat(out.toString()).containsPattern("fault +3  not connected: .*Connection refused");
    }

    @Test
    void aServerThatStopsIsNamedAndTheLoadIsOver() throws IOException, InterruptedException {
        try (NodeProcess leaving = NodeProcess.start(folder, "--memory")) {
            Process bench = process(node(leaving), "--connections=10", "--rooms=1", "--time=60s", "--rate=10");
            awaitLine(bench, "measuring");
            leaving.terminate();
            assertThat(rest(bench)).containsPattern("fault +10  closed by the server: goodbye");
            assertThat(bench.waitFor()).isEqualTo(1);
        }
    }

    @Test
    void whoIsToldToStopTellsWhatThereIs() throws IOException {
        Process bench = process(node(first), "--connections=10", "--rooms=1", "--time=60s");
        awaitLine(bench, "measuring");
        // Its handle, as the process itself would close what it says.
        bench.toHandle().destroy();
        assertThat(rest(bench)).contains("deliveries of", "missing").doesNotContain("fault");
    }

    private void assertFault(Fault fault, long missing, long repeated, long disordered) throws IOException {
        try (FrameRelay relay = FrameRelay.to(first.port(), fault)) {
            assertThat(throughRelay(relay)).as(said()).isEqualTo(1);
            assertThat(numbers("missing")).containsExactly(missing, repeated, disordered);
        }
    }

    private int throughRelay(FrameRelay relay) {
        return bench("ws://127.0.0.1:" + relay.port(), "--connections=4", "--rooms=2", "--rate=200", "--time=1s");
    }

    private int bench(String nodes, String... options) {
        List<String> args = new ArrayList<>(List.of("bench", "--node=" + nodes));
        args.addAll(List.of(options));
        StartNode none = (settings, config) -> {
            throw new AssertionError("no node is to be started");
        };
        return Main.run(
                args.toArray(String[]::new), Map.of(), none, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    private static Process process(String nodes, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "confab.Main",
                "bench",
                "--node=" + nodes,
                "--warm-up=0s"));
        command.addAll(List.of(options));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void awaitLine(Process process, String part) throws IOException {
        String line = process.inputReader().readLine();
        while (line != null && !line.contains(part)) {
            line = process.inputReader().readLine();
        }
        assertThat(line).isNotNull();
    }

    private static String rest(Process process) throws IOException {
        StringBuilder rest = new StringBuilder();
        for (String line = process.inputReader().readLine();
                line != null;
                line = process.inputReader().readLine()) {
            rest.append(line).append('\n');
        }
        return rest.toString();
    }

    private long number(String row) {
        return numbers(row).get(0);
    }

    /** The whole numbers of the table's row. */
    private List<Long> numbers(String row) {
        String line = out.toString()
                .lines()
                .filter(any -> any.startsWith(row + " "))
                .findFirst()
                .orElseThrow(() -> new AssertionError(said()));
        Matcher matcher = Pattern.compile("(?<![\\d.,])(\\d[\\d,]*)(?![\\d.])").matcher(line);
        return matcher.results()
                .map(found -> Long.parseLong(found.group(1).replace(",", "")))
                .toList();
    }

    private String said() {
        return out + "\n" + err;
    }

    private static String node(NodeProcess node) {
        return "ws://127.0.0.1:" + node.port();
    }
}
