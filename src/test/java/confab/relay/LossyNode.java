package confab.relay;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.ShardingEnvelope;
import confab.config.Settings;
import confab.log.MessageLog;
import confab.room.ChatRoom;
import confab.room.Leases;
import confab.room.NodeId;
import confab.room.Rooms;
import confab.room.TestRooms;
import java.time.Duration;
import java.util.Map;

/** The parts of one node between its sessions and the log, with intervals so short that a test sees them often. */
record LossyNode(
        int number, ActorRef<Hub.Command> hub, ActorRef<TestRegion.Command> region, ActorRef<Leases.Command> leases) {
    static final String LOG = "log";

    private static final Settings.Room ROOM = new Settings.Room(
            256, Duration.ofMillis(1_500), Duration.ofMillis(30), 100, 100, 1_000, Duration.ofMillis(200));

    private static final Duration ANSWER_TIMEOUT = Duration.ofMillis(300);

    /**
     * @param postTimeout when a relay gives a post up
     * @param regions all nodes', by their numbers
     */
    static LossyNode start(
            ActorTestKit kit,
            int number,
            MessageLog log,
            Duration postTimeout,
            FaultyNetwork network,
            Map<Integer, ActorRef<TestRegion.Command>> regions) {
        ActorRef<Leases.Command> leases = kit.spawn(Leases.create(ROOM.leaseDuration(), System::nanoTime));
        ActorRef<TestRegion.Command> region =
                kit.spawn(TestRegion.create(new TestRegion.Place(number, ROOM, log, leases, network, regions)));
        regions.put(number, region);
        ActorRef<ShardingEnvelope<ChatRoom.Command>> entry = kit.spawn(Behaviors.receiveMessage(envelope -> {
            region.tell(new TestRegion.Send(envelope));
            return Behaviors.same();
        }));
        Settings.Relay settings = relay(postTimeout);
        Rooms rooms = TestRooms.over(kit.system(), entry);
        PageSource pages = (room, from, limit, maxBytes) -> log.read(room, from, limit, maxBytes)
                .thenApply(range -> new ChatRoom.Part(range.messages(), range.lastSeq()));
        RelayPlace place = new RelayPlace(
                new NodeId("node" + number),
                settings,
                ANSWER_TIMEOUT,
                100,
                100,
                rooms,
                new Pages(pages, settings.pageReads(), settings.pageCacheBytes()),
                new RecentBudget(settings.recentBytes()),
                LOG,
                true,
                new Books(new TestTimes()),
                new PostCounts(),
                System::nanoTime);
        return new LossyNode(number, kit.spawn(Hub.create(place)), region, leases);
    }

    private static Settings.Relay relay(Duration postTimeout) {
        return new Settings.Relay(
                1_000,
                8,
                96 * 1024,
                Duration.ofMillis(30),
                postTimeout,
                20,
                1 << 20,
                10_000,
                4,
                1 << 20,
                Duration.ofMillis(40),
                Duration.ofMillis(150));
    }

    void stop(ActorTestKit kit) {
        kit.stop(hub);
        kit.stop(region);
        kit.stop(leases);
    }
}
