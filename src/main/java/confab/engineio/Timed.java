package confab.engineio;

import org.jspecify.annotations.Nullable;

/**
 * Something that has to be looked at, at a time that may change. It is its own place in the {@link TimerWheel}'s lists, so
 * that a node of many idle sessions holds no timers besides. On its lane only.
 */
abstract class Timed {
    /** The wheel's, as all below. */
    @Nullable
    Timed before;

    @Nullable
    Timed after;

    boolean isTimed;
    boolean isPlaced;
    long tick;

    /** When it wants to be looked at, as {@link System#nanoTime}. */
    abstract long due();

    /** That time has come, or passed. */
    abstract void onDue(long now);
}
