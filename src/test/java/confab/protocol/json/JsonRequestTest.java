package confab.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import confab.model.Body;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.CloseCode;
import confab.protocol.Frame;
import confab.protocol.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRequestTest {
    private static final RoomName ROOM = new RoomName("r");
    private static final JsonDialect DIALECT = new JsonDialect(16_384);

    /** A frame and what it says. */
    record Said(String json, Request request) {}

    static List<Said> requests() {
        return List.of(
                new Said("{'type':'hello'}", new Request.Hello(null, null)),
                new Said("{'type':'hello','user':null,'token':[1]}", new Request.Hello(null, null)),
                new Said("{'type':'hello','user':'e\u0301'}", new Request.Hello(new UserName("é"), null)),
                new Said("{'type':'hello','user':'\\ud83d\\ude00'}", new Request.Hello(new UserName("😀"), null)),
                new Said("{'type':'hello','ref':'h1','user':'Ann'}", new Request.Hello(new UserName("Ann"), "h1")),
                new Said("{'type':'join','room':'r'}", join(new Request.Start.Newest(50), null, null)),
                new Said("{'type':'join','room':'r','history':0}", join(new Request.Start.Newest(0), null, null)),
                new Said("{'type':'join','room':'r','history':200}", join(new Request.Start.Newest(200), null, null)),
                new Said("{'type':'join','room':'r','history':null}", join(new Request.Start.Newest(50), null, null)),
                new Said(
                        "{'type':'join','room':'r','after':7,'after':null}",
                        join(new Request.Start.Newest(50), null, null)),
                new Said("{'type':'join','room':'r','after':0}", join(new Request.Start.After(0), null, null)),
                new Said("{'type':'join','room':'r','after':-0}", join(new Request.Start.After(0), null, null)),
                new Said(
                        "{'type':'join','room':'r','after':7,'history':'x','log':'L','ref':'j'}",
                        join(new Request.Start.After(7), "L", "j")),
                new Said(
                        "{'type':'join','room':'r','after':9007199254740991}",
                        join(new Request.Start.After(9_007_199_254_740_991L), null, null)),
                new Said(
                        "{'type':'join','room':'r','after':null,'history':3}",
                        join(new Request.Start.Newest(3), null, null)),
                new Said("{'type':'leave','room':'r','ref':'l'}", new Request.Leave(ROOM, "l")),
                new Said("{'type':'post','room':'r','id':'1','body':'hi'}", post("\"hi\"", null)),
                new Said("{'type':'post','room':'r','id':'1','body':null,'ref':'p'}", post("null", "p")),
                new Said("{'type':'typing','room':'r'}", new Request.Typing(ROOM, null)),
                new Said("{'type':'history','room':'r'}", new Request.History(ROOM, 0, -1, 50, null)),
                new Said("{'type':'history','room':'r','before':1}", new Request.History(ROOM, 1, -1, 50, null)),
                new Said("{'type':'history','room':'r','after':0}", new Request.History(ROOM, 0, 0, 50, null)),
                new Said(
                        "{'type':'history','room':'r','before':9,'after':3,'limit':1}",
                        new Request.History(ROOM, 0, 3, 1, null)),
                new Said(
                        "{'type':'history','room':'r','before':9,'after':null,'limit':200,'ref':'x'}",
                        new Request.History(ROOM, 9, -1, 200, "x")),
                new Said("{'type':'who','room':'r'}", new Request.Who(ROOM, null)),
                new Said("{'type':'ping'}", new Request.Ping(null)),
                new Said("{'type':'ping','ref':'\\u00e9'}", new Request.Ping("é")),
                new Said(" \t\r\n{ 'type' : 'ping' } \n", new Request.Ping(null)));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everyTypeIsRead(Said said) {
        assertThat(decode(said.json())).isEqualTo(said.request());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'post','room':'r','id':'1','body':5}",
                "{'body':5,'id':'1','room':'r','type':'post'}",
                "{'later':{'type':[{}]},'type':'post','id':'1','x':[[],{},''],'room':'r','y':1e999,'body':5}",
                "{'type':'join','room':7,'id':[],'body':{},'type':'post','room':'r','id':'1','body':5}",
                "{'\\u0074ype':'p\\u006fst','room':'r','id':'1','body':5}",
                "{'type':'post','room':'r','id':'1','body':5,'user':3,'after':'x','limit':{},'log':[]}",
            })
    void orderStrangeFieldsAndRepeatedKeysDoNotMatter(String json) {
        assertThat(decode(json)).isEqualTo(post("5", null));
    }

    @Test
    void binaryFrameIsRefused() {
        assertThat(DIALECT.decode(new Frame.Binary("{}".getBytes(UTF_8))))
                .isEqualTo(new Request.Refused(CloseCode.UNSUPPORTED_DATA, "frames are text here"));
    }

    @Test
    void connectionItselfSaysNothing() {
        assertThat(DIALECT.opening()).isEmpty();
    }

    @Test
    void refMayHave64CharactersEvenWideOnes() {
        assertThat(decode("{'type':'ping','ref':'" + "x".repeat(64) + "'}").ref())
                .hasSize(64);
        assertThat(decode("{'type':'ping','ref':'" + "😀".repeat(64) + "'}")).isInstanceOf(Request.Ping.class);
    }

    private static Request decode(String json) {
        return DIALECT.decode(new Frame.Text(json.replace('\'', '"').getBytes(UTF_8)));
    }

    private static Request join(Request.Start from, @Nullable String log, @Nullable String ref) {
        return new Request.Join(ROOM, from, log, ref);
    }

    private static Request post(String body, @Nullable String ref) {
        return new Request.Post(ROOM, new PostId("1"), Body.ofJson(body.getBytes(UTF_8)), ref);
    }
}
