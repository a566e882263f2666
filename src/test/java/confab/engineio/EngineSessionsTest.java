package confab.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a request is, and how sessions open. */
final class EngineSessionsTest {
    private static final String UNKNOWN_SID = "400 {\"code\":1,\"message\":\"Session ID unknown\"}";

    private final Scene scene = new Scene();

    @Test
    void theOpeningTellsAPollingClientAllItHasToKnowAndNothingElse() {
        scene.onMessage = () -> {};
        var opened = scene.sessions.open(Scene.handshake(), scene.lane).toCompletableFuture();
        scene.lane.run();
        EngineAnswer answer = opened.join().answer();
        assertThat(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8))
                .isEqualTo("0{\"sid\":\"s1\",\"upgrades\":[\"websocket\"],\"pingInterval\":300,\"pingTimeout\":200,"
                        + "\"maxPayload\":1000000}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.type().contentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(scene.connection().sid()).isEqualTo("s1");
    }

    @Test
    void aWebSocketHasNothingToUpgradeTo() {
        FakeSocket socket = scene.openSocket();
        assertThat(socket.said())
                .isEqualTo("0{\"sid\":\"s1\",\"upgrades\":[],\"pingInterval\":300,\"pingTimeout\":200,"
                        + "\"maxPayload\":1000000}");
        assertThat(socket.isRead).isTrue();
    }

