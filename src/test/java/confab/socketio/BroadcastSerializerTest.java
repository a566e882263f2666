package confab.socketio;

import static org.assertj.core.api.Assertions.assertThat;

import confab.model.CrossesNodes;
import confab.serialization.Crossing;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Broadcasts between nodes, written and read. */
final class BroadcastSerializerTest {
    private static final Crossing CROSSING = new Crossing(BroadcastSerializer.class);

    @AfterAll
    static void stop() {
        CROSSING.close();
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
        assertSame(CROSSING.cross(shape.getKey(), shape.getValue()), shape.getValue());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theFirstReleasesBytesAreStillRead(Map.Entry<String, CrossesNodes> shape) throws IOException {
        String file = shape.getKey() + ".cbor.hex";
        assertSame(
                CROSSING.golden(BroadcastSerializerTest.class, file, shape.getKey(), shape.getValue()),
                shape.getValue());
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

    /** Records with arrays, which equal only themselves. */
    private static void assertSame(Object read, Object written) {
        assertThat(read).usingRecursiveComparison().isEqualTo(written);
    }
}
