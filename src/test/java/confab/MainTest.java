package confab;

import static org.assertj.core.api.Assertions.assertThat;

import confab.config.BadSettings;
import confab.config.Settings;
import confab.config.Shortcut;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private final List<Settings> started = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void serveStartsANodeWithWhatTheOptionsSay() {
        int code = run(
                "serve",
                "--host=127.0.0.2",
                "--port=1",
                "--node-host=127.0.0.3",
                "--node-port=2",
                "--management-port=3",
                "--seed=a:4",
                "--seed=b:5,c:6",
                "--data=" + folder);
        assertThat(err.toString()).isEmpty();
        assertThat(code).isZero();
        Settings settings = started.get(0);
        assertThat(settings.edge().host()).isEqualTo("127.0.0.2");
        assertThat(settings.edge().port()).isEqualTo(1);
        assertThat(settings.node())
                .isEqualTo(new Settings.Node(
                        "127.0.0.3",
                        null,
                        2,
                        3,
                        List.of(
                                new Settings.HostPort("a", 4),
                                new Settings.HostPort("b", 5),
                                new Settings.HostPort("c", 6))));
        assertThat(settings.log().data()).isEqualTo(folder);
        assertThat(settings.log().engine()).isEqualTo(Settings.Engine.SQLITE);
    }

    @Test
    void messagesAreKeptWhereTheOptionsSay() {
        run("serve", "--memory");
        run("serve", "--database=jdbc:postgresql:chat");
        assertThat(started.stream().map(settings -> settings.log().engine()))
                .containsExactly(Settings.Engine.MEMORY, Settings.Engine.JDBC);
    }

    @Test
    void theCommandLineMayTakeMemoryBack() {
        environment.put("CONFAB_MEMORY", "true");
        run("serve");
        run("serve", "--memory=false");
        assertThat(started.stream().map(settings -> settings.log().engine()))
                .containsExactly(Settings.Engine.MEMORY, Settings.Engine.SQLITE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "check"})
    void severalPodsOnTheEmbeddedLogAreRefused(String command) {
        environment.put("CONFAB_DISCOVERY", "kubernetes-api");
        assertThat(run(command)).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("confab.cluster.replicas is 3, but pods cannot share the embedded log in confab.log.data:");
        assertThat(started).isEmpty();
        assertThat(run(command, "--database=jdbc:postgresql:chat")).isZero();
        environment.put("CONFAB_REPLICAS", "1");
        assertThat(run(command)).isZero();
    }

    @Test
    void anEmptyNameOfAFileIsNone() {
        environment.put("CONFAB_CONFIG", "");
        assertThat(run("check")).isZero();
        assertThat(out.toString()).contains("# application.conf, line ");
    }

    @Test
    void checkPrintsEachSettingAndWhereItCameFrom() {
        environment.put("CONFAB_NODE_PORT", "4321");
        assertThat(run("check", "--port=1234")).isZero();
        assertThat(out.toString())
                .contains(
                        "confab.edge.port = \"1234\"  # --port on the command line\n",
                        "confab.node.port = \"4321\"  # CONFAB_NODE_PORT in the environment\n",
                        "confab.edge.host = \"127.0.0.1\"  # application.conf, line ",
                        "confab.room.shards = 256  # default\n");
        assertThat(err.toString()).isEmpty();
        assertThat(started).isEmpty();
    }

    @Test
    void checkWarnsOfPagesFromAnywhere() {
        assertThat(run("check", "--host=0.0.0.0")).isZero();
        assertThat(err.toString()).startsWith("Warning: Web pages of any origin may connect to 0.0.0.0:8080");
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "check"})
    void badSettingsAreSentencesAndNothingStarts(String command) throws IOException {
        Path file = Files.writeString(folder.resolve("chat.conf"), "confab.edge.prot = 1");
        assertThat(run(command, "--config=" + file)).isEqualTo(1);
        assertThat(err.toString())
                .isEqualTo("confab.edge.prot is unknown (" + file
                        + ", line 1); the nearest known key is confab.edge.port.\n");
        assertThat(out.toString()).isEmpty();
        assertThat(started).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "check"})
    void aWrongFormatOrLevelIsASentenceAndNothingStarts(String command) {
        environment.put("CONFAB_LOG_FORMAT", "xml");
        environment.put("CONFAB_LOG_LEVELS", "confab.room");
        assertThat(run(command, "--log-level=loud")).isEqualTo(1);
        String levels = "debug or error or info or off or trace or warn";
        assertThat(err.toString())
                .isEqualTo("confab.logging.format: expected json or text, found \"xml\" (CONFAB_LOG_FORMAT in the"
                        + " environment).\nconfab.logging.level: expected " + levels
                        + ", found \"loud\" (--log-level on the command line).\nconfab.logging.levels: expected"
                        + " { \"NAME\" = LEVEL } or NAME=LEVEL, where LEVEL is " + levels
                        + ", found \"confab.room\" (CONFAB_LOG_LEVELS in the environment).\n");
        assertThat(started).isEmpty();
    }

    @Test
    void levelsArePickedUpFromTheCommandLine() {
        run(
                "serve",
                "--log-format=JSON",
                "--log-level=WARN",
                "--log-levels=confab.room=debug",
                "--log-levels=root=info");
        assertThat(started.get(0).logging())
                .isEqualTo(new Settings.Logging(
                        Settings.LogFormat.JSON,
                        Settings.LogLevel.WARN,
                        Map.of("confab.room", Settings.LogLevel.DEBUG, "root", Settings.LogLevel.INFO)));
    }

    @Test
    void theFileMayBeNamedInTheEnvironmentAndTheOptionRanksAboveIt() throws IOException {
        environment.put(
                "CONFAB_CONFIG",
                Files.writeString(folder.resolve("one.conf"), "confab.edge.port = 1")
                        .toString());
        run("serve");
        run("serve", "--config=" + Files.writeString(folder.resolve("two.conf"), "confab.edge.port = 2"));
        assertThat(started.stream().map(settings -> settings.edge().port())).containsExactly(1, 2);
    }

    @Test
    void aNodeThatDoesNotStartSaysWhyInASentence() {
        int code = Main.run(
                new String[] {"serve"},
                environment,
                (settings, config) -> {
                    throw new IOException("The folder is full.");
                },
                writer(out),
                writer(err));
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("Confab did not start: The folder is full.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void badSettingsThatAreFoundLateAreToldInPlainSentencesToo(String format) {
        int code = Main.run(
                new String[] {"serve", "--log-format=" + format},
                environment,
                (settings, config) -> {
                    throw new BadSettings(List.of("There is no file one.", "There is no file two."));
                },
                writer(out),
                writer(err));
        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).isEqualTo("There is no file one.\nThere is no file two.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "brew", "serve --bogus", "serve --port", "check x"})
    void aCommandLineThatIsNoneIsToldHowItGoes(String line) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains("Usage: confab");
        assertThat(started).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --rooms 0                       | There must be one room at least, not 0.
                    --connections 5 --rooms 6       | 5 connections are too few for 6 rooms: each needs 1.
                    --connections 9 --rooms 5 --protocol text | 9 connections are too few for 5 rooms: each needs 2.
                    --connections 2000000000        | raise the limit of open files (ulimit -n)
                    --window 0                      | Posts under way are 1 to 8192, not 0.
                    --rate -1                       | The rate must be more than nothing and at most a post in each nanosecond, not -1.0
                    --rate=0                        | The rate must be more than nothing and at most a post in each nanosecond, not 0.0
                    --rate Infinity                 | The rate must be more than nothing and at most a post in each nanosecond, not Infinity
                    --rate NaN                      | The rate must be more than nothing and at most a post in each nanosecond, not NaN
                    --rate 1.1e9                    | The rate must be more than nothing and at most a post in each nanosecond, not 1.1E9
                    --rate 1 --window 1             | mutually exclusive
                    --body-bytes 31                 | A body has 32 to 16000 bytes, not 31.
                    --time 10                       | a time is written 10s, 500ms or 2m, not 10
                    --time 0s                       | The time to measure must be more than nothing.
                    --protocol smoke                | json, text, socket.io
                    --node http://localhost:8080    | A node is written ws://host:port, not http://localhost:8080
                    --node wss://localhost:8080     | TLS is not spoken.
                    --node ws://localhost/ws        | A node is an address without a path
                    --node ws://no-such.invalid     | No machine is known as no-such.invalid.
                    --histogram /no/such/folder/x   | There is no folder /no/such/folder to write to.
                    """)
    void aBenchThatMakesNoSenseIsNotBegun(String options, String sentence) {
        assertThat(run(("bench " + options).split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(sentence, "Usage: confab bench");
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "check"})
    void helpTellsEveryOptionAndVariable(String command) {
        assertThat(run(command, "--help")).isZero();
        for (Shortcut shortcut : Shortcut.values()) {
            assertThat(out.toString()).contains(shortcut.variable());
            if (shortcut.option() != null) {
                assertThat(out.toString()).contains(shortcut.option());
            }
        }
        assertThat(out.toString()).contains("--config", "CONFAB_CONFIG");
    }

    @Test
    void versionIsTold() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString()).startsWith("confab ");
    }

    private int run(String... args) {
        return Main.run(args, environment, (settings, config) -> started.add(settings), writer(out), writer(err));
    }

    private static PrintWriter writer(StringWriter text) {
        return new PrintWriter(text, true);
    }
}
