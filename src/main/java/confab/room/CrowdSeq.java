package confab.room;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Which of the things that a room says of its crowd came last.
 *
 * @param epoch of the room's activation that says it
 * @param change how many changes that activation has told
 */
public record CrowdSeq(long epoch, long change) {
    private static final Comparator<CrowdSeq> ORDER =
            Comparator.comparingLong(CrowdSeq::epoch).thenComparingLong(CrowdSeq::change);

    /** Also true if the other is not known; false if this is not known, as with a node of a release before it was told. */
    public static boolean isLater(@Nullable CrowdSeq one, @Nullable CrowdSeq other) {
        return one != null && (other == null || ORDER.compare(one, other) > 0);
    }
}
