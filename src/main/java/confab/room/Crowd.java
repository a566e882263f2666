package confab.room;

import confab.model.UserName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room, on all nodes.
 *
 * @param members users, not connections; a user on two nodes counts twice where a node has too many for names
 * @param users their names, ascending; absent above a bound
 * @param uncertain how many of them sit only on nodes that are unreachable now
 */
public record Crowd(int members, @Nullable List<UserName> users, int uncertain) {
    /** Nobody. */
    public static final Crowd EMPTY = new Crowd(0, List.of(), 0);

    public Crowd {
        users = users == null ? null : List.copyOf(users);
    }
}
