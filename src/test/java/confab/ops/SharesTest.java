package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nodes a, b and c; a asks whether it has too many. */
final class SharesTest {
    private final Shares shares = new Shares(20);

    @Test
    void whatIsAboveTheAverageIsTooMuchIfItIsMoreThanAllowed() {
        assertThat(excess(1_000, 1_000, 0)).isEqualTo(333);
        assertThat(excess(240, 180, 180)).isZero();
        assertThat(excess(241, 180, 180)).isEqualTo(40);
        assertThat(excess(100, 200, 300)).isZero();
    }

    @Test
    void aFewAreNotWorthIt() {
        assertThat(excess(14, 0, 0)).isZero();
        assertThat(excess(15, 0, 0)).isEqualTo(10);
    }

    @Test
    void aNodeThatHasNotToldItsNumberIsWaitedFor() {
        assertThat(shares.excess("a", 500, List.of("a", "b"), Map.of("a", 500))).isZero();
        assertThat(shares.excess("a", 900, List.of("a", "b"), Map.of("b", 500))).isZero();
    }

    @Test
    void nodesThatAreGoneOrNotUpCountForNothing() {
        assertThat(shares.excess("a", 200, List.of("a", "b"), Map.of("a", 200, "b", 100, "gone", 0)))
                .isEqualTo(50);
        assertThat(shares.excess("a", 200, List.of("b"), Map.of("a", 200, "b", 100)))
                .isZero();
        assertThat(shares.excess("a", 200, List.of("a"), Map.of("a", 200))).isZero();
    }

    @Test
    void whatCameSinceNumbersWereToldIsLeftOutAsItIsOfTheOthers() {
        List<String> nodes = List.of("a", "b");
        assertThat(shares.excess("a", 1_000, nodes, Map.of("a", 500, "b", 500))).isZero();
        assertThat(shares.excess("a", 1_000, nodes, Map.of("a", 700, "b", 500))).isZero();
        assertThat(shares.excess("a", 1_000, nodes, Map.of("a", 800, "b", 500))).isEqualTo(150);
    }

    @Test
    void whoHasGoneSinceNumbersWereToldIsNotShedAgain() {
        List<String> nodes = List.of("a", "b");
        assertThat(shares.excess("a", 500, nodes, Map.of("a", 800, "b", 500))).isZero();
        assertThat(shares.excess("a", 700, nodes, Map.of("a", 800, "b", 500))).isZero();
        assertThat(shares.excess("a", 800, nodes, Map.of("a", 900, "b", 500))).isEqualTo(150);
    }

    private int excess(int own, int b, int c) {
        return shares.excess("a", own, List.of("a", "b", "c"), Map.of("a", own, "b", b, "c", c));
    }
}
