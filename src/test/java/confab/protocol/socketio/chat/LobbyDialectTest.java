package confab.protocol.socketio.chat;

import static confab.protocol.socketio.chat.Spoken.event;
import static confab.protocol.socketio.chat.Spoken.heard;
import static confab.protocol.socketio.chat.Spoken.json;
import static confab.protocol.socketio.chat.Spoken.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.model.InvalidValue;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.CloseCode;
import confab.protocol.Dialect;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import confab.protocol.MessageFormat;
import confab.protocol.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts are what socket.io-parser 4.2.4 writes for the same objects. */
class LobbyDialectTest {
    private static final RoomName LOBBY = new RoomName("lobby");

    private final AtomicInteger ids = new AtomicInteger();
    private final LobbyDialect dialect = new LobbyDialect(() -> new PostId("id" + ids.incrementAndGet()), 50, false);

    @Test
    void whoEntersJoinsTheLobbyAndIsWelcome() {
        List<Request> opening = dialect.opening(json("{\"user\":\"Ann\"}"));
        assertThat(opening.get(0)).isEqualTo(new Request.Hello(new UserName("Ann"), null));
        assertThat(opening.get(1))
                .isEqualTo(new Request.Join(
                        LOBBY, new Request.Start.Newest(0), null, opening.get(1).ref()));
        assertThat(opening).hasSize(2);
        assertThat(dialect.opening(null).get(0)).isEqualTo(new Request.Hello(null, null));
        assertThat(heard(dialect, joined(opening.get(1).ref())))
                .containsExactly("2[\"connected\",\"Welcome to the lobby\"]");
    }

    @Test
    void whoComesBackGoesOnInTheLobbyAndIsNotWelcomedAgain() {
        List<Request> resuming = dialect.resuming(offset(Map.of(LOBBY, 7L)));
        assertThat(resuming).hasSize(1);
        String ref = resuming.get(0).ref();
        assertThat(resuming.get(0)).isEqualTo(new Request.Join(LOBBY, new Request.Start.After(7), "log", ref));
        assertThat(dialect.encode(joined(ref))).isEqualTo(Dialect.SILENT);
        assertThat(dialect.encode(new Event.Failed(ErrorCode.UNAVAILABLE, "later", ref, null)))
                .isInstanceOf(Dialect.Output.Close.class);
    }

    @Test
    void nobodyComesBackFromElsewhereThanTheLobby() {
        assertThat(dialect.resuming(offset(Map.of()))).isNull();
        assertThat(dialect.resuming(offset(Map.of(new RoomName("other"), 1L)))).isNull();
        assertThat(dialect.resuming(offset(Map.of(LOBBY, 1L, new RoomName("other"), 1L))))
                .isNull();
    }

    @Test
    void aGapIsPassedOverWhereClientsComeBackToWhereTheyWere() {
        Event.Gap gap = new Event.Gap(LOBBY, 1, 2, "log");
        assertThat(dialect.encode(gap)).isInstanceOf(Dialect.Output.Close.class);
        assertThat(new LobbyDialect(() -> new PostId("1"), 50, true).encode(gap))
                .isEqualTo(Dialect.SILENT);
    }

    @Test
    void whoCannotBeThatIsToldInASentence() {
        assertThatThrownBy(() -> dialect.opening(json("{\"user\":5}")))
                .isInstanceOf(InvalidValue.class)
                .hasMessage("user: must be a string");
    }

