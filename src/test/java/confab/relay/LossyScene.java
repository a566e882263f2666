package confab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import confab.log.MessageLog;
import confab.model.Message;
import confab.model.RoomName;
import confab.model.UserName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * One play of {@link LossyNetworkIT}: what happens comes from the seed, its clock is what the network carries. In the end
 * the network is mended, and all must be as promised.
 */
final class LossyScene implements AutoCloseable {
    private static final int NODES = 3;
    private static final int STEPS = 30;
    /** Messages that cross the network in a step ... */
    private static final int STEP = 25;
    /** ... unless it is too quiet for that. */
    private static final Duration STEP_TIME = Duration.ofMillis(70);

    private static final int MAX_MEMBERS = 12;
    private static final int USERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    // Either clients post again much of what they post, or all depends on the relays' own retries.
    private static final Duration GIVEN_UP_OFTEN = Duration.ofMillis(250);
    private static final Duration NOT_GIVEN_UP = Duration.ofMinutes(1);

    private static final List<RoomName> ROOMS = List.of(new RoomName("busy"), new RoomName("calm"));

    private final ActorTestKit kit;
    private final long seed;
    private final MessageLog log;
    private final Random random;
    private final FaultyNetwork network;
    private final TestLane lane = new TestLane();
    private final Map<Integer, ActorRef<TestRegion.Command>> regions = new ConcurrentHashMap<>();
    private final List<LossyNode> nodes = new ArrayList<>();
    private final List<LossyMember> members = new ArrayList<>();
    private final Map<RoomName, Integer> homes = new HashMap<>();

    /** What is to happen at later steps. */
    private final TreeMap<Integer, List<Runnable>> plan = new TreeMap<>();

    private int step;

    LossyScene(ActorTestKit kit, long seed, MessageLog log) {
        this.kit = kit;
        this.seed = seed;
        this.log = log;
        this.random = new Random(seed);
        Duration postTimeout = seed % 2 == 0 ? GIVEN_UP_OFTEN : NOT_GIVEN_UP;
        this.network = new FaultyNetwork(kit.system(), seed);
        for (int i = 0; i < NODES; i++) {
            nodes.add(LossyNode.start(kit, i, log, postTimeout, network, regions));
        }
    }

