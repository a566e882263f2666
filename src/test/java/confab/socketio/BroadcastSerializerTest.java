package confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import com.typesafe.config.ConfigFactory;
import confab.model.CrossesNodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Broadcasts between nodes, written and read, by the bindings that the server has. The files beside this test hold each shape
 * as its first release wrote it; they stay for ever, and must stay readable.
 */
final class BroadcastSerializerTest {
    private static final ActorTestKit KIT = ActorTestKit.create(
            "golden",
            ConfigFactory.parseResources("confab-akka.conf")
                    .withOnlyPath("akka.actor")
                    .withoutPath("akka.actor.provider"));
    private static final Serialization SERIALIZATION = SerializationExtension.get(KIT.system());
    private static final BroadcastSerializer SERIALIZER = (BroadcastSerializer)
            SERIALIZATION.serializerOf("confab.socketio.BroadcastSerializer").get();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    static Stream<Map.Entry<String, CrossesNodes>> shapes() {
        return Stream.of(
                Map.entry("back", new ClusterBroadcasts.CameBack("/chat", "p1")),
                Map.entry(
                        "cast",
                        new ClusterBroadcasts.First(
                                "akka://a@h:1/user/b#7", 9, "/chat", Set.of("r"), Set.of("s1"), 3, new byte[] {1, 2})),
                Map.entry("more", new ClusterBroadcasts.More("akka://a@h:1/user/b#7", 9, 2, new byte[] {-1})));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyShapeIsBoundAndReadAsItWasWritten(Map.Entry<String, CrossesNodes> shape) {
        Object bound = SERIALIZATION.findSerializerFor(shape.getValue());
        assertThat(bound).isInstanceOf(BroadcastSerializer.class);
        assertThat(Serializers.manifestFor((BroadcastSerializer) bound, shape.getValue()))
                .isEqualTo(shape.getKey());
        byte[] bytes = SERIALIZATION.serialize(shape.getValue()).get();
        assertSame(read(bytes, shape.getKey()), shape.getValue());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theFirstReleasesBytesAreStillRead(Map.Entry<String, CrossesNodes> shape) throws IOException {
        String name = shape.getKey() + ".cbor.hex";
        try (InputStream golden = BroadcastSerializerTest.class.getResourceAsStream(name)) {
            assertThat(golden)
                    .as(
                            "%s is missing; it is to hold:%n%s",
                            name,
                            HexFormat.of()
                                    .formatHex(SERIALIZATION
                                            .serialize(shape.getValue())
                                            .get()))
                    .isNotNull();
            String hex = new String(golden.readAllBytes(), StandardCharsets.US_ASCII).strip();
            assertSame(read(HexFormat.of().parseHex(hex), shape.getKey()), shape.getValue());
        }
    }

    @Test
    void nothingCrossesThatIsNotTested() {
        assertThat(shapes().map(Map.Entry::getKey).collect(Collectors.toSet())).isEqualTo(SERIALIZER.names());
    }

    @Test
    void whatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> SERIALIZER.fromBinary(new byte[0], "nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> SERIALIZER.manifest("text")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Records with arrays, which equal only themselves. */
    private static void assertSame(Object read, Object written) {
        assertThat(read).usingRecursiveComparison().isEqualTo(written);
    }

    private static Object read(byte[] bytes, String manifest) {
        return SERIALIZATION
                .deserialize(bytes, SERIALIZER.identifier(), manifest)
                .get();
    }
}
