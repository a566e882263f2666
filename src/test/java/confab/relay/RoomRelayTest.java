package confab.relay;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.cluster.sharding.typed.ShardingEnvelope;
import com.typesafe.config.ConfigFactory;
import confab.log.MessageLog;
import confab.model.Body;
import confab.model.Draft;
import confab.model.PostId;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import confab.protocol.Request;
import confab.room.ChatRoom;
import confab.room.Crowd;
import confab.room.CrowdSeq;
import confab.room.LeaseNews;
import confab.room.Leases;
import confab.room.RoomNews;
import confab.room.TestRooms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A relay and its members, with a room that says what the test wants. */
final class RoomRelayTest {
    /** Relays run on one thread. */
    private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.parseString("one-thread {"
            + "type = Dispatcher, executor = thread-pool-executor, thread-pool-executor.fixed-pool-size = 1 }"));

    private static final DispatcherSelector ONE_THREAD = DispatcherSelector.fromConfig("one-thread");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);
    /** As it is by default. */
    private static final Duration POST_TIMEOUT = Duration.ofSeconds(20);

    private final TestLane lane = new TestLane();
    private final TestProbe<ShardingEnvelope<ChatRoom.Command>> room = KIT.createTestProbe();
    private final TestProbe<Hub.Command> hub = KIT.createTestProbe();
    private final TestProbe<RelayNews> session = KIT.createTestProbe();
    private final TestProbe<Leases.Command> leases = KIT.createTestProbe();
    private final Batches.Log log = new Batches.Log(1, 50);
    private final TestProbe<ChatRoom.Command> activation = KIT.createTestProbe();
    /** How far the relays' clock is before the system's. */
    private final AtomicLong nanosAhead = new AtomicLong();

    private final ActorRef<RoomRelay.Command> relay = open(RETRY_INTERVAL);

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @Test
    void whoHasSeenMoreThanAStaleOwnerDoesNotBeginAnew() throws InterruptedException {
        TestOutlet ann = join("Ann", 48);
        subscribed(40);
        assertThat(lane.runUntil(() -> ann.text().equals("[joined]49 50 "), PATIENCE))
                .as(ann.text())
                .isTrue();
    }

    @Test
    void whoJoinsAgainWhileTheLogIsAskedForItIsAdmittedAllTheSame() throws InterruptedException {
        log.isSlow = true;
        TestOutlet ann = new TestOutlet(lane, "Ann");
        Reader reader = join(ann, "Ann", 48);
        subscribed(40);
        relay.tell(new RoomRelay.Who(null, session.getRef()));
        session.fishForMessage(
                PATIENCE,
                news -> news instanceof RelayNews.Answer
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore());
        relay.tell(new RoomRelay.Leave(reader, new UserName("Ann"), null));
        relay.tell(new RoomRelay.Join(
                reader, new UserName("Ann"), new Request.Start.After(48), null, "again", session.getRef()));
        log.waiting.forEach(Runnable::run);
        ChatRoom.Subscribe report = heard();
        while (report.attendance().users() == 0) {
            // That she left.
            report.relay().tell(answer(report, 40, new CrowdSeq(1, 1)));
            report = heard();
        }
        report.relay().tell(answer(report, 40, new CrowdSeq(1, 1)));
        assertThat(lane.runUntil(() -> ann.text().equals("[joined]49 50 "), PATIENCE))
                .as(ann.text())
                .isTrue();
    }

    /** Nobody knows yet how far the room has got. */
    @Test
    void whoLeavesBeforeTheRoomHasAnsweredIsNotToldToBeginAnew() throws InterruptedException {
        TestOutlet ann = new TestOutlet(lane, "Ann");
        Reader reader = join(ann, "Ann", 48);
        relay.tell(new RoomRelay.Leave(reader, new UserName("Ann"), new Event.Left(Batches.ROOM, null)));
        assertThat(lane.runUntil(() -> ann.text().equals("[joined][left]"), PATIENCE))
                .as(ann.text())
                .isTrue();
    }

    @Test
    void whoHasSeenMoreThanTheLogBeginsAnew() throws InterruptedException {
        TestOutlet ann = join("Ann", 51);
        subscribed(50);
        assertThat(lane.runUntil(() -> ann.text().startsWith("[joined anew]1 2 "), PATIENCE))
                .as(ann.text())
                .isTrue();
    }

    @Test
    void aFormerOwnerIsNotHeardAnyMore() {
        join("Ann", 0);
        ChatRoom.Subscribe report = heard();
        report.relay().tell(answer(report, 50, new CrowdSeq(2, 0)));
        hub.expectMessageClass(Hub.RelaySubscribed.class);
        TestProbe<Leases.Command> former = KIT.createTestProbe();
        report.relay()
                .tell(new RoomNews.Subscribed(
                        report.attendance().version(),
                        40,
                        crowd(),
                        former.getRef(),
                        new CrowdSeq(1, 7),
                        activation.getRef()));
        hub.expectNoMessage(Duration.ofMillis(200));
        relay.tell(post("1"));
        assertThat(batch().drafts()).hasSize(1);
    }

    @Test
    void aLostChangeOfTheCrowdIsAskedFor() throws InterruptedException {
        TestOutlet ann = join("Ann", 50);
        ChatRoom.Subscribe report = heard();
        report.relay().tell(answer(report, 50, new CrowdSeq(1, 1)));
        hub.expectMessageClass(Hub.RelaySubscribed.class);
        relay.tell(new RoomRelay.Advance(new LeaseNews.RoomSeq(Batches.ROOM, 50, new CrowdSeq(1, 2))));
        ChatRoom.Subscribe again = heard();
        Crowd crowd = new Crowd(2, List.of(new UserName("Ann"), new UserName("Bob")), 0);
        again.relay()
                .tell(new RoomNews.Subscribed(
                        again.attendance().version(), 50, crowd, leases.getRef(), new CrowdSeq(1, 2), null));
        assertThat(lane.runUntil(() -> ann.text().equals("[joined][presence+[Bob]-[]]"), PATIENCE))
                .as(ann.text())
                .isTrue();
    }

    @Test
    void whoJoinsARelayThatTheRoomForgotWhileNobodyWasThereIsAdmitted() throws InterruptedException {
        TestOutlet ann = new TestOutlet(lane, "Ann");
        Reader reader = join(ann, "Ann", 50);
        subscribed(50);
        hub.expectMessageClass(Hub.RelaySubscribed.class);
        relay.tell(new RoomRelay.Leave(reader, new UserName("Ann"), null));
        // The room moves, and this report is lost with it.
        heard().relay().tell(new RoomNews.Unsubscribed());
        room.expectNoMessage(RETRY_INTERVAL.multipliedBy(2));
        TestOutlet bob = join("Bob", 50);
        subscribed(50);
        assertThat(lane.runUntil(() -> bob.text().equals("[joined]"), PATIENCE))
                .as(bob.text())
                .isTrue();
    }

    @Test
    void whoAsksAndLeavesBeforeTheRoomHasAnsweredIsAnsweredAllTheSame() {
        TestOutlet ann = new TestOutlet(lane, "Ann");
        Reader reader = join(ann, "Ann", 50);
        heard();
        relay.tell(new RoomRelay.Who("1", session.getRef()));
        relay.tell(new RoomRelay.Leave(reader, new UserName("Ann"), null));
        room.expectNoMessage(RETRY_INTERVAL.dividedBy(3));
        subscribed(50);
        session.expectMessageClass(RelayNews.Joining.class);
        assertThat(session.expectMessageClass(RelayNews.Answer.class).event()).isInstanceOf(Event.Present.class);
    }

    /** Else a node under load sends batches of one or two. */
    @Test
    void aBatchTakesWhatComesOfTheWorkThatWaitedWhenItsFirstPostCame() {
        Executor thread = KIT.system().dispatchers().lookup(ONE_THREAD);
        CompletableFuture<Void> posted = new CompletableFuture<>();
        thread.execute(posted::join);
        relay.tell(post("1"));
        thread.execute(() -> relay.tell(post("2")));
        posted.complete(null);
        assertThat(batch().drafts()).extracting(draft -> draft.id().value()).containsExactly("1", "2");
    }

    @Test
    void whoPostedHearsItWithTheMessages() {
        relay.tell(post("1"));
        ChatRoom.Post batch = batch();
        RoomNews.Placed placed = new RoomNews.Placed(batch.batch(), List.of(new MessageLog.Place(51, 1, false)));
        batch.relay().tell(new RoomNews.Published(List.of(Batches.message(51, "ann")), placed));
        RelayNews.Answer answer = session.expectMessageClass(RelayNews.Answer.class);
        assertThat(((Event.Posted) answer.event()).seq()).isEqualTo(51);
        room.expectNoMessage(RETRY_INTERVAL.multipliedBy(3).dividedBy(2));
    }

    @Test
    void aRoomThatIsKnownIsPostedToWithoutAskingTheWay() {
        tellActivation(relay);
        relay.tell(post("2"));
        relay.tell(new RoomRelay.Typing(new UserName("Ann"), new SessionId("ann")));
        activation.receiveSeveralMessages(2, PATIENCE);
        room.expectNoMessage(Duration.ZERO);
    }

    @Test
    void theWayToARoomThatDoesNotAnswerIsAskedFor() {
        ChatRoom.Post batch = postToActivation(relay);
        heard();
        assertThat(next()).isEqualTo(batch);
        batch.relay().tell(placed(batch));
        relay.tell(post("3"));
        assertThat(batch().batch()).isGreaterThan(batch.batch());
        activation.expectNoMessage(Duration.ZERO);
    }

    @Test
    void whatARoomMayNotHaveKeptBeforeItStoppedIsSentAgainAtOnceAndOnce() {
        ActorRef<RoomRelay.Command> patient = open(PATIENCE.multipliedBy(3));
        ChatRoom.Post batch = postToActivation(patient);
        batch.relay().tell(new RoomNews.Unsubscribed());
        ChatRoom.Subscribe report = (ChatRoom.Subscribe) next();
        assertThat(next()).isEqualTo(batch);
        // Where it opens next, another ousts it.
        report.relay().tell(answer(report, 50, new CrowdSeq(2, 0), activation.getRef()));
        report.relay().tell(new RoomNews.Unsubscribed());
        assertThat(next()).isInstanceOf(ChatRoom.Subscribe.class);
        batch.relay().tell(placed(batch));
        patient.tell(post("3"));
        assertThat(((ChatRoom.Post) next()).batch()).isGreaterThan(batch.batch());
        activation.expectNoMessage(Duration.ZERO);
    }

    /** Else the two would go round in circles until the report's time to be sent again comes. */
    @Test
    void whoIsNotKnownToTheRoomReportsBeforeItPostsAgainAlsoWhileAReportWaits() {
        ActorRef<RoomRelay.Command> patient = open(PATIENCE.multipliedBy(3));
        ChatRoom.Post batch = postToActivation(patient);
        batch.relay().tell(new RoomNews.Unsubscribed());
        assertThat(next()).isInstanceOf(ChatRoom.Subscribe.class);
        assertThat(next()).isEqualTo(batch);
        batch.relay().tell(new RoomNews.Unsubscribed());
        assertThat(next()).isInstanceOf(ChatRoom.Subscribe.class);
        room.expectNoMessage(RETRY_INTERVAL);
    }

    @Test
    void whatWaitsLeavesWhenTheBatchBeforeItIsAnswered() {
        ActorRef<RoomRelay.Command> patient = open(PATIENCE.multipliedBy(3));
        patient.tell(post("1"));
        ChatRoom.Post first = batch();
        patient.tell(post("2"));
        first.relay().tell(placed(first));
        assertThat(batch().batch()).isGreaterThan(first.batch());
    }

    @Test
    void whatWaitsLeavesWhenTheBatchBeforeItIsGivenUp() {
        relay.tell(post("1", "ann"));
        ChatRoom.Post first = batch();
        nanosAhead.addAndGet(POST_TIMEOUT.toNanos());
        relay.tell(post("2", "bob"));
        assertThat(session.receiveMessage(PATIENCE))
                .isEqualTo(new RelayNews.Answer(
                        new Event.Failed(ErrorCode.UNAVAILABLE, "the room did not answer in time", "1", null)));
        ChatRoom.Post next = batch();
        while (next.batch() == first.batch()) {
            next = batch();
        }
        assertThat(next.drafts()).extracting(draft -> draft.id().value()).containsExactly("2");
    }

    /** A batch that only the room's actor has. */
    private ChatRoom.Post postToActivation(ActorRef<RoomRelay.Command> relay) {
        tellActivation(relay);
        relay.tell(post("2"));
        return activation.expectMessageClass(ChatRoom.Post.class);
    }

    /** The relay, which has had to ask the way for a post, learns which actor the room is. */
    private void tellActivation(ActorRef<RoomRelay.Command> relay) {
        relay.tell(post("1"));
        ChatRoom.Post first = batch();
        first.relay()
                .tell(new RoomNews.Subscribed(
                        0, 50, crowd(), leases.getRef(), new CrowdSeq(1, 0), activation.getRef()));
        ChatRoom.Subscribe report = heard();
        first.relay().tell(answer(report, 50, new CrowdSeq(1, 0), activation.getRef()));
        first.relay().tell(placed(first));
    }

    private static RoomNews.Placed placed(ChatRoom.Post batch) {
        return new RoomNews.Placed(batch.batch(), List.of(new MessageLog.Place(50 + batch.batch(), 1, false)));
    }

    private RoomRelay.Post post(String id) {
        return post(id, "ann");
    }

    private RoomRelay.Post post(String id, String origin) {
        Body body = Body.ofJson("1".getBytes(StandardCharsets.UTF_8));
        Draft draft = new Draft(new PostId(id), new UserName("Ann"), body, new SessionId(origin));
        return new RoomRelay.Post(draft, null, session.getRef());
    }

    /** The next one by way of sharding. */
    private ChatRoom.Post batch() {
        return heard(ChatRoom.Post.class);
    }

    private TestOutlet join(String user, long after) {
        TestOutlet outlet = new TestOutlet(lane, user);
        join(outlet, user, after);
        return outlet;
    }

    private Reader join(TestOutlet outlet, String user, long after) {
        Reader reader = Reader.open(outlet, new TestDialect(true));
        relay.tell(new RoomRelay.Join(
                reader, new UserName(user), new Request.Start.After(after), null, null, session.getRef()));
        return reader;
    }

    /** The room answers the relay's report. */
    private void subscribed(long lastSeq) {
        ChatRoom.Subscribe report = heard();
        report.relay().tell(answer(report, lastSeq, new CrowdSeq(1, 1)));
    }

    private RoomNews.Subscribed answer(ChatRoom.Subscribe report, long lastSeq, CrowdSeq crowdSeq) {
        return answer(report, lastSeq, crowdSeq, null);
    }

    private RoomNews.Subscribed answer(
            ChatRoom.Subscribe report, long lastSeq, CrowdSeq crowdSeq, @Nullable ActorRef<ChatRoom.Command> by) {
        return new RoomNews.Subscribed(report.attendance().version(), lastSeq, crowd(), leases.getRef(), crowdSeq, by);
    }

    /** What comes by way of sharding, whatever it is. */
    private ChatRoom.Command next() {
        return room.receiveMessage(PATIENCE).message();
    }

    private ChatRoom.Subscribe heard() {
        return heard(ChatRoom.Subscribe.class);
    }

    private <T extends ChatRoom.Command> T heard(Class<T> type) {
        List<ShardingEnvelope<ChatRoom.Command>> heard = room.fishForMessage(
                PATIENCE,
                said -> type.isInstance(said.message())
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore());
        return type.cast(heard.get(heard.size() - 1).message());
    }

    private static Crowd crowd() {
        return new Crowd(1, List.of(new UserName("Ann")), 0);
    }

    private ActorRef<RoomRelay.Command> open(Duration retryInterval) {
        RelayPlace place = TestRelayPlace.of(
                TestRooms.over(KIT.system(), room.getRef()),
                log,
                "retry-interval = " + retryInterval.toMillis() + "ms",
                () -> System.nanoTime() + nanosAhead.get());
        return KIT.spawn(RoomRelay.create(Batches.ROOM, place, hub.getRef()), ONE_THREAD);
    }
}
