package confab.ops.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRefResolver;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import com.typesafe.config.ConfigFactory;
import confab.model.CrossesNodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What nodes tell each other of their last hour, written and read, by the bindings that the server has. The files beside this
 * test hold each shape as its first release wrote it; they stay for ever, and must stay readable.
 */
final class HistorySerializerTest {
    private static final ActorTestKit KIT = ActorTestKit.create(
            "golden",
            ConfigFactory.parseResources("confab-akka.conf")
                    .withOnlyPath("akka.actor")
                    .withoutPath("akka.actor.provider"));
    private static final Serialization SERIALIZATION = SerializationExtension.get(KIT.system());
    private static final HistorySerializer SERIALIZER = (HistorySerializer)
            SERIALIZATION.serializerOf("confab.ops.page.HistorySerializer").get();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    static Stream<Map.Entry<String, CrossesNodes>> shapes() {
        return Stream.of(
                Map.entry(
                        "recall",
                        new NodeHistory.Recall(
                                180_000_000,
                                ActorRefResolver.get(KIT.system()).resolveActorRef("akka://golden/user/page"))),
                Map.entry(
                        "recalled",
                        new NodeHistory.Recalled(
                                List.of("rooms", "acknowledged"),
                                List.of(3.0, Double.NaN),
                                List.of(
                                        NodeHistory.Sample.of(180_000_001, new double[] {2, 0.25}),
                                        NodeHistory.Sample.of(180_000_002, new double[] {3, Double.NaN})))));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void everyShapeIsBoundAndReadAsItWasWritten(Map.Entry<String, CrossesNodes> shape) {
        Object bound = SERIALIZATION.findSerializerFor(shape.getValue());
        assertThat(bound).isInstanceOf(HistorySerializer.class);
        assertThat(Serializers.manifestFor((HistorySerializer) bound, shape.getValue()))
                .isEqualTo(shape.getKey());
        assertThat(read(write(shape.getValue()), shape.getKey())).isEqualTo(shape.getValue());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theFirstReleasesBytesAreStillRead(Map.Entry<String, CrossesNodes> shape) throws IOException {
        String name = shape.getKey() + ".cbor.hex";
        try (InputStream golden = HistorySerializerTest.class.getResourceAsStream(name)) {
            assertThat(golden)
                    .as(
                            "%s is missing; it is to hold:%n%s",
                            name, HexFormat.of().formatHex(write(shape.getValue())))
                    .isNotNull();
            String hex = new String(golden.readAllBytes(), StandardCharsets.US_ASCII).strip();
            assertThat(read(HexFormat.of().parseHex(hex), shape.getKey())).isEqualTo(shape.getValue());
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

    static byte[] write(CrossesNodes message) {
        return SERIALIZATION.serialize(message).get();
    }

    private static Object read(byte[] bytes, String manifest) {
        return SERIALIZATION
                .deserialize(bytes, SERIALIZER.identifier(), manifest)
                .get();
    }
}
