package confab.protocol.socketio.chat;

import static confab.protocol.socketio.chat.Spoken.event;
import static confab.protocol.socketio.chat.Spoken.heard;
import static confab.protocol.socketio.chat.Spoken.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import confab.model.InvalidValue;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import confab.protocol.Request;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatRequestTest {
    private static final RoomName ROOM = new RoomName("r");
    private static final ChatDialect DIALECT = new ChatDialect(100, 1_000_000);

    /** An event's text, with ' for ", and what it says. */
    record Said(String text, Request request) {}

    static List<Said> requests() {
        return List.of(
                new Said("2/chat,['join',{'room':'r'}]", join(new Request.Start.Newest(50), null, null)),
                new Said(
                        "2/chat,7['join',{'room':'r','after':3,'log':'L','ref':'j'}]",
                        join(new Request.Start.After(3), "L", AckRef.pack(7L, "j"))),
                new Said("2/chat,0['leave',{'room':'r'}]", new Request.Leave(ROOM, AckRef.pack(0L, null))),
                new Said(
                        "2/chat,12['post',{'room':'r','id':'1','body':[ 'a b' , 1.50 ]}]",
                        post("[\"a b\",1.50]", AckRef.pack(12L, null))),
                new Said(
                        "2/chat,['post',{'room':'r','id':'1','body':null,'ref':'p'},'more',{}]",
                        post("null", AckRef.pack(null, "p"))),
                new Said("2/chat,['typing',{'room':'r'}]", new Request.Typing(ROOM, null)),
                new Said(
                        "2/chat,1['history',{'room':'r','before':9,'limit':3}]",
                        new Request.History(ROOM, 9, -1, 3, AckRef.pack(1L, null))),
                new Said("2/chat,2['who',{'room':'r','type':'join'}]", new Request.Who(ROOM, AckRef.pack(2L, null))),
                new Said("2/chat,3['ping',{'type':[{}]}]", new Request.Ping(AckRef.pack(3L, null))));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyEventIsRead(Said said) throws Exception {
        assertThat(decode(said.text())).isEqualTo(said.request());
    }

    @Test
    void bytesOfABodyAreText() throws Exception {
        String post = "51-/chat,4[\"post\",{\"room\":\"r\",\"id\":\"1\",\"body\":[{\"_placeholder\":true,\"num\":0}]}]";
        assertThat(DIALECT.decode(event(post, "0x01ff")))
                .isEqualTo(post("[{\"$bytes\":\"Af8=\"}]", AckRef.pack(4L, null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['shout',{'room':'r'}]|unknown_type|unknown type",
                "['hello',{'user':'Bob'}]|unknown_type|unknown type",
                "['message']|unknown_type|unknown type",
                "['join']|bad_request|a request is a JSON object",
                "['join','r']|bad_request|a request is a JSON object",
                "['join',null]|bad_request|a request is a JSON object",
                "['join',[{'room':'r'}]]|bad_request|a request is a JSON object",
                "['join',{}]|bad_request|room: missing",
                "['join',{'room':'a b'}]|bad_request|room: a room's name is of ASCII letters, digits and . _ - : @ #",
                "['post',{'room':'r','body':1}]|bad_request|id: missing",
                "['ping',{'ref':''}]|bad_request|ref: must be 1 to 64 characters, none half a surrogate pair",
            })
    void whatCannotBeCarriedOutIsToldWhy(String text, String code, String message) throws Exception {
        assertThat(decode("2/chat,5" + text))
                .isEqualTo(new Request.Malformed(
                        ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)), message, AckRef.pack(5L, null)));
    }

    @Test
    void bodyOverTheBoundIsTooLargeWithItsBytesAsBase64() throws Exception {
        String post = "51-/chat,4[\"post\",{\"room\":\"r\",\"id\":\"1\",\"body\":{\"_placeholder\":true,\"num\":0}}]";
        // {"$bytes":"…"} are 13 bytes; 63 become 84, 66 become 88.
        assertThat(DIALECT.decode(event(post, "0x" + "ff".repeat(63)))).isInstanceOf(Request.Post.class);
        assertThat(DIALECT.decode(event(post, "0x" + "ff".repeat(66))))
                .isEqualTo(new Request.Malformed(
                        ErrorCode.TOO_LARGE, "body: longer than 100 bytes as JSON", AckRef.pack(4L, null)));
    }

    /** Each refused event and the ref that its client hears. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "2/chat,['join',{'room':5}]|join",
                "2/chat,['join',{'room':5,'ref':'x'}]|x",
                "2/chat,['post',{'id':'p1'}]|p1",
                "2/chat,['post',{'id':'\\u00009:'}]|`\u00009:`",
                "2/chat,['post',{'id':'p1','ref':'x'}]|x",
                "2/chat,['post',{}]|post",
                "2/chat,['shout',{'ref':'x'}]|shout",
                "2/chat,5['post',{'id':'p1','ref':'x'}]|x",
                "2/chat,5['post',{'id':'p1'}]|-",
                "2/chat,5['shout']|-",
            })
    void anErrorRefersToItsRequest(String text, @Nullable String ref) throws Exception {
        Request.Malformed malformed = (Request.Malformed) decode(text);
        assertThat(AckRef.of(malformed.ref()).ref()).isEqualTo(ref);
        Long ackId = text.startsWith("2/chat,5") ? 5L : null;
        assertThat(AckRef.of(malformed.ref()).ackId()).isEqualTo(ackId);
    }

    @Test
    void anEventWithALongNameIsRefusedWithoutIt() throws Exception {
        Request request = decode("2/chat,['" + "x".repeat(65) + "',{}]");
        assertThat(request).isEqualTo(new Request.Malformed(ErrorCode.UNKNOWN_TYPE, "unknown type", null));
        assertThat(heard(DIALECT, new Event.Failed(ErrorCode.UNKNOWN_TYPE, "unknown type", request.ref(), null)))
                .containsExactly("2/chat,[\"error\",{\"code\":\"unknown_type\",\"message\":\"unknown type\"}]");
    }

    @Test
    void noOtherRefPassesForACallback() throws Exception {
        Request own = decode("2/chat,['who',{'room':'r','ref':'\\u00009:'}]");
        assertThat(AckRef.of(own.ref())).isEqualTo(new AckRef(null, "\u00009:"));
    }

    @Test
    void whoEntersIsWhoItsCredentialsSay() {
        assertThat(DIALECT.opening(null)).containsExactly(new Request.Hello(null, null));
        assertThat(DIALECT.opening(json("{}"))).containsExactly(new Request.Hello(null, null));
        assertThat(DIALECT.opening(json("{\"user\":null,\"token\":[1],\"ref\":7}")))
                .containsExactly(new Request.Hello(null, null));
        assertThat(DIALECT.opening(json("{\"token\":\"t\",\"user\":\"e\u0301\"}")))
                .containsExactly(new Request.Hello(new UserName("é"), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"user\":\"\"}", "{\"user\":5}", "{\"user\":\" x\"}", "{\"user\":[\"x\"]}"})
    void whoCannotBeThatIsToldInASentence(String auth) {
        assertThatThrownBy(() -> DIALECT.opening(json(auth)))
                .isInstanceOf(InvalidValue.class)
                .hasMessageStartingWith("user: ")
                .hasMessageContaining(" ");
    }

    private static Request decode(String text) throws Exception {
        return DIALECT.decode(event(Objects.requireNonNull(text).replace('\'', '"')));
    }

    private static Request join(Request.Start from, @Nullable String log, @Nullable String ref) {
        return new Request.Join(ROOM, from, log, ref);
    }

    private static Request post(String body, @Nullable String ref) {
        return new Request.Post(ROOM, new PostId("1"), json(body), ref);
    }
}
