package confab.protocol.socketio.chat;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import confab.model.RoomName;
import confab.model.UserName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client bears that comes back, written and read. */
final class ClientOffsetTest {
    private static final int MAX_ROOMS = 3;
    private static final String GOOD = "1/log/QW5u/lobby=0/a.b@c#d:e_f-g=zz";

    @Test
    void whatWasWrittenIsReadAgain() {
        Map<RoomName, Long> rooms = new LinkedHashMap<>();
        rooms.put(new RoomName("z"), 0L);
        rooms.put(new RoomName("#a:b@c._-"), Long.MAX_VALUE);
        rooms.put(new RoomName("x".repeat(RoomName.MAX_LENGTH)), 36L);
        ClientOffset offset = new ClientOffset(new UserName("Änn / \"😀\" =1"), "5f00", rooms);
        String text = text(new OffsetText(offset));
        assertThat(text).matches("[A-Za-z0-9._:@#=/-]+");
        assertThat(ClientOffset.read(text, MAX_ROOMS)).isEqualTo(offset);
        assertThat(ClientOffset.read(text, 2)).as("one room too many").isNull();
    }

    @Test
    void theLongestOfAllIsRead() {
        String user = new String(Character.toChars(0x1F600)).repeat(UserName.MAX_CODE_POINTS);
        Map<RoomName, Long> rooms = new LinkedHashMap<>();
        for (int i = 0; i < MAX_ROOMS; i++) {
            rooms.put(new RoomName(i + "x".repeat(RoomName.MAX_LENGTH - 1)), Long.MAX_VALUE);
        }
        ClientOffset offset = new ClientOffset(new UserName(user), "f".repeat(64), rooms);
        assertThat(ClientOffset.read(text(new OffsetText(offset)), MAX_ROOMS)).isEqualTo(offset);
    }

    @Test
    void theTextFollowsTheClient() {
        OffsetText offset = new OffsetText(new UserName("Ann"), "log");
        assertThat(text(offset)).isEqualTo("1/log/QW5u");
        assertThat(offset.reach(new RoomName("a"), 35)).isTrue();
        assertThat(offset.reach(new RoomName("b"), 36)).isTrue();
        assertThat(text(offset)).isEqualTo("1/log/QW5u/a=z/b=10");
        assertThat(offset.reach(new RoomName("b"), 36)).as("new").isFalse();
        assertThat(offset.leave(new RoomName("a"))).isTrue();
        assertThat(offset.leave(new RoomName("a"))).as("new").isFalse();
        assertThat(text(offset)).isEqualTo("1/log/QW5u/b=10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1/log",
                "2/log/QW5u",
                "1/log/",
                "1/log/!",
                "1/log/IA",
                "1/log/QW5u/",
                "1/log/QW5u/a",
                "1/log/QW5u/a=",
                "1/log/QW5u/=1",
                "1/log/QW5u/a=-1",
                "1/log/QW5u/a=1 ",
                "1/log/QW5u/a=1/a=2",
                "1/log/QW5u/a b=1",
                "1/log/QW5u/a=1y2p0ij32e8e8",
                "1/log/QW5u/a=1/b=1/c=1/d=1",
                "any text that some event ends in",
            })
    void whatIsNoOffsetIsNone(String text) {
        assertThat(ClientOffset.read(GOOD, MAX_ROOMS)).isNotNull();
        assertThat(ClientOffset.read(text, MAX_ROOMS)).isNull();
    }

    @Test
    void whatIsLongerThanAnyOffsetIsNotLookedInto() {
        assertThat(ClientOffset.read("1/log/QW5u" + "/".repeat(10_000_000), MAX_ROOMS))
                .isNull();
    }

    @Test
    void noneIsEverThrownAt() {
        Random random = new Random(7);
        int readable = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int change = random.nextInt(3); change >= 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, (char) random.nextInt(random.nextBoolean() ? 128 : 65536));
                    case 1 -> text.deleteCharAt(at);
                    default -> text.insert(at, GOOD, at % GOOD.length(), GOOD.length());
                }
            }
            ClientOffset read = ClientOffset.read(text.toString(), MAX_ROOMS);
            if (read != null) {
                readable++;
                assertThat(read.rooms()).hasSizeLessThanOrEqualTo(MAX_ROOMS);
                assertThat(read.rooms().values())
                        .allSatisfy(seq -> assertThat(seq).isNotNegative());
            }
        }
        assertThat(readable).isBetween(1_000, 99_000);
    }

    private static String text(OffsetText offset) {
        return new String(offset.bytes(), US_ASCII);
    }
}
