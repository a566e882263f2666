package confab.relay;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import confab.model.Body;
import confab.model.Draft;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.Event;
import confab.protocol.Request;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A client as it should be, in one room: comes back with the last seq that it saw, posts again what was not acknowledged,
 * and does the arithmetic. Used by the test's thread only, which also is its lane.
 */
final class LossyMember {
    /** Posts sent before the answers to them are waited for. */
    private static final int WINDOW = 4;

    private static final LineDialect DIALECT = new LineDialect();
    private static final Body BODY = Body.ofJson("1".getBytes(StandardCharsets.UTF_8));

    private final ActorSystem<?> system;
    private final TestLane lane;
    private final String name;
    private final UserName user;
    private final RoomName room;

    /** The seq after which it reads. */
    final long after;

    /** What it was shown: the id at each seq. */
    final TreeMap<Long, String> seen = new TreeMap<>();

    /** The seqs that it was told of its posts' ids. */
    final Map<String, Long> acknowledged = new HashMap<>();

    /** Who is there, as it was told. */
    final Set<String> crowd = new TreeSet<>();

    private final List<String> unacknowledged = new ArrayList<>();
    private final Set<String> unanswered = new HashSet<>();
    private int posts;
    private int connections;

    private @Nullable LossyNode home;
    private @Nullable Connection connection;

    /** @param after it has seen the messages up to here */
    LossyMember(ActorSystem<?> system, TestLane lane, String name, UserName user, RoomName room, long after) {
        this.system = system;
        this.lane = lane;
        this.name = name;
        this.user = user;
        this.room = room;
        this.after = after;
    }

    RoomName room() {
        return room;
    }

    String user() {
        return user.value();
    }

    long lastSeq() {
        return seen.isEmpty() ? after : seen.lastKey();
    }

    boolean isHome() {
        return home != null;
    }

    /** Whether it may leave: a session that joins waits for its relay first. */
    boolean isSettled() {
        return connection != null && connection.relay != null;
    }

    boolean isAcknowledged() {
        return unacknowledged.isEmpty();
    }

    /** The seqs of its acknowledged posts, in the order in which they were posted. */
    List<Long> places() {
        return IntStream.rangeClosed(1, posts)
                .mapToObj(number -> acknowledged.get(id(number)))
                .filter(Objects::nonNull)
                .toList();
    }

    void post(int count) {
        for (int i = 0; i < count; i++) {
            unacknowledged.add(id(++posts));
        }
    }

    /** Loses its connection, if it has one, and comes back there; null: never. */
    void moveTo(@Nullable LossyNode node) {
        if (connection != null) {
            connection.end();
        }
        connection = null;
        unanswered.clear();
        home = node;
    }

    /** Does what is to be done now. */
    void go() {
        if (home != null && connection == null) {
            connection = new Connection(home);
        }
        if (connection != null) {
            connection.read();
            if (connection.relay != null && unanswered.isEmpty()) {
                unacknowledged.stream().limit(WINDOW).toList().forEach(connection::post);
            }
        }
    }

    @Override
    public String toString() {
        return name + " at " + lastSeq() + " unacknowledged " + unacknowledged + " crowd " + crowd;
    }

    private String id(int number) {
        return name + "-" + number;
    }

    private void onLine(String line) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "message" -> onMessage(Long.parseLong(words[1]), words[2]);
            case "joined" -> {
                expect(words[2].equals("false"), "told to begin anew: " + line);
                crowd.clear();
                crowd.addAll(LineDialect.names(words[3]));
            }
            case "presence" -> {
                crowd.addAll(LineDialect.names(words[1]));
                LineDialect.names(words[2]).forEach(crowd::remove);
            }
            default -> expect(false, line);
        }
    }

    private void onMessage(long seq, String id) {
        expect(seq == lastSeq() + 1, "was shown seq " + seq + " after " + lastSeq());
        expect(!seen.containsValue(id), "was shown twice " + id);
        seen.put(seq, id);
    }

    private void onAnswer(Event event) {
        if (event instanceof Event.Posted posted) {
            String id = posted.id().value();
            Long before = acknowledged.putIfAbsent(id, posted.seq());
            expect(before == null || before == posted.seq(), id + " was given " + before + " and " + posted.seq());
            unanswered.remove(id);
            unacknowledged.remove(id);
        } else if (event instanceof Event.Failed failed) {
            unanswered.remove(failed.ref());
        }
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(name + " " + otherwise);
        }
    }

    /** One connection, as a session sees it. */
    private final class Connection {
        private final TestOutlet outlet;
        private final Reader reader;
        private @Nullable ActorRef<RoomRelay.Command> relay;
        private final ActorRef<RelayNews> session;
        private int linesRead;

        Connection(LossyNode node) {
            String id = name + "." + ++connections;
            outlet = new TestOutlet(lane, id);
            reader = Reader.open(outlet, DIALECT);
            session = system.systemActorOf(
                    Behaviors.receiveMessage(news -> {
                        lane.execute(() -> onNews(news));
                        return Behaviors.same();
                    }),
                    "session-" + UUID.randomUUID(),
                    Props.empty());
            node.hub()
                    .tell(new Hub.Join(
                            room,
                            new RoomRelay.Join(
                                    reader, user, new Request.Start.After(lastSeq()), LossyNode.LOG, null, session)));
        }

        void post(String id) {
            if (relay != null) {
                unanswered.add(id);
                Draft draft = new Draft(new PostId(id), user, BODY, outlet.session());
                relay.tell(new RoomRelay.Post(draft, null, session));
            }
        }

        void read() {
            for (; linesRead < outlet.written.size(); linesRead++) {
                outlet.written.get(linesRead).lines().forEach(LossyMember.this::onLine);
            }
        }

        void end() {
            read();
            outlet.lose();
            if (relay != null) {
                relay.tell(new RoomRelay.Leave(reader, user, null));
            }
        }

        // Of an earlier connection nothing counts any more.
        @SuppressWarnings("ReferenceEquality")
        private void onNews(RelayNews news) {
            if (connection != this) {
                return;
            }
            if (news instanceof RelayNews.Joining joining) {
                relay = joining.relay();
            } else if (news instanceof RelayNews.JoinFailed) {
                moveTo(home);
            } else if (news instanceof RelayNews.Answer answer) {
                onAnswer(answer.event());
            }
        }
    }
}
