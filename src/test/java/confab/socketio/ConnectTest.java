package confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.engineio.EngineEnd;
import confab.model.InvalidValue;
import confab.model.SessionId;
import confab.protocol.socketio.NamespaceName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How clients enter namespaces and leave them. */
final class ConnectTest {
    private final Scene scene = new Scene();
    private final List<DisconnectReason> reasons = new ArrayList<>();

    @Test
    void aClientHearsItsIdBeforeAnythingElse() {
        scene.root.onConnection(connection -> connection.emit("hello", connection.id()));
        assertThat(scene.open().says("0").hears()).containsExactly("40{\"sid\":\"s1\"}", "42[\"hello\",\"s1\"]");
    }

    @Test
    void aConnectionKnowsHowItsClientCame() {
        scene.open().says("0/chat,{\"token\":\"x\",\"n\":{\"$bytes\":\"AQID\"}}");
        SocketHandshake handshake = scene.last().handshake();
        assertThat(handshake.auth()).hasToString("{\"token\":\"x\",\"n\":{\"$bytes\":\"AQID\"}}");
        assertThat(handshake.query()).containsEntry("color", "red");
        assertThat(handshake.uri()).isEqualTo(TestEngine.REQUEST.uri());
        assertThat(handshake.headers()).containsKey("user-agent");
        assertThat(handshake.remote().getPort()).isEqualTo(1234);
        assertThat(handshake.at()).isEqualTo(TestEngine.REQUEST.at());
        assertThat(scene.last().namespace()).isSameAs(scene.chat);
        scene.open().says("0");
        assertThat(scene.last().handshake().auth()).hasToString("{}");
    }

    @Test
    void oneSessionCarriesSeveralNamespaces() {
        TestEngine client = scene.open().says("0", "0/chat,");
        assertThat(client.hears()).containsExactly("40{\"sid\":\"s1\"}", "40/chat,{\"sid\":\"s2\"}");
        scene.entered.forEach(connection -> connection.emit("x"));
        assertThat(client.hears()).containsExactly("42[\"x\"]", "42/chat,[\"x\"]");
    }

