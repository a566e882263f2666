package confab.room;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorRef;
import confab.log.MessageLog;
import confab.model.Body;
import confab.model.CrossesNodes;
import confab.model.Draft;
import confab.model.Message;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.serialization.Crossing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What rooms, relays and leases tell each other, written and read. */
final class RoomSerializerTest {
    private static final Crossing CROSSING = new Crossing(RoomSerializer.class);

    private static final NodeId NODE = new NodeId("akka://confab@127.0.0.1:25520#7");
    private static final SessionId SESSION = new SessionId("s1");
    private static final UserName ANN = new UserName("Ann");
    private static final UserName BOB = new UserName("Bob");
    private static final RoomName LOBBY = RoomName.LOBBY;
    private static final Body BODY = Body.ofJson("{\"a\":[1,\"ä\"]}".getBytes(StandardCharsets.UTF_8));
    private static final Draft DRAFT = new Draft(new PostId("p1"), ANN, BODY, SESSION);
    private static final Message MESSAGE = DRAFT.numbered(42, 1_700_000_000_123L);

    @AfterAll
    static void stop() {
        CROSSING.close();
    }

    static Stream<Map.Entry<String, CrossesNodes>> shapes() {
        Map<String, CrossesNodes> shapes = new LinkedHashMap<>();
        ActorRef<RoomNews> relay = ref("relay");
        ActorRef<LeaseNews> hub = ref("hub");
        ActorRef<Leases.Command> leases = ref("leases");
        ActorRef<ChatRoom.Part> reader = ref("reader");
        Crowd crowd = new Crowd(2, List.of(ANN, BOB), 1);
        Attendance attendance = new Attendance(3, 1, List.of(ANN), List.of(ANN), List.of(BOB));
        shapes.put("post", new ChatRoom.Post(NODE, 9, List.of(DRAFT), relay));
        shapes.put("sub", new ChatRoom.Subscribe(NODE, attendance, 0, relay));
        shapes.put("unsub", new ChatRoom.Unsubscribe(NODE, relay));
        shapes.put("type", new ChatRoom.Type(ANN, SESSION));
        shapes.put("read", new ChatRoom.Read(1, 128, 65_536, reader));
        shapes.put("part", new ChatRoom.Part(List.of(MESSAGE), 50));
        shapes.put("placed", new RoomNews.Placed(9, List.of(new MessageLog.Place(42, 1_700_000_000_123L, true))));
        shapes.put("subscribed", new RoomNews.Subscribed(3, 42, crowd, leases, null, null));
        shapes.put("unsubscribed", new RoomNews.Unsubscribed());
        shapes.put("published", new RoomNews.Published(List.of(MESSAGE), null));
        shapes.put("crowd", new RoomNews.CrowdChanged(new Crowd(500, null, 0), List.of(ANN), List.of(BOB), null));
        shapes.put("typing", new RoomNews.Typing(ANN, SESSION));
        shapes.put("renew", new Leases.Renew(NODE, 5, 4, Collections.nCopies(RoomSet.BUCKETS, -1L), hub));
        shapes.put("rooms", new Leases.Rooms(NODE, 17, List.of(LOBBY), hub));
        shapes.put(
                "renewed",
                new LeaseNews.Renewed(leases, 5, List.of(new LeaseNews.RoomSeq(LOBBY, 42, null)), List.of(17)));
        shapes.put("unknown", new LeaseNews.Unknown(List.of(LOBBY)));
        return shapes.entrySet().stream();
    }

    /** What a later release added to those. */
    static Stream<Map.Entry<String, CrossesNodes>> grownShapes() {
        Crowd crowd = new Crowd(2, List.of(ANN, BOB), 1);
        CrowdSeq seq = new CrowdSeq(1_700_000_000_123L, 7);
        LeaseNews.RoomSeq room = new LeaseNews.RoomSeq(LOBBY, 42, seq);
        Attendance attendance = new Attendance(3, 1, List.of(ANN), List.of(ANN), List.of(BOB));
        return Stream.<Map.Entry<String, CrossesNodes>>of(
                Map.entry("sub", new ChatRoom.Subscribe(NODE, attendance, seq.epoch(), ref("relay"))),
                Map.entry("subscribed", new RoomNews.Subscribed(3, 42, crowd, ref("leases"), seq, null)),
                Map.entry(
                        "published",
                        new RoomNews.Published(
                                List.of(MESSAGE),
                                new RoomNews.Placed(9, List.of(new MessageLog.Place(42, 1_700_000_000_123L, false))))),
                Map.entry("crowd", new RoomNews.CrowdChanged(crowd, List.of(ANN), List.of(), seq)),
                Map.entry("renewed", new LeaseNews.Renewed(ref("leases"), 5, List.of(room), List.of(17))));
    }

    @ParameterizedTest
    @MethodSource({"shapes", "grownShapes"})
    void everyShapeIsReadAsItWasWritten(Map.Entry<String, CrossesNodes> shape) {
        assertThat(CROSSING.cross(shape.getKey(), shape.getValue())).isEqualTo(shape.getValue());
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void theFirstReleasesBytesAreStillRead(Map.Entry<String, CrossesNodes> shape) throws IOException {
        isRead(shape.getKey() + ".cbor.hex", shape);
    }

    @ParameterizedTest
    @MethodSource("grownShapes")
    void theBytesOfWhatWasAddedLaterAreStillRead(Map.Entry<String, CrossesNodes> shape) throws IOException {
        isRead(shape.getKey() + "-2.cbor.hex", shape);
    }

    /** Since the room's activation is posted to. */
    @Test
    void aSubscriptionIsReadAsItWasLaterStill() throws IOException {
        isRead("subscribed-3.cbor.hex", Map.entry("subscribed", inFull()));
    }

    private static RoomNews.Subscribed inFull() {
        Crowd crowd = new Crowd(2, List.of(ANN, BOB), 1);
        CrowdSeq seq = new CrowdSeq(1_700_000_000_123L, 7);
        return new RoomNews.Subscribed(3, 42, crowd, ref("leases"), seq, ref("room"));
    }

    private static void isRead(String file, Map.Entry<String, CrossesNodes> shape) throws IOException {
        assertThat(CROSSING.golden(RoomSerializerTest.class, file, shape.getKey(), shape.getValue()))
                .isEqualTo(shape.getValue());
    }

    @Test
    void nothingCrossesThatIsNotTested() {
        Set<String> tested = shapes().map(Map.Entry::getKey).collect(java.util.stream.Collectors.toSet());
        assertThat(CROSSING.serializer().names()).isEqualTo(tested);
    }

    @Test
    void aFieldOfALaterReleaseIsNotMinded() {
        // {"user":"Ann","origin":"s1","later":1}
        byte[] later = HexFormat.of()
                .parseHex("a3" + "6475736572" + "63416e6e" + "666f726967696e" + "627331" + "656c61746572" + "01");
        assertThat(CROSSING.serializer().fromBinary(later, "typing")).isEqualTo(new RoomNews.Typing(ANN, SESSION));
    }

    @Test
    void whatIsNotKnownIsRefused() {
        CROSSING.assertRefusesTheUnknown();
    }

    private static <T> ActorRef<T> ref(String name) {
        return CROSSING.ref(name);
    }
}
