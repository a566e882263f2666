package confab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsReaderTest {
    private static final int KIB = 1024;

    @Test
    void defaultsAreGoodAsTheyAre() {
        Settings settings = read();
        assertThat(settings.edge().host()).isEqualTo("127.0.0.1");
        assertThat(settings.edge().port()).isEqualTo(8080);
        assertThat(settings.edge().allowedOrigins()).isEmpty();
        assertThat(settings.edge().heartbeatInterval()).isEqualTo(Duration.ofSeconds(25));
        assertThat(settings.edge().outboundHighBytes()).isEqualTo(128 * KIB);
        assertThat(settings.edge().pinnedBytes()).isEqualTo(256L * KIB * KIB);
        assertThat(settings.engineIo())
                .isEqualTo(new Settings.EngineIo(
                        Duration.ofSeconds(25), Duration.ofSeconds(20), Duration.ofSeconds(10), 1_000_000, null));
        assertThat(settings.protocol()).isEqualTo(new Settings.Protocol(100, 64 * KIB, 16 * KIB));
        assertThat(settings.socketIo())
                .isEqualTo(new Settings.SocketIo(Duration.ofSeconds(45), 10, 2 * KIB * KIB, 64, 1000, false));
        assertThat(settings.session())
                .isEqualTo(new Settings.Session(Duration.ofSeconds(10), 64, 500, 1000, Duration.ofSeconds(10)));
        assertThat(settings.room().shards()).isEqualTo(256);
        assertThat(settings.log().engine()).isEqualTo(Settings.Engine.SQLITE);
        assertThat(settings.log().synchronous()).isEqualTo(Settings.Synchronous.FULL);
        assertThat(settings.log().data()).isEqualTo(Path.of("./data"));
        assertThat(settings.node()).isEqualTo(new Settings.Node("127.0.0.1", null, 25520, 8558, List.of()));
        assertThat(settings.cluster().discovery()).isEqualTo(Settings.Discovery.SEEDS);
        assertThat(settings.cluster().mayForm()).isTrue();
        assertThat(settings.cluster().appVersion()).isNull();
        assertThat(settings.cluster().joinTimeout()).hasMinutes(1);
        assertThat(settings.drain())
                .isEqualTo(new Settings.Drain(
                        50, Duration.ofSeconds(20), Duration.ofSeconds(5), 0, Duration.ofSeconds(30)));
    }

    @Test
    void theLogIsWhereItIsSaidToBe() {
        assertThat(read("confab.log.memory = true").log().engine()).isEqualTo(Settings.Engine.MEMORY);
        Settings.Log log =
                read("confab.log.database = \"jdbc:postgresql:chat\"").log();
        assertThat(log.engine()).isEqualTo(Settings.Engine.JDBC);
        assertThat(log.database()).isEqualTo("jdbc:postgresql:chat");
    }

    @Test
    void aSwitchIsOnOrOff() {
        assertThat(read("confab.socket-io.recovery = on").socketIo().recovery()).isTrue();
        assertThat(problems("confab.socket-io.recovery = perhaps"))
                .containsExactly("confab.socket-io.recovery: expected on or off, found \"perhaps\" (given.conf: 1).");
    }

    @Test
    void levelsAreWrittenInAnyWayThatTheFormatKnows() {
        Map<String, Settings.LogLevel> levels =
                Map.of("confab.room", Settings.LogLevel.DEBUG, "akka", Settings.LogLevel.ERROR);
        assertThat(levels("{ \"confab.room\" = debug, akka = error }")).isEqualTo(levels);
        assertThat(levels("{ confab { room = DEBUG }, akka = Error }")).isEqualTo(levels);
        assertThat(levels("[\"confab.room=debug\", \"akka = error\"]")).isEqualTo(levels);
        assertThat(levels("\"confab.room=debug, akka=error\"")).isEqualTo(levels);
        assertThat(levels("\"\"")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"loud", "\"confab.room=loud\"", "\"=debug\"", "\"a b=debug\"", "{ confab = [debug] }", "3"})
    void levelsThatAreNoneAreTold(String levels) {
        assertThat(problems("confab.logging.levels = " + levels))
                .singleElement()
                .asString()
                .startsWith(
                        "confab.logging.levels: expected { \"NAME\" = LEVEL } or NAME=LEVEL, where LEVEL is debug or ");
    }

    private static Map<String, Settings.LogLevel> levels(String text) {
        return read("confab.logging.levels = " + text).logging().levels();
    }

    @Test
    void memoryAndDatabaseExcludeEachOther() {
        assertThat(problems("confab.log.memory = true", "confab.log.database = x"))
                .containsExactly("confab.log.memory (given.conf: 1) and confab.log.database (given.conf: 2) "
                        + "exclude each other: leave one of them out.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    []                                  | ''
                    ""                                  | ''
                    "10.0.0.1:1"                        | 10.0.0.1:1
                    "a:1, b:2,[::1]:65535"              | a:1 b:2 [::1]:65535
                    [ "a:1", " b:2 " ]                  | a:1 b:2
                    """)
    void seedsAreAListOrATextWithCommas(String value, String seeds) {
        assertThat(read("confab.node.seeds = " + value).node().seeds().stream().map(Settings.HostPort::toString))
                .containsExactlyElementsOf(seeds.isEmpty() ? List.of() : List.of(seeds.split(" ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    "https://chat.example.org"          | https://chat.example.org
                    "HTTPS://Chat.Example.org"          | https://chat.example.org
                    "https://chat.example.org:443"      | https://chat.example.org
                    "http://chat.example.org:443"       | http://chat.example.org:443
                    "http://chat.example.org:80"        | http://chat.example.org
                    "http://localhost:3000"             | http://localhost:3000
                    "http://[::80]"                     | http://[::80]
                    "capacitor://localhost"             | capacitor://localhost
                    """)
    void originsReadAsBrowsersWriteThem(String value, String origin) {
        assertThat(read("confab.edge.allowed-origins = " + value).edge().allowedOrigins())
                .containsExactly(origin);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    edge.host              | ""                         | a text that is not empty
                    edge.port              | 65536                      | a whole number from 0 to 65535
                    edge.port              | -1                         | a whole number from 0 to 65535
                    edge.port              | "tcp://10.0.0.1:80"        | a whole number from 0 to 65535
                    edge.port              | {"a":1}                    | a whole number from 0 to 65535
                    edge.max-connections   | 0                          | a whole number from 1 to 1000000000
                    edge.max-connections   | 1.5                        | a whole number from 1 to 1000000000
                    edge.max-connections   | "9999999999999999999"      | a whole number from 1 to 1000000000
                    log.memory-messages-per-room | 536870913            | a whole number from 1 to 536870912
                    edge.max-header-bytes  | "2 MiB"                    | a size from 1024 to 1048576 bytes, as in 64 KiB
                    edge.max-header-bytes  | "9 YiB"                    | a size from 1024 to 1048576 bytes, as in 64 KiB
                    edge.max-header-bytes  | true                       | a size from 1024 to 1048576 bytes, as in 64 KiB
                    edge.idle-timeout      | "0s"                       | a duration from 1ms to 1d with its unit, as in 10s
                    edge.idle-timeout      | "2d"                       | a duration from 1ms to 1d with its unit, as in 10s
                    edge.idle-timeout      | 10                         | a duration from 1ms to 1d with its unit, as in 10s
                    edge.idle-timeout      | "10"                       | a duration from 1ms to 1d with its unit, as in 10s
                    edge.idle-timeout      | ""                         | a duration from 1ms to 1d with its unit, as in 10s
                    edge.idle-timeout      | "1e300d"                   | a duration from 1ms to 1d with its unit, as in 10s
                    edge.allowed-origins   | "*"                        | origins such as https://chat.example.org, or a list of them
                    edge.allowed-origins   | "chat.example.org"         | origins such as https://chat.example.org, or a list of them
                    edge.allowed-origins   | "https://chat.org/"        | origins such as https://chat.example.org, or a list of them
                    edge.allowed-origins   | "https://me@chat.org"      | origins such as https://chat.example.org, or a list of them
                    engine-io.cookie       | "a b"                      | a name of ASCII letters, digits, - and _, or nothing
                    log.data               | "\\u0000"                  | a folder
                    log.memory             | "yes"                      | false or true
                    log.synchronous        | "on"                       | full or normal or off
                    cluster.discovery      | "dns"                      | config or kubernetes-api or seeds
                    cluster.replicas       | 0                          | a whole number from 1 to 1000
                    cluster.contact-points | "a"                        | HOST:PORT, or a list of them
                    cluster.api-ca         | ""                         | a file
                    node.seeds             | "a"                        | HOST:PORT, or a list of them
                    node.seeds             | ":1"                       | HOST:PORT, or a list of them
                    node.seeds             | "a:0"                      | HOST:PORT, or a list of them
                    node.seeds             | "::1:25520"                | HOST:PORT, or a list of them
                    node.seeds             | "a:1,"                     | HOST:PORT, or a list of them
                    """)
    void badValuesAreToldWithWhatIsExpectedAndWhereTheyStand(String key, String value, String expected) {
        assertThat(problems("", "confab." + key + " = " + value))
                .containsExactly("confab." + key + ": expected " + expected + ", found " + value + " (given.conf: 2).");
    }

    @Test
    void aValueThatIsTakenAwayIsMissed() {
        assertThat(problems("confab.drain.window = null"))
                .containsExactly("confab.drain.window: expected a duration from 0ms to 1d with its unit, as in 10s, "
                        + "found nothing.");
    }

    @Test
    void allBadValuesAreToldAtOnce() {
        assertThat(problems("confab { edge.port = x, session.hello-timeout = soon, drain.window = no }"))
                .hasSize(3);
    }

    static Settings read(String... lines) {
        return SettingsReader.read(Given.file(lines));
    }

    static List<String> problems(String... lines) {
        BadSettings bad = catchThrowableOfType(BadSettings.class, () -> read(lines));
        assertThat(bad).as("bad settings").isNotNull();
        return bad.problems();
    }
}