    @Test
    void anUnknownNamespaceIsRefusedAndTheSessionLives() {
        TestEngine client = scene.enter().says("0/x");
        assertThat(client.hears()).containsExactly("44/x,{\"message\":\"Invalid namespace\"}");
        assertThat(client.isClosed).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "2/chat,[\"a\"]", "3/chat,1[]", "1/chat,", "4{\"message\":\"x\"}", "4/chat,{}", "abc", "2{}"
            })
    void whatDoesNotBelongThereClosesTheSession(String packet) {
        TestEngine client = scene.enter();
        scene.last().onDisconnect(reasons::add);
        assertThat(client.says(packet).isClosed).isTrue();
        assertThat(client.hears()).isEmpty();
        boolean isPacket = Character.isDigit(packet.charAt(0)) && !packet.equals("2{}");
        assertThat(reasons)
                .containsExactly(isPacket ? DisconnectReason.FORCED_SERVER_CLOSE : DisconnectReason.PARSE_ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2[\"a\"]", "1", "31[]", "4{}", "x"})
    void anythingButConnectFirstClosesTheSession(String packet) {
        assertThat(scene.open().says(packet).isClosed).isTrue();
        assertThat(scene.entered).isEmpty();
    }

    @Test
    void aReservedNameFromAClientClosesTheSession() {
        assertThat(scene.enter().says("2[\"disconnect\"]").isClosed).isTrue();
    }

    @Test
    void nothingIsHeardAfterTheSessionWasClosed() {
        TestEngine client = scene.open().says("x", "0");
        assertThat(client.hears()).isEmpty();
        assertThat(scene.entered).isEmpty();
    }

    @Test
    void aClientThatEntersNoNamespaceInTimeIsClosed() {
        TestEngine idle = scene.open().says("0/x");
        TestEngine inside = scene.enter();
        scene.lane.pass(Duration.ofMillis(45_099));
        assertThat(idle.isClosed).isFalse();
        scene.lane.pass(Duration.ofMillis(1));
        assertThat(idle.isClosed).isTrue();
        assertThat(inside.isClosed).isFalse();
    }

    @Test
    void aClientMayLeaveAndComeBack() {
        TestEngine client = scene.open().says("0", "0/chat,");
        scene.last().onDisconnect(reasons::add);
        client.hears();
        assertThat(client.says("1/chat,", "0/chat,").hears()).containsExactly("40/chat,{\"sid\":\"s3\"}");
        assertThat(reasons).containsExactly(DisconnectReason.CLIENT_NAMESPACE_DISCONNECT);
        assertThat(scene.entered.get(0).isConnected()).isTrue();
        assertThat(scene.entered.get(1).isConnected()).isFalse();
    }

    @Test
    void theServerMayPutAClientOutOfOneNamespace() {
        TestEngine client = scene.open().says("0", "0/chat,");
        client.hears();
        scene.last().onDisconnect(reasons::add);
        scene.last().emit("last");
        scene.last().disconnect(false);
        scene.last().emit("too late");
        assertThat(client.hears()).containsExactly("42/chat,[\"last\"]", "41/chat,");
        assertThat(reasons).containsExactly(DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
        assertThat(client.isClosed).isFalse();
    }

    @Test
    void theServerMayPutAClientOutOfAll() {
        TestEngine client = scene.open().says("0", "0/chat,");
        client.hears();
        scene.entered.forEach(connection -> connection.onDisconnect(reasons::add));
        scene.last().disconnect(true);
        assertThat(client.hears()).containsExactly("41", "41/chat,");
        assertThat(client.isClosed).isTrue();
        assertThat(reasons)
                .containsExactly(
                        DisconnectReason.SERVER_NAMESPACE_DISCONNECT, DisconnectReason.SERVER_NAMESPACE_DISCONNECT);
    }

    @ParameterizedTest
    @EnumSource
    void theEndOfASessionIsToldInAllItsNamespaces(EngineEnd end) {
        TestEngine client = scene.open().says("0", "0/chat,");
        List<String> told = new ArrayList<>();
        scene.entered.forEach(connection -> connection.onDisconnect(reason -> told.add(reason.text())));
        client.end(end);
        assertThat(told).containsExactly(end.reason(), end.reason());
        scene.last().onDisconnect(reason -> told.add("again " + reason.text()));
        assertThat(told).hasSize(3).last().isEqualTo("again " + end.reason());
    }

    @Test
    void aServerThatShutsDownEndsItsSessionsAndTakesNoMore() {
        TestEngine client = scene.enter();
        scene.last().onDisconnect(reasons::add);
        scene.server.close();
        scene.lane.run();
        assertThat(client.isDropped).as("so that it comes back").isTrue();
        assertThat(reasons).containsExactly(DisconnectReason.SERVER_SHUTTING_DOWN);
        TestEngine late = scene.open();
        scene.lane.run();
        assertThat(late.isClosed).isTrue();
    }

    @Test
    void middlewareIsAskedInOrderAndMayRefuseWithDetails() {
        scene.chat.use((handshake, verdict) -> verdict.admit("first"));
        scene.chat.use((handshake, verdict) -> {
            if (handshake.auth().path("token").asText().equals("good")) {
                verdict.admit("Ann");
            } else {
                verdict.refuse("not you", Map.of("code", "E1"));
            }
        });
        scene.chat.use((handshake, verdict) -> verdict.admit());
        assertThat(scene.open().says("0/chat,{\"token\":\"bad\"}").hears())
                .containsExactly("44/chat,{\"message\":\"not you\",\"data\":{\"code\":\"E1\"}}");
        assertThat(scene.entered).isEmpty();
        assertThat(scene.open().says("0/chat,{\"token\":\"good\"}").hears())
                .containsExactly("40/chat,{\"sid\":\"s1\"}");
        assertThat(scene.last().attachment()).isEqualTo("Ann");
    }

    @Test
    void whoWasRefusedMayAskAgain() {
        scene.chat.use((handshake, verdict) -> {
            if (handshake.auth().isEmpty()) {
                verdict.refuse("no token");
            } else {
                verdict.admit();
            }
        });
        TestEngine client = scene.open().says("0/chat,");
        assertThat(client.says("0/chat,{\"token\":1}").hears())
                .containsExactly("44/chat,{\"message\":\"no token\"}", "40/chat,{\"sid\":\"s1\"}");
    }

    @Test
    void middlewareMayDecideLaterAndOnlyOnce() {
        List<Middleware.Verdict> verdicts = new ArrayList<>();
        scene.chat.use((handshake, verdict) -> verdicts.add(verdict));
        TestEngine client = scene.open().says("0/chat,");
        assertThat(client.hears()).isEmpty();
        verdicts.get(0).admit();
        verdicts.get(0).refuse("no");
        assertThat(client.hears()).containsExactly("40/chat,{\"sid\":\"s1\"}");
    }

    @Test
    void aVerdictAfterTheSessionEndedIsIgnored() {
        List<Middleware.Verdict> verdicts = new ArrayList<>();
        scene.chat.use((handshake, verdict) -> verdicts.add(verdict));
        TestEngine client = scene.open().says("0/chat,");
        client.end(EngineEnd.TRANSPORT_CLOSE);
        verdicts.get(0).admit();
        scene.lane.run();
        assertThat(scene.entered).isEmpty();
    }

    @Test
    void anEventBeforeTheVerdictClosesTheSession() {
        scene.chat.use((handshake, verdict) -> {});
        assertThat(scene.open().says("0/chat,", "2/chat,[\"a\"]").isClosed).isTrue();
    }

    @Test
    void whoAsksAgainBeforeTheVerdictGetsOneAnswerToTheNewest() {
        List<Middleware.Verdict> verdicts = new ArrayList<>();
        scene.chat.use((handshake, verdict) -> verdicts.add(verdict));
        TestEngine client = scene.open().says("0/chat,{\"n\":1}", "0/chat,{\"n\":2}", "0/chat,{\"n\":3}");
        assertThat(verdicts).hasSize(1);
        verdicts.get(0).refuse("the first");
        assertThat(client.hears()).isEmpty();
        assertThat(verdicts).hasSize(2);
        verdicts.get(1).admit();
        assertThat(client.hears()).containsExactly("40/chat,{\"sid\":\"s1\"}");
        assertThat(scene.last().handshake().auth()).hasToString("{\"n\":3}");
    }

    @Test
    void whoMayComeBackIsToldWhatWith() {
        scene.chat.use((handshake, verdict) -> verdict.admit("Ann", new Return(new SessionId("p1"), false)));
        assertThat(scene.open().says("0/chat,").hears()).containsExactly("40/chat,{\"sid\":\"s1\",\"pid\":\"p1\"}");
        assertThat(scene.last().attachment()).isEqualTo("Ann");
    }

    @Test
    void whoComesBackPutsOutTheConnectionBeforeAndNoOther() {
        scene.chat.use((handshake, verdict) -> verdict.admit(
                "Ann", new Return(new SessionId(handshake.auth().path("pid").asText()), true)));
        TestEngine before = scene.open().says("0/chat,{\"pid\":\"p1\"}");
        TestEngine other = scene.open().says("0/chat,{\"pid\":\"p2\"}");
        TestEngine back = scene.open().says("0/chat,{\"pid\":\"p1\"}");
        assertThat(back.hears()).containsExactly("40/chat,{\"sid\":\"s3\",\"pid\":\"p1\"}");
        assertThat(before.isClosed).isTrue();
        assertThat(other.isClosed).isFalse();
        TestEngine again = scene.open().says("0/chat,{\"pid\":\"p1\"}");
        assertThat(back.isClosed)
                .as("the end of the first does not hide the second")
                .isTrue();
        assertThat(again.isClosed).isFalse();
    }

    @Test
    void theOtherNodesAreToldOfWhoWasNotHereBefore() {
        List<String> told = new ArrayList<>();
        scene.server.returning().join((namespace, pid) -> told.add(namespace + " " + pid));
        scene.chat.use((handshake, verdict) -> verdict.admit(
                "Ann",
                new Return(
                        new SessionId(handshake.auth().path("pid").asText()),
                        handshake.auth().has("back"))));
        scene.open().says("0/chat,{\"pid\":\"new\"}");
        TestEngine client = scene.open().says("0/chat,{\"pid\":\"p\",\"back\":1}");
        scene.open().says("0/chat,{\"pid\":\"p\",\"back\":1}");
        assertThat(told).hasSize(1).first().asString().endsWith(" p");
        scene.server.returning().putOut(new NamespaceName("/chat"), new SessionId("new"));
        scene.server.returning().putOut(new NamespaceName("/"), new SessionId("p"));
        scene.lane.run();
        assertThat(client.isClosed).isTrue();
        assertThat(scene.entered.get(0).isConnected()).isFalse();
        assertThat(scene.last().isConnected()).isTrue();
    }

    @Test
    void middlewareThatThrowsRefuses() {
        scene.chat.use((handshake, verdict) -> {
            throw new IllegalStateException("database password is 1234");
        });
        assertThat(scene.open().says("0/chat,").hears()).containsExactly("44/chat,{\"message\":\"internal error\"}");
    }

    @Test
    void namesOfNamespacesAreChecked() {
        assertThatThrownBy(() -> scene.server.of("chat")).isInstanceOf(InvalidValue.class);
        assertThat(scene.server.of("/chat")).isSameAs(scene.chat);
        assertThatThrownBy(() -> scene.server.declare("/chat", Runnable::run))
                .isInstanceOf(IllegalStateException.class);
    }
}