    @Test
    void aMessageIsPostedWithAFreshId() throws Exception {
        assertThat(decode("2[\"message\",\"hi\"]")).isEqualTo(post("id1", "\"hi\"", null));
        assertThat(decode("27[\"message\",{ \"a\" : 1 },\"more\"]"))
                .isEqualTo(post("id2", "{\"a\":1}", AckRef.pack(7L, null)));
        assertThat(dialect.decode(event("51-[\"message\",{\"_placeholder\":true,\"num\":0}]", "0x01ff")))
                .isEqualTo(post("id3", "{\"$bytes\":\"Af8=\"}", null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "23[\"message\"]|BAD_REQUEST|a message without an argument",
                "23[\"join\",{\"room\":\"x\"}]|UNKNOWN_TYPE|unknown event",
                "23[\"message\",\"0123456789012345678901234567890123456789012345678\"]"
                        + "|TOO_LARGE|a message is at most 50 bytes long as JSON",
            })
    void whatIsNoPostIsRefused(String text, ErrorCode code, String message) throws Exception {
        assertThat(decode(text)).isEqualTo(new Request.Malformed(code, message, AckRef.pack(3L, null)));
        assertThat(decode(text.replace("23[", "2["))).isEqualTo(new Request.Malformed(code, message, null));
    }

    @Test
    void theLongestMessageIsPosted() throws Exception {
        assertThat(decode("2[\"message\",\"" + "x".repeat(48) + "\"]")).isInstanceOf(Request.Post.class);
    }

    @Test
    void aCallbackHearsTheNumber() {
        assertThat(heard(dialect, posted(AckRef.pack(0L, null)))).containsExactly("30[{\"seq\":8}]");
        assertThat(dialect.encode(posted(null))).isEqualTo(Dialect.SILENT);
    }

    @Test
    void aRefusalIsToldByCallbackOrEvent() {
        assertThat(heard(dialect, failed(ErrorCode.TOO_LARGE, AckRef.pack(3L, null))))
                .containsExactly("33[{\"error\":{\"code\":\"too_large\",\"message\":\"m\"}}]");
        assertThat(heard(dialect, failed(ErrorCode.OVERLOADED, "id1")))
                .containsExactly("2[\"message_error\",{\"code\":\"overloaded\",\"message\":\"m\"}]");
        assertThat(heard(dialect, failed(ErrorCode.BAD_REQUEST, null)))
                .containsExactly("2[\"message_error\",{\"code\":\"bad_request\",\"message\":\"m\"}]");
    }

    @Test
    void whoDoesNotGetIntoTheLobbyIsClosed() {
        String ref = dialect.opening(null).get(1).ref();
        assertThat(dialect.encode(failed(ErrorCode.UNAVAILABLE, ref)))
                .isEqualTo(new Dialect.Output.Close(CloseCode.TRY_AGAIN_LATER, "unavailable: m"));
    }

    @Test
    void whatIsLostForGoodCloses() {
        assertThat(dialect.encode(new Event.Gap(LOBBY, 3, 9, "L")))
                .isEqualTo(new Dialect.Output.Close(CloseCode.TOO_SLOW, "messages 3 to 9 are no longer kept"));
    }

    @Test
    void aClosedLobbyEndsTheSession() {
        assertThat(dialect.encode(Event.Left.putOut(LOBBY)))
                .isEqualTo(new Dialect.Output.Close(CloseCode.GOING_AWAY, "the room was closed: lobby"));
    }

    @Test
    void ofAllElseItHearsNothing() {
        List<Event> events = List.of(
                new Event.Welcome(
                        new SessionId("s"), new UserName("Ann"), "n", Duration.ZERO, new Event.Limits(1, 2, 3), null),
                new Event.Presence(LOBBY, List.of(), List.of(), 1, 0),
                new Event.Typing(LOBBY, new UserName("Ann")),
                new Event.Goodbye(CloseCode.GOING_AWAY, "drain", true, Duration.ZERO));
        assertThat(events).allSatisfy(event -> assertThat(dialect.encode(event)).isEqualTo(Dialect.SILENT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"hi \\\"é😀\\\"\"|2[\"message\",\"hi \\\"é😀\\\"\"]",
                "5|2[\"message\",5]",
                "null|2[\"message\",null]",
                "true|2[\"message\",true]",
                "[]|2[\"message\",[]]",
                "{\"a\":[1,{}]}|2[\"message\",{\"a\":[1,{}]}]",
                "{\"$bytes\":\"Af8=\"}|51-[\"message\",{\"_placeholder\":true,\"num\":0}] 0x01ff",
                "{\"a\":{\"$bytes\":\"CQ==\"}}|51-[\"message\",{\"a\":{\"_placeholder\":true,\"num\":0}}] 0x09",
                "[{\"$bytes\":\"CQ==\"},{\"_placeholder\":true}]"
                        + "|2[\"message\",[{\"$bytes\":\"CQ==\"},{\"_placeholder\":true}]]",
            })
    void messagesAreTheirBodies(String body, String heard) {
        MessageFormat.Frames frames =
                dialect.messages().encode(LOBBY, List.of(message(1, body), message(2, "\"next\"")));
        assertThat(String.join(" ", heard(frames, 0))).isEqualTo(heard);
        assertThat(heard(frames, 1)).containsExactly("2[\"message\",\"next\"]");
        assertThat(frames.ends()).hasSize(2);
    }

    /** On both sides of each length of a frame's header. */
    @ParameterizedTest
    @ValueSource(ints = {2, 111, 112, 113, 114, 1_000, 65_521, 65_522, 65_523, 65_524, 70_000})
    void plainBodyIsWrittenAsItsPacketWouldBe(int size) {
        String body = '"' + "x".repeat(size - 2) + '"';
        assertThat(dialect.messages().encode(LOBBY, List.of(message(1, body))).wire())
                .isEqualTo(new NamespaceFrames(dialect.namespace()).event("message", json(body)));
    }

    @Test
    void senderHearsItself() {
        assertThat(dialect.messages().echoesToSender()).isTrue();
    }

    private Request decode(String text) throws Exception {
        return dialect.decode(event(text));
    }

    private static Request post(String id, String body, @Nullable String ref) {
        return new Request.Post(LOBBY, new PostId(id), json(body), ref);
    }

    private static Event joined(@Nullable String ref) {
        return new Event.Joined(LOBBY, 4, "L", false, new Event.Crowd(1, null, 0), ref);
    }

    private static Event posted(@Nullable String ref) {
        return new Event.Posted(LOBBY, new PostId("id1"), 8, Spoken.AT, ref);
    }

    private static Event failed(ErrorCode code, @Nullable String ref) {
        return new Event.Failed(code, "m", ref, null);
    }

    private static ClientOffset offset(Map<RoomName, Long> rooms) {
        return new ClientOffset(new UserName("Ann"), "log", rooms);
    }
}
