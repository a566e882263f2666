package confab.protocol.socketio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import confab.model.Body;
import confab.protocol.socketio.SocketPacket.Ack;
import confab.protocol.socketio.SocketPacket.Event;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SocketFuzzTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();
    private static final String[] TEXTS = {
        "0{\"token\":\"123\"}",
        "0/admin,",
        "1/admin,",
        "4{\"message\":\"x\"}",
        "2[\"a\",1,{\"b\":[1.5e3,\"\\ud83d\\ude00\",null]}]",
        "2/cool,12[\"message\",\"é\\\"\",[[],{}]]",
        "3/cool,7[\"ok\",true]",
        "51-[\"a\",{\"_placeholder\":true,\"num\":0}]",
        "52-/cool,23[\"a\",[{\"_placeholder\":true,\"num\":1}],{\"b\":{\"num\":0,\"_placeholder\":true}}]",
        "61-0[{\"_placeholder\":true,\"num\":0},\"x\"]",
        "599999999999-[\"a\"]",
    };
    private static final String SPLICES = "{}[]\",:\\ \n\u0000019-.eEtfnu/_$\ud83d\ude00é\ufeff";
    private static final String[] WORDS = {
        "{\"_placeholder\":true,\"num\":0}",
        "\"_placeholder\":true",
        "\"num\":1",
        "[[[[[[[[",
        "true",
        "null",
        "1e999",
        "2-",
        "/a,"
    };

    private int good;
    private int bad;
    private int binary;

    @Test
    void everyTextIsAPacketOrMalformed() throws Exception {
        Random random = new Random(42);
        for (int round = 0; round < 100_000; round++) {
            String text = mutated(random);
            SocketPacket packet = decode(text);
            if (packet == null) {
                bad++;
            } else {
                good++;
                assertStable(packet);
            }
        }
        assertThat(good).isGreaterThan(10_000);
        assertThat(binary).isGreaterThan(1_000);
        assertThat(bad).isGreaterThan(10_000);
    }

    @Test
    void messagesInAnyOrderNeverHoldMoreThanTheBound() {
        Random random = new Random(43);
        SocketLimits limits = new SocketLimits(2, 200);
        SocketDecoder decoder = new SocketDecoder(limits);
        int complete = 0;
        for (int round = 0; round < 50_000; round++) {
            try {
                SocketPacket packet = random.nextBoolean()
                        ? decoder.text(TEXTS[random.nextInt(TEXTS.length)].getBytes(UTF_8))
                        : decoder.binary(new byte[random.nextInt(120)]);
                if (packet instanceof Event event) {
                    int bytes = event.arguments().attachments().stream()
                            .mapToInt(attachment -> attachment.length)
                            .sum();
                    assertThat(bytes).isLessThanOrEqualTo(limits.maxPacketBytes());
                    complete += event.arguments().attachments().isEmpty() ? 0 : 1;
                }
            } catch (MalformedSocketPacket e) {
                assertThat(e).hasNoCause().hasMessageNotContaining("{");
            }
        }
        assertThat(complete).isGreaterThan(1_000);
    }

    @Test
    void randomArgumentsComeBackAsTreesAndAsBodies() throws Exception {
        Random random = new Random(44);
        for (int round = 0; round < 10_000; round++) {
            RandomTrees trees = new RandomTrees(random, Wire.LIMITS.maxAttachments());
            List<JsonNode> values = trees.list();
            Event event = new Event(NamespaceName.ROOT, null, trees.text(), Arguments.ofTrees(values));
            assertThat(decode(event)).isEqualTo(event);
            assertThat(treesOf(event.arguments())).isEqualTo(values);
            for (int i = 0; i < values.size(); i++) {
                JACKSON.readTree(event.arguments().body(i).json());
            }
        }
    }

    /** What was read is written so that it is read again as the same, and can be had in each form. */
    private void assertStable(SocketPacket packet) throws Exception {
        assertThat(decode(packet)).isEqualTo(packet);
        if (packet instanceof Event || packet instanceof Ack) {
            Arguments arguments = Wire.argumentsOf(packet);
            binary += arguments.attachments().isEmpty() ? 0 : 1;
            for (int i = 0; i < arguments.size(); i++) {
                JACKSON.readTree(arguments.body(i).json());
            }
            Arguments fromTrees = Arguments.ofTrees(treesOf(arguments));
            assertThat(Arguments.ofTrees(treesOf(fromTrees))).isEqualTo(fromTrees);
            assertThat(fromTrees.attachments()).hasSameSizeAs(arguments.attachments());
            Body[] bodies = IntStream.range(0, arguments.size())
                    .mapToObj(arguments::body)
                    .toArray(Body[]::new);
            assertThat(Arguments.of(bodies).attachments()).hasSameSizeAs(arguments.attachments());
        }
    }

    private static List<JsonNode> treesOf(Arguments arguments) {
        return IntStream.range(0, arguments.size()).mapToObj(arguments::tree).toList();
    }

    private static @Nullable SocketPacket decode(SocketPacket packet) throws MalformedSocketPacket {
        List<String> messages = Wire.encode(packet);
        return Wire.decode(messages.get(0), messages.stream().skip(1).toArray(String[]::new));
    }

    /** The packet of a text and as many attachments as it wants; nothing if it is malformed. */
    private static @Nullable SocketPacket decode(String text) {
        SocketDecoder decoder = new SocketDecoder(Wire.LIMITS);
        try {
            SocketPacket packet = decoder.text(text.getBytes(UTF_8));
            for (int i = 0; packet == null; i++) {
                packet = decoder.binary(new byte[] {(byte) i});
            }
            return packet;
        } catch (MalformedSocketPacket e) {
            assertThat(e).hasMessageContaining(" ");
            return null;
        }
    }

    private static String mutated(Random random) {
        StringBuilder text = new StringBuilder(TEXTS[random.nextInt(TEXTS.length)]);
        for (int i = random.nextInt(4); i > 0 && text.length() > 0; i--) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(4));
            switch (random.nextInt(5)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.insert(at, SPLICES.charAt(random.nextInt(SPLICES.length())));
                case 3 -> text.insert(at, WORDS[random.nextInt(WORDS.length)]);
                default -> text.setCharAt(at, SPLICES.charAt(random.nextInt(SPLICES.length())));
            }
        }
        return text.toString();
    }
}
