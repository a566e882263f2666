package confab.ops.page;

import static org.assertj.core.api.Assertions.assertThat;

import confab.model.CrossesNodes;
import confab.serialization.Crossing;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What nodes tell each other of their last hour, written and read. */
final class HistorySerializerTest {
    private static final Crossing CROSSING = new Crossing(HistorySerializer.class);

    @AfterAll
    static void stop() {
        CROSSING.close();
    }

    static Stream<Map.Entry<String, CrossesNodes>> shapes() {
        return Stream.of(
                Map.entry("recall", new NodeHistory.Recall(180_000_000, CROSSING.ref("page"))),
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
        assertThat(CROSSING.cross(shape.getKey(), shape.getValue())).isEqualTo(shape.getValue());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theFirstReleasesBytesAreStillRead(Map.Entry<String, CrossesNodes> shape) throws IOException {
        String file = shape.getKey() + ".cbor.hex";
        assertThat(CROSSING.golden(HistorySerializerTest.class, file, shape.getKey(), shape.getValue()))
                .isEqualTo(shape.getValue());
    }

    @Test
    void nothingCrossesThatIsNotTested() {
        assertThat(shapes().map(Map.Entry::getKey).collect(Collectors.toSet()))
                .isEqualTo(CROSSING.serializer().names());
    }

    @Test
    void whatIsNotKnownIsRefused() {
        CROSSING.assertRefusesTheUnknown();
    }

    static byte[] write(CrossesNodes message) {
        return CROSSING.write(message);
    }
}
