package confab.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import confab.protocol.ErrorCode;
import confab.protocol.Frame;
import confab.protocol.Request;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFaultTest {
    private static final int MAX_BODY_BYTES = 32;
    private static final JsonDialect DIALECT = new JsonDialect(MAX_BODY_BYTES);
    private static final String SEQ_RULE = "must be an integer from 0 to 9007199254740991";
    private static final String REF_RULE = "ref: must be 1 to 64 characters, none half a surrogate pair";
    private static final String ROOM_RULE = "room: a room's name is 1 to 128 characters long";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n\t",
                "hello",
                "{",
                "}",
                "]",
                "[1,2",
                "{]",
                "{'type'}",
                "{'type':}",
                "{'type':'ping'",
                "{'type':'ping',}",
                "{'type':'ping'}}",
                "{'type':'ping'} {'type':'ping'}",
                "{'type':'ping'} x",
                "{'type':'ping'},",
                "{type:'ping'}",
                "{'type':'ping' 'ref':'x'}",
                "{'type':ping}",
                "{'type':'ping','x':01}",
                "{'type':'ping','x':+1}",
                "{'type':'ping','x':.5}",
                "{'type':'ping','x':1.}",
                "{'type':'ping','x':NaN}",
                "{'type':'ping','x':-Infinity}",
                "{'type':'ping','x':tru}",
                "{'type':'ping','x':truer}",
                "{'type':'ping','x':'\\x'}",
                "{'type':'ping','x':'\\u12g4'}",
                "{'type':'ping','x':'\n'}",
                "{'type':'ping','x':'\u0000'}",
                "{'type':'ping','x':[1,]}",
                "{'type':'ping','body':'",
                "{'type':'ping','body':'\\",
                "{'type':'ping'}//",
                "/**/{'type':'ping'}",
                "\ufeff{'type':'ping'}",
                "\u0000{\u0000}",
                "{\u0000}\u0000",
                "1 2",
                "123abc",
                "'abc",
                "'a' 'b'",
                "-",
            })
    void whatIsNotOneJsonTextIsNotJson(String frame) {
        assertThat(decode(frame)).isInstanceOf(Request.NotJson.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-1.5e3", "'x'", "true", "null", "[]", "[{'type':'ping','ref':'x'}]", " [1, 2] "})
    void whatIsNoObjectIsABadRequest(String frame) {
        assertThat(decode(frame)).isEqualTo(badRequest("a request is a JSON object", null));
    }

    /** A frame, and the rule that it breaks with what the error refers to. */
    record Bad(String json, String message, @Nullable String ref) {}

    static List<Bad> badRequests() {
        return List.of(
                new Bad("{}", "type: missing", null),
                new Bad("{'type':null,'ref':'x'}", "type: missing", "x"),
                new Bad("{'type':5}", "type: must be a string", null),
                new Bad("{'type':['ping'],'id':'1'}", "type: must be a string", null),
                new Bad("{'type':'join'}", "room: missing", "join"),
                new Bad("{'type':'join','room':null}", "room: missing", "join"),
                new Bad("{'type':'join','room':''}", ROOM_RULE, "join"),
                new Bad("{'type':'leave','room':7,'ref':'x'}", "room: must be a string", "x"),
                new Bad("{'type':'who','room':{'room':'r'}}", "room: must be a string", "who"),
                new Bad("{'type':'typing','room':true}", "room: must be a string", "typing"),
                new Bad(
                        "{'type':'history','room':'a b'}",
                        "room: a room's name is of ASCII letters, digits and . _ - : @ #",
                        "history"),
                new Bad("{'type':'who','room':'r','room':8}", "room: must be a string", "who"),
                new Bad("{'type':'hello','user':5}", "user: must be a string", "hello"),
                new Bad("{'type':'hello','user':''}", "user: a user's name is 1 to 64 code points long", "hello"),
                new Bad(
                        "{'type':'hello','user':'\\ud83d'}",
                        "user: a user's name has no control or format characters",
                        "hello"),
                new Bad("{'type':'join','room':'r','log':5}", "log: must be a string", "join"),
                new Bad("{'type':'join','room':'r','after':-1}", "after: " + SEQ_RULE, "join"),
                new Bad("{'type':'join','room':'r','after':1.0}", "after: " + SEQ_RULE, "join"),
                new Bad("{'type':'join','room':'r','after':1e2}", "after: " + SEQ_RULE, "join"),
                new Bad("{'type':'join','room':'r','after':'1'}", "after: " + SEQ_RULE, "join"),
                new Bad("{'type':'join','room':'r','after':true}", "after: " + SEQ_RULE, "join"),
                new Bad("{'type':'join','room':'r','after':9007199254740992}", "after: " + SEQ_RULE, "join"),
                new Bad("{'type':'join','room':'r','after':18446744073709551616}", "after: " + SEQ_RULE, "join"),
                new Bad("{'type':'join','room':'r','after':-99999999999999999999}", "after: " + SEQ_RULE, "join"),
                new Bad(
                        "{'type':'join','room':'r','history':201}",
                        "history: must be an integer from 0 to 200",
                        "join"),
                new Bad("{'type':'join','room':'r','history':-1}", "history: must be an integer from 0 to 200", "join"),
                new Bad(
                        "{'type':'history','room':'r','limit':0}",
                        "limit: must be an integer from 1 to 200",
                        "history"),
                new Bad(
                        "{'type':'history','room':'r','limit':201}",
                        "limit: must be an integer from 1 to 200",
                        "history"),
                new Bad(
                        "{'type':'history','room':'r','before':0}",
                        "before: must be an integer from 1 to 9007199254740991",
                        "history"),
                new Bad("{'type':'post','room':'r','body':1}", "id: missing", "post"),
                new Bad("{'type':'post','room':'r','id':5,'body':1}", "id: must be a string", "post"),
                new Bad("{'type':'post','room':'r','id':'','body':1}", "id: an id is 1 to 64 characters long", "post"),
                new Bad("{'type':'post','room':'r','id':'é','body':1}", "id: an id is of printable ASCII", "é"),
                new Bad("{'type':'post','room':'r','id':'1'}", "body: missing", "1"),
                new Bad("{'type':'post','id':'1','body':1}", "room: missing", "1"),
                new Bad("{'type':'post','id':'1','body':1,'ref':'x'}", "room: missing", "x"),
                new Bad("{'type':'post','room':'r','id':'1','body':1,'ref':5}", "ref: must be a string", "1"),
                new Bad("{'type':'ping','ref':''}", REF_RULE, "ping"),
                new Bad("{'type':'ping','ref':'\\ud83d'}", REF_RULE, "ping"),
                new Bad("{'type':'ping','ref':'" + "x".repeat(65) + "'}", REF_RULE, "ping"),
                new Bad("{'type':'ping','ref':'" + "😀".repeat(65) + "'}", REF_RULE, "ping"));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void badRequestNamesTheFieldAndItsRule(Bad bad) {
        assertThat(decode(bad.json())).isEqualTo(badRequest(bad.message(), bad.ref()));
    }

    @Test
    void unknownTypeIsSaidBeforeAnythingElse() {
        assertThat(decode("{'type':'dance','room':5,'id':'1'}")).isEqualTo(unknownType("dance"));
        assertThat(decode("{'type':'Ping','ref':'x'}")).isEqualTo(unknownType("x"));
        assertThat(decode("{'type':''}")).isEqualTo(unknownType(null));
        assertThat(decode("{'type':'\\ud83d'}")).isEqualTo(unknownType(null));
        assertThat(decode("{'type':'" + "x".repeat(65) + "'}")).isEqualTo(unknownType(null));
    }

    @Test
    void bodyMayBeAsLongAsItsBoundAndNoLonger() {
        String longest = "x".repeat(MAX_BODY_BYTES - 2);
        String tooLong = "é".repeat(MAX_BODY_BYTES / 2);

        assertThat(decode(post("'" + longest + "'"))).isInstanceOf(Request.Post.class);
        assertThat(decode(post("[ 1," + " ".repeat(MAX_BODY_BYTES) + "2 ]"))).isInstanceOf(Request.Post.class);
        Request tooLarge = new Request.Malformed(ErrorCode.TOO_LARGE, "body: longer than 32 bytes as JSON", "1");
        assertThat(decode(post("'x" + longest + "'"))).isEqualTo(tooLarge);
        assertThat(decode(post("'" + tooLong + "'"))).isEqualTo(tooLarge);
        assertThat(decode(post("1".repeat(60_000)))).isEqualTo(tooLarge);
    }

    @Test
    void onlyAPostsBodyIsBounded() {
        String ping = post("'" + "x".repeat(MAX_BODY_BYTES) + "'").replace("post", "ping");

        assertThat(decode(ping)).isEqualTo(new Request.Ping(null));
    }

    @Test
    void nestingIsBoundedAndNeedsNoStack() {
        JsonDialect roomy = new JsonDialect(16_384);
        Request tooDeep = badRequest("nested deeper than 128 levels", "1");

        assertThat(decode(roomy, post(nested(128)))).isInstanceOf(Request.Post.class);
        assertThat(decode(roomy, post(nested(129)))).isEqualTo(tooDeep);
        assertThat(decode(roomy, post("{'a':".repeat(129) + "1" + "}".repeat(129))))
                .isEqualTo(tooDeep);
        assertThat(decode(roomy, "{'type':'ping','x':" + nested(129) + "}")).isInstanceOf(Request.Malformed.class);
        assertThat(decode(roomy, "[".repeat(65_536))).isEqualTo(badRequest("nested deeper than 128 levels", null));
        assertThat(decode(roomy, "{'a':".repeat(13_000))).isEqualTo(badRequest("nested deeper than 128 levels", null));
    }

    @Test
    void hugeNumbersCostNoMoreThanTheirDigits() {
        String digits = "9".repeat(65_000);
        for (int i = 0; i < 1_000; i++) {
            assertThat(decode("{'type':'ping','limit':" + digits + "}")).isEqualTo(new Request.Ping(null));
        }
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String post(String body) {
        return "{'type':'post','room':'r','id':'1','body':" + body + "}";
    }

    private static Request decode(String json) {
        return decode(DIALECT, json);
    }

    private static Request decode(JsonDialect dialect, String json) {
        return dialect.decode(new Frame.Text(json.replace('\'', '"').getBytes(UTF_8)));
    }

    private static Request badRequest(String message, @Nullable String ref) {
        return new Request.Malformed(ErrorCode.BAD_REQUEST, message, ref);
    }

    private static Request unknownType(@Nullable String ref) {
        return new Request.Malformed(ErrorCode.UNKNOWN_TYPE, "unknown type", ref);
    }
}