    /** In the reference's order of checks: the first that fails is told. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET    |           |      | false | 0
                    GET    | tcp       | none | false | 0
                    DELETE | abc       |      | true  | 0
                    GET    | polling   | none | false | 1
                    PUT    | websocket | none | true  | 1
                    POST   | polling   |      | false | 2
                    PUT    | polling   |      | false | 2
                    HEAD   | polling   |      | false | 2
                    POST   | websocket |      | false | 2
                    GET    | websocket |      | false | 3
                    GET    | polling   |      | true  | 3
                    GET    | websocket | s1   | false | 3
                    GET    | polling   | s1   | true  | 3
                    PUT    | polling   | s1   | false | 3
                    DELETE | polling   | s1   | false | 3
                    """)
    void whatCannotBeHadIsRefusedWithTheReferencesCode(
            String method, String transport, String sid, boolean isUpgrade, int code) {
        scene.open();
        Map<String, String> query = new java.util.HashMap<>(Map.of("EIO", "4"));
        if (transport != null) {
            query.put("transport", transport);
        }
        if (sid != null) {
            query.put("sid", sid);
        }
        EngineAsk ask = scene.sessions.ask(method, query, isUpgrade);
        assertThat(ask).isInstanceOf(EngineAsk.Refused.class);
        assertThat(((EngineAsk.Refused) ask).refusal().code()).isEqualTo(code);
        assertThat(scene.sessions.size()).as("unharmed").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, polling, '', false, Open",
        "GET, websocket, '', true, Open",
        "GET, polling, s1, false, Poll",
        "POST, polling, s1, false, Post",
        "GET, websocket, s1, true, Join"
    })
    void whatCanBeHadIsNamed(String method, String transport, String sid, boolean isUpgrade, String what) {
        scene.open();
        assertThat(scene.sessions
                        .ask(method, Map.of("transport", transport, "sid", sid), isUpgrade)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(what);
    }

    @Test
    void errorsAreTheReferencesByteForByte() {
        assertThat(List.of(
                                EngineRefusal.UNKNOWN_TRANSPORT,
                                EngineRefusal.UNKNOWN_SID,
                                EngineRefusal.BAD_HANDSHAKE_METHOD,
                                EngineRefusal.BAD_REQUEST,
                                EngineRefusal.forbidden(""),
                                EngineRefusal.UNSUPPORTED_VERSION,
                                EngineRefusal.forbidden("not \"you\""))
                        .stream()
                        .map(EngineRefusal::answer)
                        .map(answer -> answer.status() + " " + answer.type().contentType() + " "
                                + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8)))
                .containsExactly(
                        "400 application/json {\"code\":0,\"message\":\"Transport unknown\"}",
                        "400 application/json {\"code\":1,\"message\":\"Session ID unknown\"}",
                        "400 application/json {\"code\":2,\"message\":\"Bad handshake method\"}",
                        "400 application/json {\"code\":3,\"message\":\"Bad request\"}",
                        "403 application/json {\"code\":4,\"message\":\"Forbidden\"}",
                        "400 application/json {\"code\":5,\"message\":\"Unsupported protocol version\"}",
                        "403 application/json {\"code\":4,\"message\":\"not \\\"you\\\"\"}");
    }

    @Test
    void onlyVersionFourIsSpokenAndTheGateIsAskedBefore() {
        assertThat(refusal(Scene.handshake())).isEmpty();
        assertThat(refusal(Scene.handshake("EIO", "3"))).contains(EngineRefusal.UNSUPPORTED_VERSION);
        assertThat(refusal(Scene.handshake("EIO", ""))).contains(EngineRefusal.UNSUPPORTED_VERSION);
        scene.gate = handshake -> CompletableFuture.completedStage(
                Optional.of("no " + handshake.query().get("EIO")));
        assertThat(refusal(Scene.handshake("EIO", "3"))).contains(EngineRefusal.forbidden("no 3"));
    }

    @Test
    void aGateMayTakeItsTimeAndPassOn() {
        CompletableFuture<Optional<String>> later = new CompletableFuture<>();
        scene.gate = EngineGate.ofOrigins(Set.of("https://a")).then(handshake -> later);
        var asked = scene.sessions.refusal(from("https://a")).toCompletableFuture();
        assertThat(asked).isNotDone();
        later.complete(Optional.empty());
        assertThat(asked.join()).isEmpty();
        assertThat(refusal(from("https://b"))).contains(EngineRefusal.forbidden(""));
        assertThat(refusal(Scene.handshake())).as("no page").isEmpty();
    }

    @Test
    void oneSessionTooManyIsRefused() {
        for (int i = 0; i < Scene.MAX_SESSIONS; i++) {
            assertThat(refusal(Scene.handshake())).isEmpty();
            scene.open();
        }
        assertThat(refusal(Scene.handshake())).contains(EngineRefusal.TOO_MANY);
        scene.pass(550);
        assertThat(refusal(Scene.handshake())).isEmpty();
    }

    @Test
    void anotherNodesSessionIsSaidToBeThere() {
        InetSocketAddress owner = InetSocketAddress.createUnresolved("other", 8080);
        EnginePlace place = scene.sessions.place();
        EngineSessions sessions = new EngineSessions(
                new EnginePlace(
                        place.settings(),
                        1,
                        1,
                        place.sids(),
                        place.gate(),
                        sid -> sid.equals("theirs") ? new Owners.Elsewhere(owner) : new Owners.Nowhere(),
                        place.nanoTime()),
                EngineEcho::new);
        assertThat(sessions.ask("GET", Map.of("transport", "polling", "sid", "theirs"), false))
                .isEqualTo(new EngineAsk.Elsewhere(owner));
        assertThat(sessions.ask("GET", Map.of("transport", "polling", "sid", "nobodys"), false))
                .isEqualTo(new EngineAsk.Refused(EngineRefusal.UNKNOWN_SID));
    }

    @Test
    void aPollThatComesAsTheSessionEndsIsOfAnUnknownOne() {
        String sid = scene.open();
        EngineSession session = scene.session(sid);
        session.end(EngineEnd.FORCED_CLOSE);
        var answer = session.poll().answer().toCompletableFuture();
        var posted = session.post(false).answer().toCompletableFuture();
        scene.lane.run();
        assertThat(scene.new Request(answer, () -> {}).answer()).isEqualTo(UNKNOWN_SID);
        assertThat(scene.new Request(posted, () -> {}).answer()).isEqualTo(UNKNOWN_SID);
        assertThat(scene.heard).containsExactly("closed: forced close");
        scene.lane.pass(Duration.ofMinutes(1));
        assertThat(scene.heard).hasSize(1);
    }

    private Optional<EngineRefusal> refusal(EngineHandshake handshake) {
        return scene.sessions.refusal(handshake).toCompletableFuture().join();
    }

    private static EngineHandshake from(String origin) {
        return new EngineHandshake(
                "/",
                Map.of("EIO", "4"),
                Map.of("origin", List.of(origin)),
                InetSocketAddress.createUnresolved("client", 1),
                Instant.EPOCH);
    }
}
