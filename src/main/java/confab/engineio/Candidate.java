package confab.engineio;

import confab.protocol.CloseCode;
import confab.protocol.Frame;
import confab.protocol.engineio.EngineFrames;
import confab.protocol.engineio.EnginePacket;
import confab.protocol.engineio.MalformedEnginePacket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that a polling session tries, until it is the session's transport or is closed, which does the session no
 * harm. On the session's lane only.
 *
 * <pre>
 *  client  2probe ──►            ──► 5
 *                 ◄── 3probe, 6 to its poll
 * </pre>
 */
final class Candidate implements WebSocket.Listener {
    private static final byte[] PROBE = "probe".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = Packets.wire(new EnginePacket.Text(EnginePacket.Type.PONG, PROBE));

    private final EngineSession session;
    private final WebSocket socket;
    private final long due;

    private boolean hasProbed;
    /** Null until it is chosen; all is for that from then on. */
    private @Nullable SocketTransport chosen;

    /** @param due when it is given up */
    Candidate(EngineSession session, WebSocket socket, long due) {
        this.session = session;
        this.socket = socket;
        this.due = due;
    }

    long due() {
        return due;
    }

    /** Whether polls are not to be held any more. */
    boolean hasProbed() {
        return hasProbed;
    }

    void close() {
        socket.close(CloseCode.NORMAL, "");
    }

    @Override
    public void onFrame(Frame frame) {
        if (chosen != null) {
            chosen.onFrame(frame);
        } else if (session.isTrying(this)) {
            onPacket(frame);
        }
    }

    @Override
    public void onWritable() {
        if (chosen != null) {
            chosen.onWritable();
        }
    }

    @Override
    public void onClosed() {
        if (chosen != null) {
            chosen.onClosed();
        } else if (session.isTrying(this)) {
            session.giveUp(this);
        }
    }

    private void onPacket(Frame frame) {
        EnginePacket.Text packet = text(frame);
        if (packet != null && packet.type() == EnginePacket.Type.PING && Arrays.equals(packet.utf8(), PROBE)) {
            hasProbed = true;
            socket.write(ANSWER);
            socket.flush();
            session.probed();
        } else if (packet != null && packet.type() == EnginePacket.Type.UPGRADE) {
            chosen = new SocketTransport(session, socket);
            session.upgrade(chosen);
        } else {
            session.giveUp(this);
        }
    }

    private static EnginePacket.@Nullable Text text(Frame frame) {
        try {
            return EngineFrames.read(frame) instanceof EnginePacket.Text text ? text : null;
        } catch (MalformedEnginePacket malformed) {
            return null;
        }
    }
}
