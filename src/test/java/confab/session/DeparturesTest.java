package confab.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who goes when, in milliseconds. */
final class DeparturesTest {
    private static final Duration INTERVAL = Duration.ofMillis(100);

    private long millis = Long.MAX_VALUE / 1_000_000 - 50;
    private final Departures<String> departures = new Departures<>(Duration.ofMillis(500), nanos());

    @Test
    void eachHasATurnOfItsOwnAndIsDueAWhileAfterIt() {
        assertThat(add("Ann", "Bob", "Cat")).containsExactly("Ann 0", "Bob 100", "Cat 200");
        assertThat(departures.untilDue(nanos())).hasMillis(500);
        pass(499);
        assertThat(departures.due(nanos())).isEmpty();
        pass(1);
        assertThat(departures.due(nanos())).containsExactly("Ann");
        assertThat(departures.untilDue(nanos())).hasMillis(100);
        pass(250);
        assertThat(departures.due(nanos())).containsExactly("Bob", "Cat");
        assertThat(departures.isEmpty()).isTrue();
    }

    @Test
    void whoIsAddedLaterGoesAfterThoseThatWait() {
        add("Ann", "Bob");
        pass(50);
        assertThat(add("Cat")).containsExactly("Cat 150");
        pass(1_000);
        assertThat(add("Dan")).containsExactly("Dan 0");
        assertThat(departures.clients()).containsExactly("Ann", "Bob", "Cat", "Dan");
    }

    @Test
    void clearedTheTurnsBeginAnew() {
        add("Ann", "Bob", "Cat");
        departures.clear(nanos());
        assertThat(departures.untilDue(nanos())).isZero();
        assertThat(add("Bob")).containsExactly("Bob 0");
    }

    private List<String> add(String... clients) {
        return departures.add(List.of(clients), INTERVAL, nanos()).stream()
                .map(turn -> turn.client() + " " + turn.after().toMillis())
                .toList();
    }

    private void pass(long more) {
        millis += more;
    }

    /** Near the largest, which time passes. */
    private long nanos() {
        return millis * 1_000_000;
    }
}
