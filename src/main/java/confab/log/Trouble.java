package confab.log;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether one of the log's ways, writing or reading, fails now; told to operators when it begins and ends. Any thread. */
final class Trouble {
    private static final Logger LOG = LoggerFactory.getLogger(Trouble.class);

    private final String way;
    private final Clock clock;
    private volatile @Nullable String now;

    /** @param way in the past tense, as in {@code written} */
    Trouble(String way, Clock clock) {
        this.way = way;
        this.clock = clock;
    }

    void begins(String why) {
        if (now == null) {
            Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            now = "cannot be " + way + " since " + since + ": " + why;
            LOG.warn("log cannot be {}: {}", way, why);
        }
    }

    void ends() {
        if (now != null) {
            now = null;
            LOG.info("log is {} again", way);
        }
    }

    /** A sentence; null if there is none. */
    @Nullable
    String now() {
        return now;
    }
}
