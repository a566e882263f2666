package confab.room;

import static org.assertj.core.api.Assertions.assertThat;

import confab.model.UserName;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PresenceTest {
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");

    private final Presence presence = new Presence(3);

    @Test
    void aUserOnTwoNodesIsOneMember() {
        presence.put(A, named(1, "Ann", "Bob"));
        presence.put(B, named(1, "Bob"));
        assertThat(presence.crowd()).isEqualTo(new Crowd(2, users("Ann", "Bob"), 0));
    }

    @Test
    void aChangeTellsWhoCameAndWentSinceTheLast() {
        presence.put(A, named(1, "Ann", "Bob"));
        assertThat(presence.change()).isEqualTo(changed(2, users("Ann", "Bob"), users()));
        presence.put(A, named(2, "Bob"));
        presence.put(B, named(1, "Cat"));
        assertThat(presence.change()).isEqualTo(changed(2, users("Cat"), users("Ann")));
        assertThat(presence.change()).isNull();
    }

    @Test
    void whoCameAndWentBetweenIsNewsToThoseWhoJoinedMeanwhile() {
        presence.put(A, new Attendance(1, 1, users("Ann"), users("Ann"), users()));
        presence.change();
        presence.put(B, new Attendance(1, 1, users("Bob"), users("Bob"), users()));
        presence.put(B, new Attendance(2, 1, users("Ann"), users("Ann"), users("Bob")));
        assertThat(presence.change()).isNotNull();
        assertThat(presence.change()).isNull();
    }

    @Test
    void whoLeavesOneOfTwoNodesHasNotLeft() {
        presence.put(A, named(1, "Ann"));
        presence.put(B, named(1, "Ann"));
        presence.change();
        presence.remove(A);
        assertThat(presence.change()).isNull();
        presence.remove(B);
        assertThat(presence.change()).isEqualTo(changed(0, users(), users("Ann")));
    }

    @Test
    void aCrowdAboveTheBoundHasNoNamesButItsChangesDo() {
        presence.put(A, named(1, "Ann", "Bob", "Cat"));
        presence.change();
        presence.put(A, named(2, "Ann", "Bob", "Cat", "Dan"));
        RoomNews.CrowdChanged change = presence.change();
        assertThat(change).isNotNull();
        assertThat(change.crowd()).isEqualTo(new Crowd(4, null, 0));
        assertThat(change.joined()).isEqualTo(users("Dan"));
    }

    @Test
    void whereANodeHasTooManyForNamesItsOwnWordCounts() {
        presence.put(A, new Attendance(1, 5_000, null, users("Zoe"), users()));
        presence.put(B, named(1, "Ann"));
        RoomNews.CrowdChanged first = presence.change();
        presence.put(A, new Attendance(2, 4_999, null, users(), users("Zoe")));
        RoomNews.CrowdChanged second = presence.change();
        assertThat(first).isNotNull();
        assertThat(first.crowd()).isEqualTo(new Crowd(5_001, null, 0));
        assertThat(first.joined()).contains(new UserName("Zoe"));
        assertThat(second).isNotNull();
        assertThat(second.crowd().members()).isEqualTo(5_000);
        assertThat(second.left()).isEqualTo(users("Zoe"));
    }

    @Test
    void usersOfAnUnreachableNodeAreUncertainUnlessTheyAreElsewhereToo() {
        presence.put(A, named(1, "Ann", "Bob"));
        presence.put(B, named(1, "Bob"));
        presence.doubt(A, true);
        assertThat(presence.crowd().uncertain()).isEqualTo(1);
        presence.doubt(A, false);
        assertThat(presence.crowd().uncertain()).isZero();
    }

    @Test
    void theListsOfAChangeAreBounded() {
        List<UserName> many =
                IntStream.range(0, 300).mapToObj(i -> new UserName("u" + i)).toList();
        List<UserName> more =
                IntStream.range(300, 600).mapToObj(i -> new UserName("u" + i)).toList();
        presence.put(A, new Attendance(1, 300, many, users(), users()));
        presence.put(B, new Attendance(1, 300, more, users(), users()));
        RoomNews.CrowdChanged change = presence.change();
        assertThat(change).isNotNull();
        assertThat(change.joined()).hasSize(Attendance.MAX_NAMES);
        assertThat(change.crowd().members()).isEqualTo(600);
    }

    private static RoomNews.CrowdChanged changed(int members, List<UserName> joined, List<UserName> left) {
        List<UserName> names = members == 0 ? users() : members == 2 && left.isEmpty() ? joined : users("Bob", "Cat");
        return new RoomNews.CrowdChanged(new Crowd(members, names, 0), joined, left, null);
    }

    private static Attendance named(long version, String... names) {
        return new Attendance(version, names.length, users(names), List.of(), List.of());
    }

    private static List<UserName> users(String... names) {
        return Stream.of(names).map(UserName::new).toList();
    }
}
