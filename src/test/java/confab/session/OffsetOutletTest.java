package confab.session;

import static org.assertj.core.api.Assertions.assertThat;

import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.protocol.CloseCode;
import confab.protocol.WebSocketFrames;
import confab.protocol.socketio.NamespaceName;
import confab.protocol.socketio.chat.OffsetText;
import confab.relay.Lane;
import confab.relay.Outlet;
import confab.relay.TestLane;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client that can come back hears, event for event. */
final class OffsetOutletTest {
    private static final RoomName A = new RoomName("a");
    private static final RoomName B = new RoomName("b");

    private final TestLane lane = new TestLane();
    private final Client client = new Client();
    private final OffsetOutlet outlet =
            new OffsetOutlet(client, new NamespaceName("/chat"), new OffsetText(new UserName("Ann"), "log"));

    @Test
    void eachEventBearsWhereTheClientIsWithIt() {
        say("42[\"welcome\",1]");
        outlet.reached(A, 7);
        say("431[\"joined a\"]");
        say("42[\"presence\"]");
        outlet.reached(A, 8);
        say("42[\"message\",8]");
        outlet.reached(B, 0);
        outlet.reached(A, 9);
        say("42[\"message\",9]");
        outlet.left(A);
        say("42[\"typing\"]");
        assertThat(client.heard)
                .containsExactly(
                        "42[\"welcome\",1,\"1/log/QW5u\"]",
                        "431[\"joined a\"]",
                        "42[\"presence\",\"1/log/QW5u/a=7\"]",
                        "42[\"message\",8,\"1/log/QW5u/a=8\"]",
                        "42[\"message\",9,\"1/log/QW5u/a=9/b=0\"]",
                        "42[\"typing\",\"1/log/QW5u/b=0\"]");
    }

    @Test
    void whatNoEventHasToldIsToldByOneOfItsOwn() {
        outlet.reached(A, 7);
        say("431[\"joined a\"]");
        outlet.flush();
        outlet.flush();
        outlet.left(A);
        say("432[\"left a\"]");
        outlet.flush();
        outlet.reached(B, 1);
        say("42[\"message\",1]");
        outlet.reached(B, 1);
        outlet.flush();
        assertThat(client.heard)
                .containsExactly(
                        "431[\"joined a\"]",
                        "42/chat,[\"state\",\"1/log/QW5u/a=7\"]",
                        "flush",
                        "flush",
                        "432[\"left a\"]",
                        "42/chat,[\"state\",\"1/log/QW5u\"]",
                        "flush",
                        "42[\"message\",1,\"1/log/QW5u/b=1\"]",
                        "flush");
    }

    @Test
    void aSliceOfSharedBytesIsWrittenForThisClientAlone() {
        byte[] wire = new byte[2 * frame("42[\"m\",1]").length];
        int middle = put(wire, 0, "42[\"m\",1]");
        int end = put(wire, middle, "42[\"m\",2]");
        Lane.Shared shared = lane.share(wire, 0, end);
        outlet.reached(A, 2);
        outlet.write(shared, middle, end);
        shared.release();
        assertThat(client.heard).containsExactly("42[\"m\",2,\"1/log/QW5u/a=2\"]");
        assertThat(wire).startsWith(WebSocketFrames.text("42[\"m\",1]".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsSentFromElsewhereBearsWhereTheClientIsWhenItIsWritten() {
        outlet.send(frame("42[\"error\"]"));
        outlet.reached(A, 3);
        assertThat(client.heard).isEmpty();
        lane.run();
        assertThat(client.heard).containsExactly("42[\"error\",\"1/log/QW5u/a=3\"]", "flush");
    }

    private void say(String text) {
        outlet.write(frame(text));
    }

    private static byte[] frame(String text) {
        return WebSocketFrames.text(text.getBytes(StandardCharsets.UTF_8));
    }

    private static int put(byte[] wire, int at, String text) {
        byte[] frame = frame(text);
        System.arraycopy(frame, 0, wire, at, frame.length);
        return at + frame.length;
    }

    /** Writes down the text of each frame. */
    private final class Client implements Outlet {
        final List<String> heard = new ArrayList<>();

        @Override
        public Lane lane() {
            return lane;
        }

        @Override
        public SessionId session() {
            return new SessionId("s");
        }

        @Override
        public boolean isWritable() {
            return true;
        }

        @Override
        public void write(Lane.Shared bytes, int from, int to) {
            throw new UnsupportedOperationException("nothing is shared here");
        }

        @Override
        public void write(byte[] wire) {
            heard.add(new String(wire, 2, wire.length - 2, StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {
            heard.add("flush");
        }

        @Override
        public void listen(Listener listener) {}

        @Override
        public void send(byte[] wire) {
            throw new UnsupportedOperationException("written on the lane");
        }

        @Override
        public void close(CloseCode code, String reason) {}
    }
}