    void play() throws Exception {
        try {
            ROOMS.forEach(room -> nodes.forEach(node -> enter(room, 0, node)));
            for (step = 1; step <= STEPS; step++) {
                plan.getOrDefault(step, List.of()).forEach(Runnable::run);
                act();
                int until = network.carried.get() + STEP;
                run(() -> network.carried.get() >= until, STEP_TIME);
            }
            assertThat(network.dropped.get()).isGreaterThan(STEPS);
            assertThat(network.repeated.get()).isGreaterThan(STEPS / 2);
            assertThat(network.delayed.get()).isGreaterThan(STEPS);
            mend();
            for (RoomName room : ROOMS) {
                check(room);
            }
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + " step " + step + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws Exception {
        nodes.forEach(node -> node.stop(kit));
        network.close();
        log.close();
    }

    /** Somebody posts a little, and one more thing happens. */
    private void act() {
        post(1 + random.nextInt(3));
        LossyMember member = some(members);
        RoomName room = some(ROOMS);
        switch (random.nextInt(13)) {
            case 0, 1, 2, 3 -> post(1 + random.nextInt(20));
            case 4, 5, 6 -> comeBack(member, some(nodes));
            case 7 -> enterLate(member);
            case 8 -> leave(member);
            case 9, 10 -> move(room, 1);
            case 11 -> move(room, 4 + random.nextInt(6));
            default -> crashOrCut(room);
        }
    }

    private void comeBack(LossyMember member, LossyNode node) {
        if (member.isSettled()) {
            member.moveTo(node);
        }
    }

    private void enterLate(LossyMember seen) {
        if (members.size() < MAX_MEMBERS) {
            enter(seen.room(), random.nextInt(1 + (int) seen.lastSeq()), some(nodes));
        }
    }

    private void leave(LossyMember member) {
        if (member.isSettled() && member.isAcknowledged()) {
            member.moveTo(null);
        }
    }

    private void crashOrCut(RoomName room) {
        int one = random.nextInt(NODES);
        if (random.nextBoolean()) {
            nodes.get(home(room)).region().tell(new TestRegion.Crash(room));
        } else {
            cut(one, (one + 1 + random.nextInt(NODES - 1)) % NODES, 1 + random.nextInt(8));
        }
    }

    private void post(int count) {
        LossyMember member = some(members);
        if (member.isHome()) {
            member.post(count);
        }
    }

    private void enter(RoomName room, long after, LossyNode node) {
        String name = "m" + members.size();
        UserName user = new UserName("u" + members.size() % USERS);
        LossyMember member = new LossyMember(kit.system(), lane, name, user, room, after);
        member.moveTo(node);
        members.add(member);
    }

    /** The others learn of it one after the other, the old owner last: till then it believes to own the room. */
    private void move(RoomName room, int staleSteps) {
        int old = home(room);
        int home = random.nextInt(NODES);
        homes.put(room, home);
        for (LossyNode node : nodes) {
            int delay = node.number() == home ? 0 : node.number() == old ? staleSteps : random.nextInt(3);
            Runnable tell = () -> node.region().tell(new TestRegion.Moved(room, home(room)));
            plan.computeIfAbsent(step + 1 + delay, any -> new ArrayList<>()).add(tell);
        }
    }

    private int home(RoomName room) {
        return homes.getOrDefault(room, 0);
    }

    private void cut(int one, int other, int steps) {
        network.cut(one, other, true);
        plan.computeIfAbsent(step + steps, any -> new ArrayList<>()).add(() -> network.cut(one, other, false));
    }

    private void mend() throws InterruptedException {
        network.repair();
        for (LossyNode node : nodes) {
            ROOMS.forEach(room -> node.region().tell(new TestRegion.Moved(room, home(room))));
        }
        await("acknowledgements", () -> members.stream().allMatch(this::isDone));
    }

    private boolean isDone(LossyMember member) {
        return !member.isHome() || member.isAcknowledged();
    }

    private void check(RoomName room) throws Exception {
        List<Message> kept = log.read(room, 1, Integer.MAX_VALUE, Integer.MAX_VALUE)
                .toCompletableFuture()
                .get()
                .messages();
        TreeMap<Long, String> ids = new TreeMap<>();
        kept.forEach(message -> ids.put(message.seq(), message.id().value()));
        assertThat(kept).extracting(Message::seq).containsExactlyElementsOf(seqs(kept.size()));
        assertThat(new HashSet<>(ids.values())).as("each post once").hasSameSizeAs(kept);
        List<LossyMember> all =
                members.stream().filter(member -> member.room().equals(room)).toList();
        for (LossyMember member : all) {
            assertThat(ids).as("what %s was shown", member).containsAllEntriesOf(member.seen);
            member.acknowledged.forEach((id, seq) -> assertThat(ids).containsEntry(seq, id));
            assertThat(member.places()).as("the order of %s", member).isSorted();
        }
        // Before anybody comes and so brings news to a node.
        checkMembers(room, ids);
        nodes.forEach(node -> enter(room, kept.size() / 2, node));
        checkMembers(room, ids);
    }

    private void checkMembers(RoomName room, NavigableMap<Long, String> ids) throws InterruptedException {
        List<LossyMember> here = members.stream()
                .filter(member -> member.room().equals(room) && member.isHome())
                .toList();
        await("all messages of " + room, () -> here.stream().allMatch(member -> member.lastSeq() == ids.size()));
        here.forEach(member -> assertThat(member.seen).isEqualTo(ids.tailMap(member.after, false)));
        Set<String> crowd = here.stream().map(LossyMember::user).collect(Collectors.toCollection(TreeSet::new));
        await("presence of " + crowd, () -> here.stream().allMatch(member -> member.crowd.equals(crowd)));
    }

    private void await(String what, BooleanSupplier holds) throws InterruptedException {
        if (!run(holds, PATIENCE)) {
            throw new AssertionError("waited in vain for " + what + " with " + members);
        }
    }

    private boolean run(BooleanSupplier until, Duration patience) throws InterruptedException {
        return lane.runUntil(
                () -> {
                    members.forEach(LossyMember::go);
                    return until.getAsBoolean();
                },
                patience);
    }

    private <T> T some(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static List<Long> seqs(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }
}
