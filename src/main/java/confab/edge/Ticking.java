package confab.edge;

import java.time.Duration;

/** A connection that its lane looks at once a second, so that none needs a timer of its own. */
interface Ticking {
    /** One second has passed, about. On the lane. */
    void tick();

    /** So many that at least that time passes in them; one at the least. */
    static int ticks(Duration duration) {
        return (int)
                Math.max(1, Math.min(Integer.MAX_VALUE, duration.plusMillis(999).toSeconds()));
    }
}
