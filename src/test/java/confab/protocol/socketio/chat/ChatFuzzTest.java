package confab.protocol.socketio.chat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import confab.model.Body;
import confab.model.InvalidValue;
import confab.model.PostId;
import confab.model.RoomName;
import confab.protocol.Event;
import confab.protocol.Request;
import confab.protocol.socketio.Arguments;
import confab.protocol.socketio.MalformedSocketPacket;
import confab.protocol.socketio.SocketDecoder;
import confab.protocol.socketio.SocketLimits;
import confab.protocol.socketio.SocketPacket;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever a client sends, it ends as a packet that is malformed or as a request, and can be answered. */
class ChatFuzzTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final int MAX_BODY_BYTES = 64;
    private static final String[] TEXTS = {
        "2/chat,[\"join\",{\"room\":\"a\",\"after\":12,\"log\":\"x\"}]",
        "2/chat,3[\"join\",{\"room\":\"a\",\"history\":200,\"ref\":\"r\"}]",
        "2/chat,12[\"post\",{\"room\":\"a\",\"id\":\"1\",\"body\":{\"a\":[1.5,\"\\ud83d\\ude00\",null]}}]",
        "2/chat,[\"post\",{\"room\":\"a\",\"id\":\"1\",\"body\":[{\"$bytes\":\"AQ==\"},{\"a\":\"é\\\"\"}]}]",
        "51-/chat,4[\"post\",{\"room\":\"a\",\"id\":\"1\",\"body\":{\"_placeholder\":true,\"num\":0}}]",
        "52-/chat,[\"post\",{\"room\":{\"_placeholder\":true,\"num\":1},\"body\":{\"_placeholder\":true,\"num\":0}}]",
        "2/chat,9[\"history\",{\"room\":\"a\",\"before\":9,\"limit\":10}]",
        "2[\"message\",\"hi\"]",
        "27[\"message\",{\"$bytes\":\"AQ==\"}]",
        "51-0[\"message\",{\"_placeholder\":true,\"num\":0}]",
    };
    private static final String SPLICES = "{}[]\",:\\ \n\u0000019-.eEtfnu/_$\ud83d\ude00é\ufeff";

    private final SocketDialect chat = new ChatDialect(MAX_BODY_BYTES, 1_000_000);
    private final SocketDialect lobby = new LobbyDialect(() -> new PostId("1"), MAX_BODY_BYTES, false);

    @Test
    void everyEventIsARequestAndEveryErrorFindsItsWay() throws Exception {
        Random random = new Random(42);
        int good = 0;
        int bad = 0;
        for (int round = 0; round < 100_000; round++) {
            SocketPacket.Event event = event(mutated(random));
            if (event == null) {
                continue;
            }
            SocketDialect dialect = event.namespace().equals(chat.namespace()) ? chat : lobby;
            Request request = dialect.decode(event);
            assertThat(AckRef.of(request.ref()).ackId()).isEqualTo(event.ackId());
            if (request instanceof Request.Post post) {
                good++;
                assertThat(post.body().length()).isLessThanOrEqualTo(MAX_BODY_BYTES);
                JACKSON.readTree(post.body().json());
                assertHeard(dialect, post);
            } else {
                assertThat(request).isNotInstanceOf(Request.NotJson.class).isNotInstanceOf(Request.Hello.class);
            }
            if (request instanceof Request.Malformed malformed) {
                bad++;
                assertTold(dialect, event.ackId(), malformed);
            }
        }
        assertThat(good).isGreaterThan(5_000);
        assertThat(bad).isGreaterThan(5_000);
    }

    @Test
    void allCredentialsAreTakenOrRefusedWithASentence() {
        Random random = new Random(43);
        String[] users = {"\"Ann\"", "\"\"", "5", "null", "[\"Ann\"]", "\"\\ud83d\"", "\" \"", "\"\\u0000\"", "1e999"};
        int refused = 0;
        for (int round = 0; round < 1_000; round++) {
            String user = users[random.nextInt(users.length)];
            Body auth = Spoken.json("{\"token\":{\"user\":" + user + "},\"user\":" + user + ",\"type\":\"join\"}");
            try {
                assertThat(chat.opening(auth)).hasSize(1);
                assertThat(lobby.opening(auth)).hasSize(2);
            } catch (InvalidValue e) {
                refused++;
                assertThat(e).hasMessageStartingWith("user: ");
            }
        }
        assertThat(refused).isBetween(100, 900);
    }

    /** Who hears the post reads the body that was posted. */
    private static void assertHeard(SocketDialect dialect, Request.Post post) throws Exception {
        List<String> heard = Spoken.heard(dialect.messages()
                .encode(new RoomName("a"), List.of(Spoken.message(1, post.body().toString())))
                .wire());
        Body argument = Spoken.event(heard).arguments().body(0);
        // Base64 can be written in more ways than one; to clients goes what it stands for.
        Body canonical = Arguments.of(post.body()).body(0);
        String expected = JACKSON.readTree(canonical.json()).toString();
        if (dialect instanceof ChatDialect) {
            assertThat(JACKSON.readTree(argument.json()).get("body").toString()).isEqualTo(expected);
        } else {
            assertThat(JACKSON.readTree(argument.json()).toString()).isEqualTo(expected);
        }
    }

    private static void assertTold(SocketDialect dialect, @Nullable Long ackId, Request.Malformed malformed) {
        Event failed = new Event.Failed(malformed.code(), malformed.message(), malformed.ref(), null);
        String prefix = dialect instanceof ChatDialect ? "/chat," : "";
        String error = dialect instanceof ChatDialect ? "error" : "message_error";
        assertThat(Spoken.heard(dialect, failed).get(0))
                .startsWith(ackId == null ? "2" + prefix + "[\"" + error : "3" + prefix + ackId + "[{\"error\":{");
    }

    /** The event of a text and as many attachments as it wants; nothing if it is malformed or no event. */
    private static SocketPacket.@Nullable Event event(String text) {
        SocketDecoder decoder = new SocketDecoder(new SocketLimits(5, 10_000));
        try {
            SocketPacket packet = decoder.text(text.getBytes(UTF_8));
            for (int i = 0; packet == null; i++) {
                packet = decoder.binary(new byte[] {(byte) i});
            }
            return packet instanceof SocketPacket.Event event ? event : null;
        } catch (MalformedSocketPacket e) {
            return null;
        }
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(TEXTS[random.nextInt(TEXTS.length)]);
        for (int i = random.nextInt(4); i > 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.insert(at, SPLICES.charAt(random.nextInt(SPLICES.length())));
                default -> text.setCharAt(at, SPLICES.charAt(random.nextInt(SPLICES.length())));
            }
        }
        return text.toString();
    }
}
