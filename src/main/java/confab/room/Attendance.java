package confab.room;

import confab.model.UserName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room by way of one node: a state, so that the newest one heard is all that counts.
 *
 * @param version raised with each change; the room answers with it
 * @param users how many users, not connections
 * @param names the users, ascending; absent above {@link #MAX_NAMES}
 * @param joined who came since the version before, cut at {@link #MAX_NAMES}; of use where there are no names
 * @param left who went since the version before, cut likewise
 */
public record Attendance(
        long version, int users, @Nullable List<UserName> names, List<UserName> joined, List<UserName> left) {
    /** Most names that travel in one list; a node with more users in a room tells their count. */
    public static final int MAX_NAMES = 400;

    public Attendance {
        names = names == null ? null : List.copyOf(names);
        joined = List.copyOf(joined);
        left = List.copyOf(left);
    }
}
