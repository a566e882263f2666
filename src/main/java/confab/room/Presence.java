package confab.room;

import confab.model.UserName;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Who is in one room, put together from what each node said last. */
final class Presence {
    private static final Comparator<UserName> BY_NAME = Comparator.comparing(UserName::value);

    private final int maxNamedUsers;
    private final Map<NodeId, Attendance> nodes = new HashMap<>();
    private final Set<NodeId> doubtful = new HashSet<>();

    /** Since the last {@link #change}, as the nodes told it; counts where the names are too many to compare. */
    private final Set<UserName> joined = new LinkedHashSet<>();

    private final Set<UserName> left = new LinkedHashSet<>();

    /** As the last {@link #change} told it; null if there were too many names. */
    private @Nullable Set<UserName> toldUsers = Set.of();

    private Crowd told = Crowd.EMPTY;

    /** Somebody came or went since then: even if all are as before, who joined meanwhile was told of another crowd. */
    private boolean isStirred;

    /** @param maxNamedUsers above so many, a crowd is told without names */
    Presence(int maxNamedUsers) {
        this.maxNamedUsers = maxNamedUsers;
    }

    void put(NodeId node, Attendance attendance) {
        Attendance before = nodes.put(node, attendance);
        if (before == null || before.version() != attendance.version()) {
            isStirred |= !attendance.joined().isEmpty() || !attendance.left().isEmpty();
            attendance.joined().forEach(this::came);
            attendance.left().forEach(this::went);
        }
    }

    void remove(NodeId node) {
        Attendance before = nodes.remove(node);
        doubtful.remove(node);
        if (before != null && before.names() != null) {
            before.names().forEach(this::went);
        }
    }

    /** Whether the node is unreachable now, so that its users may be gone. */
    void doubt(NodeId node, boolean isDoubtful) {
        if (isDoubtful && nodes.containsKey(node)) {
            doubtful.add(node);
        } else {
            doubtful.remove(node);
        }
    }

    Crowd crowd() {
        Set<UserName> users = users(node -> true);
        if (users == null) {
            return new Crowd(count(node -> true), null, count(doubtful::contains));
        }
        Set<UserName> certain = users(node -> !doubtful.contains(node));
        int uncertain = certain == null ? 0 : users.size() - certain.size();
        return new Crowd(users.size(), users.size() > maxNamedUsers ? null : List.copyOf(users), uncertain);
    }

    /** What to tell since the last call, or null if nobody came or went. */
    RoomNews.@Nullable CrowdChanged change() {
        Crowd now = crowd();
        Set<UserName> users = users(node -> true);
        Set<UserName> before = toldUsers;
        Set<UserName> came = users != null && before != null ? minus(users, before) : joined;
        Set<UserName> went = users != null && before != null ? minus(before, users) : left;
        RoomNews.CrowdChanged change = new RoomNews.CrowdChanged(now, cut(came), cut(went), null);
        boolean isNews = isStirred
                || !now.equals(told)
                || !change.joined().isEmpty()
                || !change.left().isEmpty();
        told = now;
        toldUsers = users;
        isStirred = false;
        joined.clear();
        left.clear();
        return isNews ? change : null;
    }

    private void came(UserName user) {
        if (!left.remove(user) && joined.size() < Attendance.MAX_NAMES) {
            joined.add(user);
        }
    }

    private void went(UserName user) {
        if (!joined.remove(user) && left.size() < Attendance.MAX_NAMES) {
            left.add(user);
        }
    }

    /** Null where a node has too many for names, or all together are too many to compare at each change. */
    private @Nullable Set<UserName> users(Predicate<NodeId> which) {
        Set<UserName> users = new TreeSet<>(BY_NAME);
        for (Map.Entry<NodeId, Attendance> node : nodes.entrySet()) {
            if (!which.test(node.getKey())) {
                continue;
            }
            List<UserName> names = node.getValue().names();
            if (names == null) {
                return null;
            }
            users.addAll(names);
        }
        return users;
    }

    private int count(Predicate<NodeId> which) {
        return nodes.entrySet().stream()
                .filter(node -> which.test(node.getKey()))
                .mapToInt(node -> node.getValue().users())
                .sum();
    }

    private static Set<UserName> minus(Set<UserName> users, Set<UserName> others) {
        Set<UserName> rest = new LinkedHashSet<>(users);
        rest.removeAll(others);
        return rest;
    }

    private static List<UserName> cut(Set<UserName> users) {
        return users.stream().limit(Attendance.MAX_NAMES).toList();
    }
}
