package confab.room;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import com.typesafe.config.ConfigFactory;
import confab.config.Settings;
import confab.config.SettingsReader;
import confab.log.LogUnavailable;
import confab.log.MessageLog;
import confab.log.MessageLogs;
import confab.model.Body;
import confab.model.Draft;
import confab.model.Message;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A room and what relays hear of it; the log is the one in memory. */
final class ChatRoomTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final RoomName NAME = new RoomName("room");
    private static final NodeId A = new NodeId("a");
    private static final NodeId B = new NodeId("b");

    private final FlakyLog log = new FlakyLog();
    private final TestProbe<Leases.Command> leases = KIT.createTestProbe();
    private final TestProbe<ClusterSharding.ShardCommand> shard = KIT.createTestProbe();
    private final TestProbe<RoomNews> relayA = KIT.createTestProbe();
    private final TestProbe<RoomNews> relayB = KIT.createTestProbe();
    private final ActorRef<ChatRoom.Command> room = open();

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void postsAreNumberedAnsweredAndPublishedOncePerNode() {
        subscribe(A, relayA);
        subscribe(B, relayB);
        room.tell(post(A, relayA, 1, "one", "two"));
        RoomNews.Published published = hear(relayA, RoomNews.Published.class);
        assertThat(seqs(published)).containsExactly(1L, 2L);
        assertThat(places(published)).containsExactly(1L, 2L);
        RoomNews.Published elsewhere = hear(relayB, RoomNews.Published.class);
        assertThat(seqs(elsewhere)).containsExactly(1L, 2L);
        assertThat(elsewhere.placed()).isNull();
    }

    @Test
    void aRepeatedPostGetsItsFirstPlaceAndIsNotPublishedAgain() {
        subscribe(A, relayA);
        room.tell(post(A, relayA, 1, "one"));
        hear(relayA, RoomNews.Published.class);
        room.tell(post(A, relayA, 2, "one", "two"));
        RoomNews.Published published = hear(relayA, RoomNews.Published.class);
        assertThat(seqs(published)).containsExactly(2L);
        assertThat(published.placed())
                .as("hidden from a release that does not look there")
                .isNull();
        assertThat(hear(relayA, RoomNews.Placed.class).places())
                .extracting(MessageLog.Place::seq)
                .containsExactly(1L, 2L);
    }

    @Test
    void aBatchCostsTheNodeThatPostedItOneMessage() {
        subscribe(A, relayA);
        ActorRef<ChatRoom.Command> answering =
                hear(relayA, RoomNews.Subscribed.class).room();
        assertThat(answering).as("need not be asked for").isEqualTo(room);
        room.tell(post(A, relayA, 1, "one", "two"));
        room.tell(post(A, relayA, 2, "three"));
        List<RoomNews> heard = relayA.fishForMessage(
                Duration.ofSeconds(10),
                news -> news instanceof RoomNews.Published published
                                && seqs(published).contains(3L)
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndCollect());
        assertThat(heard).hasOnlyElementsOfTypes(RoomNews.Published.class, RoomNews.CrowdChanged.class);
    }

    @Test
    void whoseRelayIsNotSubscribedIsAnsweredAllTheSame() {
        subscribe(A, relayA);
        room.tell(post(B, relayB, 1, "one"));
        assertThat(hear(relayB, RoomNews.Placed.class).places())
                .extracting(MessageLog.Place::seq)
                .containsExactly(1L);
        assertThat(hear(relayA, RoomNews.Published.class).placed()).isNull();
    }

    @Test
    void whenTheLogDoesNotAnswerThePostIsTriedAgainAndKeptOnce() {
        subscribe(A, relayA);
        log.loseAnswers.set(1);
        room.tell(post(A, relayA, 1, "one"));
        RoomNews.Placed placed = hear(relayA, RoomNews.Placed.class);
        assertThat(placed.places())
                .containsExactly(new MessageLog.Place(1, placed.places().get(0).atMillis(), true));
        room.tell(post(A, relayA, 2, "two"));
        assertThat(seqs(hear(relayA, RoomNews.Published.class))).containsExactly(2L);
    }

    @Test
    void aRoomThatIsOpenElsewhereSaysSoAndStops() {
        subscribe(A, relayA);
        hear(relayA, RoomNews.Subscribed.class);
        log.log.claim(NAME);
        room.tell(post(A, relayA, 1, "one"));
        hear(relayA, RoomNews.Unsubscribed.class);
        KIT.createTestProbe().expectTerminated(room);
    }

    @Test
    void aRoomThatHearsOfANewerActivationStops() {
        report(A, relayA, 1, "Ann");
        CrowdSeq told = hear(relayA, RoomNews.Subscribed.class).crowdSeq();
        assertThat(told).isNotNull();
        Attendance attendance = new Attendance(2, 0, List.of(), List.of(), List.of());
        room.tell(new ChatRoom.Subscribe(A, attendance, told.epoch(), relayA.getRef()));
        hear(relayA, RoomNews.Subscribed.class);
        room.tell(new ChatRoom.Subscribe(A, attendance, told.epoch() + 1, relayA.getRef()));
        KIT.createTestProbe().expectTerminated(room);
    }

    @Test
    void aRelayThatIsNotSubscribedIsToldSo() {
        room.tell(post(B, relayB, 1, "one"));
        hear(relayB, RoomNews.Unsubscribed.class);
        assertThat(hear(relayB, RoomNews.Placed.class).batch()).isEqualTo(1);
    }

    @Test
    void aRoomWithoutSubscribersAsksToBeStopped() {
        subscribe(A, relayA);
        shard.expectNoMessage(Duration.ofMillis(300));
        room.tell(new ChatRoom.Unsubscribe(A, relayA.getRef()));
        shard.expectMessageClass(ClusterSharding.Passivate.class);
    }

    @Test
    void anEndedLeaseEndsPresence() {
        subscribe(A, relayA, "Ann");
        subscribe(B, relayB, "Bob");
        assertThat(hear(relayB, RoomNews.CrowdChanged.class).crowd().members()).isEqualTo(2);
        room.tell(new ChatRoom.Expire(A));
        RoomNews.CrowdChanged change = hear(relayB, RoomNews.CrowdChanged.class);
        assertThat(change.left()).containsExactly(new UserName("Ann"));
    }

    @Test
    void aReportThatWasSentEarlierCountsNoMoreWhenItArrivesLater() {
        report(A, relayA, 2, "Ann");
        report(A, relayA, 1, "Bob");
        RoomNews.Subscribed answer = hear(relayA, RoomNews.Subscribed.class);
        assertThat(answer.attendance()).isEqualTo(2);
        assertThat(hear(relayA, RoomNews.CrowdChanged.class).crowd().users()).containsExactly(new UserName("Ann"));
    }

    @Test
    void aChangeOfTheCrowdIsToldAgainWithTheLeases() {
        report(A, relayA, 1, "Ann");
        CrowdSeq told = hear(relayA, RoomNews.CrowdChanged.class).crowdSeq();
        List<Leases.Command> heard = leases.fishForMessage(
                Duration.ofSeconds(5),
                said -> said instanceof Leases.Advanced
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore());
        assertThat(told).isNotNull();
        assertThat(heard.get(heard.size() - 1)).isEqualTo(new Leases.Advanced(new LeaseNews.RoomSeq(NAME, 0, told)));
    }

    @Test
    void typingIsToldToAllNodesOfASmallRoomOnly() {
        subscribe(A, relayA, "Ann", "Bob");
        room.tell(new ChatRoom.Type(new UserName("Ann"), new SessionId("s")));
        assertThat(hear(relayA, RoomNews.Typing.class).user()).isEqualTo(new UserName("Ann"));
        subscribe(B, relayB, "Cat", "Dan");
        hear(relayB, RoomNews.Subscribed.class);
        room.tell(new ChatRoom.Type(new UserName("Ann"), new SessionId("s")));
        room.tell(post(B, relayB, 1, "one"));
        relayB.fishForMessage(Duration.ofSeconds(5), news -> {
            assertThat(news).isNotInstanceOf(RoomNews.Typing.class);
            return news instanceof RoomNews.Published
                    ? FishingOutcomes.complete()
                    : FishingOutcomes.continueAndIgnore();
        });
    }

    private void subscribe(NodeId node, TestProbe<RoomNews> relay, String... users) {
        report(node, relay, 1, users);
    }

    private void report(NodeId node, TestProbe<RoomNews> relay, long version, String... users) {
        List<UserName> names = Stream.of(users).map(UserName::new).toList();
        Attendance attendance = new Attendance(version, names.size(), names, names, List.of());
        room.tell(new ChatRoom.Subscribe(node, attendance, 0, relay.getRef()));
    }

    private ActorRef<ChatRoom.Command> open() {
        Settings.Room settings = new Settings.Room(
                256, Duration.ofSeconds(30), Duration.ofMillis(50), 100, 3, 1_000, Duration.ofMillis(100));
        RoomPlace place = new RoomPlace(
                settings, 512, log, leases.getRef(), shard.getRef(), new RoomCounts(posts -> {}), Clock.systemUTC());
        return KIT.spawn(ChatRoom.create(NAME, place));
    }

    private static ChatRoom.Post post(NodeId node, TestProbe<RoomNews> relay, long batch, String... ids) {
        List<Draft> drafts = Stream.of(ids)
                .map(id -> new Draft(
                        new PostId(id),
                        new UserName("Ann"),
                        Body.ofJson("1".getBytes(StandardCharsets.UTF_8)),
                        new SessionId("s")))
                .toList();
        return new ChatRoom.Post(node, batch, drafts, relay.getRef());
    }

    private static <T extends RoomNews> T hear(TestProbe<RoomNews> relay, Class<T> type) {
        List<RoomNews> heard = relay.fishForMessage(
                Duration.ofSeconds(10),
                news -> type.isInstance(news) ? FishingOutcomes.complete() : FishingOutcomes.continueAndIgnore());
        return type.cast(heard.get(heard.size() - 1));
    }

    private static List<Long> places(RoomNews.Published published) {
        RoomNews.Placed placed = Objects.requireNonNull(published.placed());
        return placed.places().stream().map(MessageLog.Place::seq).toList();
    }

    private static List<Long> seqs(RoomNews.Published published) {
        return published.messages().stream().map(Message::seq).toList();
    }

    /** The log in memory, whose answers can get lost. */
    private static final class FlakyLog implements MessageLog {
        private final MessageLog log = MessageLogs.open(
                SettingsReader.read(ConfigFactory.parseString("confab.log.memory = true")
                                .withFallback(ConfigFactory.defaultReference()))
                        .log(),
                Clock.systemUTC(),
                new Random(1));
        private final AtomicInteger loseAnswers = new AtomicInteger();

        @Override
        public String id() {
            return log.id();
        }

        @Override
        public boolean isShared() {
            return false;
        }

        @Override
        public CompletionStage<Head> claim(RoomName room) {
            return log.claim(room);
        }

        @Override
        public CompletionStage<Appended> append(RoomName room, Head head, List<Draft> drafts, long atMillis) {
            CompletionStage<Appended> kept = log.append(room, head, drafts, atMillis);
            if (loseAnswers.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
                return kept;
            }
            return kept.thenCompose(any -> CompletableFuture.failedFuture(new LogUnavailable("lost the answer")));
        }

        @Override
        public CompletionStage<Range> read(RoomName room, long fromSeq, int limit, int maxBytes) {
            return log.read(room, fromSeq, limit, maxBytes);
        }

        @Override
        public void close() {
            log.close();
        }
    }
}
