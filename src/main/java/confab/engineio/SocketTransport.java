package confab.engineio;

import confab.protocol.CloseCode;
import confab.protocol.Frame;
import confab.protocol.engineio.EngineFrames;
import confab.protocol.engineio.MalformedEnginePacket;
import confab.relay.Lane;

/** A session's WebSocket, whose queue is the session's. On its lane only. */
final class SocketTransport implements Transport, WebSocket.Listener {
    private final EngineSession session;
    private final WebSocket socket;

    SocketTransport(EngineSession session, WebSocket socket) {
        this.session = session;
        this.socket = socket;
    }

    @Override
    public boolean isWritable() {
        return socket.isWritable();
    }

    @Override
    public boolean isWaiting() {
        return true;
    }

    /** A socket is not read while it takes no more. */
    @Override
    public boolean isHeard() {
        return socket.isWritable();
    }

    @Override
    public void write(Lane.Shared bytes, int from, int to) {
        socket.write(bytes, from, to);
        endIfTooFarBehind();
    }

    @Override
    public void write(byte[] wire) {
        socket.write(wire);
        endIfTooFarBehind();
    }

    @Override
    public void flush() {
        socket.flush();
    }

    @Override
    public void read(boolean isWanted) {
        socket.read(isWanted);
    }

    @Override
    public void close(EngineEnd why) {
        session.end(why);
    }

    @Override
    public void end(EngineEnd why) {
        socket.flush();
        if (why == EngineEnd.SENT_AWAY) {
            socket.drop();
        } else {
            socket.close(code(why), why.reason());
        }
    }

    @Override
    public void onFrame(Frame frame) {
        try {
            session.onPacket(EngineFrames.read(frame));
        } catch (MalformedEnginePacket malformed) {
            session.end(EngineEnd.PARSE_ERROR);
        }
    }

    @Override
    public void onWritable() {
        session.drained();
    }

    @Override
    public void onClosed() {
        session.end(EngineEnd.TRANSPORT_CLOSE);
    }

    private void endIfTooFarBehind() {
        if (socket.pendingBytes() > MAX_UNREAD_BYTES) {
            session.end(EngineEnd.TRANSPORT_ERROR);
        }
    }

    private static CloseCode code(EngineEnd why) {
        return switch (why) {
            case PING_TIMEOUT -> CloseCode.HEARTBEAT;
            case PARSE_ERROR, TRANSPORT_ERROR -> CloseCode.PROTOCOL_ERROR;
            case TRANSPORT_CLOSE, FORCED_CLOSE, SENT_AWAY -> CloseCode.NORMAL;
        };
    }
}
