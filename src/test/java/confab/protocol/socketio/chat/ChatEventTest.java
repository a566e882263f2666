package confab.protocol.socketio.chat;

import static confab.protocol.socketio.chat.Spoken.AT;
import static confab.protocol.socketio.chat.Spoken.heard;
import static confab.protocol.socketio.chat.Spoken.message;
import static org.assertj.core.api.Assertions.assertThat;

import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.CloseCode;
import confab.protocol.Dialect;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts are what socket.io-parser 4.2.4 writes for the same objects. */
class ChatEventTest {
    private static final ChatDialect DIALECT = new ChatDialect(16_384, 1_000_000);
    private static final RoomName ROOM = new RoomName("r");
    private static final UserName ANN = new UserName("Ann");
    private static final UserName BOB = new UserName("Bob");

    /** An event and its messages, with ' for ". */
    record Golden(Event event, List<String> messages) {
        Golden(Event event, String... messages) {
            this(event, Stream.of(messages).map(text -> text.replace('\'', '"')).toList());
        }
    }

    static List<Golden> emitted() {
        return List.of(
                new Golden(
                        new Event.Welcome(
                                new SessionId("s1"),
                                ANN,
                                "n1",
                                Duration.ofSeconds(45),
                                new Event.Limits(100, 65_536, 16_384),
                                null),
                        "2/chat,['welcome',{'session':'s1','user':'Ann','node':'n1','heartbeatMillis':45000,"
                                + "'limits':{'rooms':100,'frameBytes':1000000,'bodyBytes':16384}}]"),
                new Golden(
                        new Event.Presence(ROOM, List.of(ANN), List.of(), 3, 0),
                        "2/chat,['presence',{'room':'r','joined':['Ann'],'left':[],'members':3}]"),
                new Golden(Event.Left.putOut(ROOM), "2/chat,['left',{'room':'r'}]"),
                new Golden(new Event.Typing(ROOM, ANN), "2/chat,['typing',{'room':'r','user':'Ann'}]"),
                new Golden(
                        new Event.Gap(ROOM, 1, 9_007_199_254_740_991L, "L"),
                        "2/chat,['gap',{'room':'r','from':1,'to':9007199254740991,'log':'L'}]"),
                new Golden(
                        new Event.Goodbye(CloseCode.GOING_AWAY, "drain", true, Duration.ofMillis(1_500)),
                        "2/chat,['goodbye',{'code':1001,'reason':'drain','reconnect':true,'afterMillis':1500}]"),
                new Golden(
                        new Event.Failed(ErrorCode.NOT_JOINED, "join the room first", "p1", null),
                        "2/chat,['error',{'code':'not_joined','message':'join the room first','ref':'p1'}]"),
                new Golden(
                        failed(AckRef.pack(null, "own")),
                        "2/chat,['error',{'code':'rate_limited','message':'slow \\'down\\'','ref':'own',"
                                + "'retryAfterMillis':250}]"));
    }

