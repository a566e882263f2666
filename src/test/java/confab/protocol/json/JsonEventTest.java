package confab.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import confab.model.Body;
import confab.model.Message;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.CloseCode;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonEventTest {
    private static final JsonDialect DIALECT = new JsonDialect(16_384);
    private static final RoomName ROOM = new RoomName("r");
    private static final UserName ANN = new UserName("Ann");
    private static final UserName BOB = new UserName("B \"😀\"");
    private static final long AT = 1_767_225_600_007L;

    /** An event and its text, with ' for ". Jackson escapes what is outside the BMP; to a reader that is the same. */
    record Golden(Event event, String json) {}

    static List<Golden> events() {
        return List.of(
                new Golden(
                        new Event.Welcome(
                                new SessionId("s1"),
                                BOB,
                                "n1",
                                Duration.ofSeconds(45),
                                new Event.Limits(100, 65_536, 16_384),
                                null),
                        "{'type':'welcome','session':'s1','user':'B \\'\\uD83D\\uDE00\\'','node':'n1',"
                                + "'heartbeatMillis':45000,'limits':{'rooms':100,'frameBytes':65536,'bodyBytes':16384}}"),
                new Golden(
                        new Event.Welcome(
                                new SessionId("s1"), ANN, "n1", Duration.ZERO, new Event.Limits(1, 2, 3), "h"),
                        "{'type':'welcome','session':'s1','user':'Ann','node':'n1','heartbeatMillis':0,"
                                + "'limits':{'rooms':1,'frameBytes':2,'bodyBytes':3},'ref':'h'}"),
                new Golden(
                        new Event.Joined(ROOM, 12, "L", false, crowd(2, List.of(ANN, BOB), 0), null),
                        "{'type':'joined','room':'r','seq':12,'members':2,"
                                + "'users':['Ann','B \\'\\uD83D\\uDE00\\''],'log':'L'}"),
                new Golden(
                        new Event.Joined(ROOM, 0, "L", true, crowd(500, null, 3), "j"),
                        "{'type':'joined','room':'r','seq':0,'members':500,'uncertain':3,'log':'L','reset':true,"
                                + "'ref':'j'}"),
                new Golden(new Event.Left(ROOM, null), "{'type':'left','room':'r'}"),
                new Golden(Event.Left.putOut(ROOM), "{'type':'left','room':'r'}"),
                new Golden(new Event.Left(ROOM, "l"), "{'type':'left','room':'r','ref':'l'}"),
                new Golden(
                        new Event.Posted(ROOM, new PostId("\"\\"), 7, AT, null),
                        "{'type':'posted','room':'r','id':'\\'\\\\','seq':7,'at':'2026-01-01T00:00:00.007Z'}"),
                new Golden(
                        new Event.Posted(ROOM, new PostId("1"), 7, AT, "p\n"),
                        "{'type':'posted','room':'r','id':'1','seq':7,'at':'2026-01-01T00:00:00.007Z','ref':'p\\n'}"),
                new Golden(
                        new Event.HistoryPage(ROOM, List.of(), false, null),
                        "{'type':'history','room':'r','messages':[],'more':false}"),
                new Golden(
                        new Event.HistoryPage(ROOM, List.of(message(1, "[1]"), message(2, "\"é\"")), true, "x"),
                        "{'type':'history','room':'r','messages':["
                                + "{'room':'r','seq':1,'id':'i','from':'Ann','body':[1],"
                                + "'at':'2026-01-01T00:00:00.007Z'},"
                                + "{'room':'r','seq':2,'id':'i','from':'Ann','body':'é',"
                                + "'at':'2026-01-01T00:00:00.007Z'}],'more':true,'ref':'x'}"),
                new Golden(
                        new Event.Present(ROOM, crowd(1, List.of(ANN), 0), "w"),
                        "{'type':'who','room':'r','members':1,'users':['Ann'],'ref':'w'}"),
                new Golden(
                        new Event.Present(ROOM, crowd(101, null, 1), null),
                        "{'type':'who','room':'r','members':101,'uncertain':1}"),
                new Golden(new Event.Pong(null), "{'type':'pong'}"),
                new Golden(new Event.Pong("é"), "{'type':'pong','ref':'é'}"),
                new Golden(
                        new Event.Presence(ROOM, List.of(ANN), List.of(), 3, 0),
                        "{'type':'presence','room':'r','joined':['Ann'],'left':[],'members':3}"),
                new Golden(
                        new Event.Presence(ROOM, List.of(), List.of(ANN, BOB), 3, 2),
                        "{'type':'presence','room':'r','joined':[],'left':['Ann','B \\'\\uD83D\\uDE00\\''],'members':3,"
                                + "'uncertain':2}"),
                new Golden(new Event.Typing(ROOM, ANN), "{'type':'typing','room':'r','user':'Ann'}"),
                new Golden(
                        new Event.Gap(ROOM, 1, 9_007_199_254_740_991L, "L"),
                        "{'type':'gap','room':'r','from':1,'to':9007199254740991,'log':'L'}"),
                new Golden(
                        new Event.Goodbye(CloseCode.GOING_AWAY, "drain", true, Duration.ofMillis(1_500)),
                        "{'type':'goodbye','code':1001,'reason':'drain','reconnect':true,'afterMillis':1500}"),
                new Golden(
                        new Event.Failed(ErrorCode.NOT_JOINED, "not in that room", "p1", null),
                        "{'type':'error','code':'not_joined','message':'not in that room','ref':'p1'}"),
                new Golden(
                        new Event.Failed(ErrorCode.RATE_LIMITED, "slow down", "p1", Duration.ofMillis(250)),
                        "{'type':'error','code':'rate_limited','message':'slow down','ref':'p1',"
                                + "'retryAfterMillis':250}"),
                new Golden(
                        new Event.Failed(ErrorCode.BAD_REQUEST, "no", null, null),
                        "{'type':'error','code':'bad_request','message':'no'}"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventHasItsText(Golden golden) {
        assertThat(WireText.of(DIALECT, golden.event())).isEqualTo(golden.json().replace('\'', '"'));
    }

    @Test
    void everyEventIsInTheTable() {
        Set<Class<?>> tried =
                events().stream().map(golden -> golden.event().getClass()).collect(Collectors.toSet());

        assertThat(Arrays.asList(Event.class.getPermittedSubclasses())).containsExactlyInAnyOrderElementsOf(tried);
    }

    @Test
    void errorCodesHaveTheNamesOfTheProtocol() {
        assertThat(ErrorCode.values())
                .extracting(ErrorCode::wireName)
                .containsExactly(
                        "bad_request",
                        "unknown_type",
                        "too_large",
                        "not_joined",
                        "rate_limited",
                        "overloaded",
                        "unavailable");
    }

    @Test
    void longPageOfWideCharactersIsWrittenWhole() throws Exception {
        String text = "x" + "😀é€".repeat(1_500);
        List<Message> messages = IntStream.rangeClosed(1, 200)
                .mapToObj(seq -> message(seq, '"' + text + '"'))
                .toList();

        JsonNode page =
                new ObjectMapper().readTree(WireText.of(DIALECT, new Event.HistoryPage(ROOM, messages, false, null)));

        assertThat(page.get("messages"))
                .hasSize(200)
                .allSatisfy(item -> assertThat(item.get("body").textValue()).isEqualTo(text));
    }

    private static Event.Crowd crowd(int members, @Nullable List<UserName> users, int uncertain) {
        return new Event.Crowd(members, users, uncertain);
    }

    private static Message message(long seq, String body) {
        return new Message(seq, new PostId("i"), ANN, Body.ofJson(body.getBytes(UTF_8)), AT, new SessionId("s"));
    }
}