    static List<Golden> acknowledged() {
        return List.of(
                new Golden(
                        new Event.Joined(
                                ROOM, 12, "L", false, new Event.Crowd(2, List.of(ANN, BOB), 0), AckRef.pack(0L, null)),
                        "3/chat,0[{'room':'r','seq':12,'members':2,'users':['Ann','Bob'],'log':'L'}]"),
                new Golden(new Event.Left(ROOM, AckRef.pack(3L, "l")), "3/chat,3[{'room':'r','ref':'l'}]"),
                new Golden(
                        new Event.Posted(ROOM, new PostId("1"), 7, AT, AckRef.pack(12L, null)),
                        "3/chat,12[{'room':'r','id':'1','seq':7,'at':'2026-01-01T00:00:00.007Z'}]"),
                new Golden(
                        new Event.HistoryPage(
                                ROOM,
                                List.of(
                                        message(1, "\"a\""),
                                        message(2, "{\"$bytes\":\"Af8=\"}"),
                                        message(3, "[{\"$bytes\":\"\"}]")),
                                true,
                                AckRef.pack(5L, null)),
                        "62-/chat,5[{'room':'r','messages':["
                                + "{'room':'r','seq':1,'id':'i','from':'Ann','body':'a',"
                                + "'at':'2026-01-01T00:00:00.007Z'},"
                                + "{'room':'r','seq':2,'id':'i','from':'Ann','body':{'_placeholder':true,'num':0},"
                                + "'at':'2026-01-01T00:00:00.007Z'},"
                                + "{'room':'r','seq':3,'id':'i','from':'Ann','body':[{'_placeholder':true,'num':1}],"
                                + "'at':'2026-01-01T00:00:00.007Z'}],'more':true}]",
                        "0x01ff",
                        "0x"),
                new Golden(
                        new Event.Present(ROOM, new Event.Crowd(101, null, 1), AckRef.pack(5L, null)),
                        "3/chat,5[{'room':'r','members':101,'uncertain':1}]"),
                new Golden(new Event.Pong(AckRef.pack((1L << 53) - 1, null)), "3/chat,9007199254740991[{}]"),
                new Golden(
                        failed(AckRef.pack(4L, null)),
                        "3/chat,4[{'error':{'code':'rate_limited','message':'slow \\'down\\'',"
                                + "'retryAfterMillis':250}}]"));
    }

    @ParameterizedTest
    @MethodSource({"emitted", "acknowledged"})
    void eventHasItsMessages(Golden golden) {
        assertThat(heard(DIALECT, golden.event())).isEqualTo(golden.messages());
    }

    @Test
    void everyEventIsInTheTables() {
        Set<Class<?>> tried = Stream.concat(emitted().stream(), acknowledged().stream())
                .map(golden -> golden.event().getClass())
                .collect(Collectors.toSet());
        assertThat(Arrays.asList(Event.class.getPermittedSubclasses())).containsExactlyInAnyOrderElementsOf(tried);
    }

    @Test
    void withoutACallbackAnAnswerIsSilent() {
        List<Function<@Nullable String, Event>> answers = List.of(
                ref -> new Event.Joined(ROOM, 1, "L", true, new Event.Crowd(0, null, 0), ref),
                ref -> new Event.Left(ROOM, ref),
                ref -> new Event.Posted(ROOM, new PostId("1"), 7, AT, ref),
                ref -> new Event.HistoryPage(ROOM, List.of(), false, ref),
                ref -> new Event.Present(ROOM, new Event.Crowd(0, null, 0), ref),
                Event.Pong::new);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(DIALECT.encode(answer.apply(null))).isEqualTo(Dialect.SILENT);
            assertThat(DIALECT.encode(answer.apply(AckRef.pack(null, "own")))).isEqualTo(Dialect.SILENT);
            assertThat(heard(DIALECT, answer.apply(AckRef.pack(6L, "own"))).get(0))
                    .startsWith("3/chat,6[{")
                    .endsWith("\"ref\":\"own\"}]");
        });
    }

    @Test
    void historyWithMoreBytesThanClientsTakeKeepsThemAsText() {
        List<String> page = heard(
                DIALECT,
                new Event.HistoryPage(
                        ROOM,
                        Stream.generate(() -> message(1, "{\"$bytes\":\"AQ==\"}"))
                                .limit(11)
                                .toList(),
                        false,
                        AckRef.pack(1L, null)));
        assertThat(page).hasSize(1);
        assertThat(page.get(0)).startsWith("3/chat,1[{").contains("\"body\":{\"$bytes\":\"AQ==\"}");
    }

    private static Event.Failed failed(@Nullable String ref) {
        return new Event.Failed(
                ErrorCode.RATE_LIMITED, "slow \"down\"", Objects.requireNonNull(ref), Duration.ofMillis(250));
    }
}
