package confab.engineio;

import confab.protocol.CloseCode;
import confab.protocol.engineio.EnginePacket;
import confab.relay.Lane;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client's session, from its opening until one side closes it or the client falls silent. What is said of it from other
 * threads goes to its lane; all below is touched there only.
 */
public final class EngineSession extends Timed implements EngineConnection {
    private static final Logger log = LoggerFactory.getLogger(EngineSession.class);

    /** How long a session that was closed waits for a poll to say so. */
    private static final Duration CLOSING_PATIENCE = Duration.ofSeconds(30);

    /**
     * A client says goodbye and polls at the same moment, on two connections: so long the session waits for a poll that is
     * to be ended in peace. Longer than it takes another lane to get there on a busy machine.
     */
    private static final Duration LEAVING_PATIENCE = Duration.ofMillis(25);

    private final EngineSessions sessions;
    private final TimerWheel wheel;
    private final String sid;
    private final EngineHandshake handshake;
    private final Heartbeat heartbeat;

    private Transport transport;
    private @Nullable Candidate candidate;
    private @Nullable EngineListener listener;
    private boolean isReading = true;
    /** Why it will end soon; null until one side wants that. */
    private @Nullable EngineEnd ending;
    /** When it does at the latest. */
    private long endingDue;
    /** Why it has ended; null until then. */
    private @Nullable EngineEnd end;

    /** @param socket what it begins on; null for polls */
    EngineSession(
            EngineSessions sessions,
            TimerWheel wheel,
            String sid,
            EngineHandshake handshake,
            @Nullable WebSocket socket) {
        this.sessions = sessions;
        this.wheel = wheel;
        this.sid = sid;
        this.handshake = handshake;
        this.heartbeat = new Heartbeat(sessions.pace(), sessions.now());
        this.transport = socket == null ? new PollingTransport(this) : new SocketTransport(this, socket);
    }

    /** From any thread: a request that waits for what there is to say. */
    public Poll poll() {
        Poll poll = new Poll(this);
        lane().execute(poll::onCome);
        return poll;
    }

    /**
     * From any thread: a request with something to be heard, whose body follows.
     *
     * @param isBytes the body is said to be bytes, which version 4 does not know
     */
    public Post post(boolean isBytes) {
        Post post = new Post(this);
        lane().execute(() -> post.onCome(isBytes));
        return post;
    }

    /** A WebSocket to change to; closed if there is nothing to change, or another one is tried already. */
    public WebSocket.Listener join(WebSocket socket) {
        if (isOver() || candidate != null || !(transport instanceof PollingTransport)) {
            socket.close(CloseCode.NORMAL, "");
            return DeafListener.DEAF;
        }
        Candidate tried = new Candidate(this, socket, sessions.now() + sessions.upgradeTimeoutNanos());
        candidate = tried;
        wheel.changed(this);
        socket.read(true);
        return tried;
    }

    @Override
    public String sid() {
        return sid;
    }

    @Override
    public Lane lane() {
        return wheel.lane();
    }

    @Override
    public EngineHandshake handshake() {
        return handshake;
    }

    @Override
    public boolean isWritable() {
        return isOpen() && transport.isWritable();
    }

    @Override
    public void write(Lane.Shared bytes, int from, int to) {
        if (isOpen()) {
            transport.write(bytes, from, to);
        }
    }

    @Override
    public void write(byte[] wire) {
        if (isOpen()) {
            transport.write(wire);
        }
    }

    @Override
    public void flush() {
        if (isOpen()) {
            transport.flush();
        }
    }

    /** While nothing is read, a pong may be on its way unseen: the client has its whole time again. */
    @Override
    public void read(boolean isWanted) {
        if (isWanted != isReading && end == null) {
            isReading = isWanted;
            if (isWanted) {
                heartbeat.heard(sessions.now());
            }
            transport.read(isWanted);
            wheel.changed(this);
        }
    }

    @Override
    public void close() {
        close(EngineEnd.FORCED_CLOSE);
    }

    @Override
    public void drop() {
        close(EngineEnd.SENT_AWAY);
    }

    private void close(EngineEnd why) {
        if (isOpen()) {
            endSoon(why, CLOSING_PATIENCE);
            transport.close(why);
        }
    }

    /** From any thread: the client is to go to another node. It comes back by itself, as after any lost transport. */
    public void sendAway() {
        lane().execute(() -> {
            if (listener != null && isOpen()) {
                listener.onSentAway();
            }
        });
    }

    /** Told as the client's address: the sid is a secret. */
    @Override
    public String toString() {
        return "engine.io from " + handshake.remote();
    }

    @Override
    long due() {
        long due = ending == null ? heartbeat.due(isHeard()) : endingDue;
        return candidate != null && candidate.due() - due < 0 ? candidate.due() : due;
    }

    @Override
    void onDue(long now) {
        if (candidate != null && candidate.due() - now <= 0) {
            giveUp(candidate);
        }
        if (ending == null) {
            beat(now);
        } else if (endingDue - now <= 0) {
            endAsMeant();
        }
    }

    /** Stands open from now on. */
    WebSocket.Listener begin(EngineListener opened) {
        listener = opened;
        if (end == null) {
            transport.read(isReading);
        }
        return transport instanceof SocketTransport socket ? socket : DeafListener.DEAF;
    }

    EnginePlace place() {
        return sessions.place();
    }

    boolean isOpen() {
        return ending == null && end == null;
    }

    /** Whether this side closed it, and the client has to be told. */
    boolean isClosing() {
        return ending != null && ending != EngineEnd.TRANSPORT_CLOSE && end == null;
    }

    /** Whether the client closed it. */
    boolean isLeft() {
        return ending == EngineEnd.TRANSPORT_CLOSE && end == null;
    }

    /** Whether it has ended by now: the time counts from when something comes, not from when a timer has a look. */
    boolean isOver() {
        if (isOpen() && isHeard() && heartbeat.isSilent(sessions.now(), transport.isWaiting())) {
            end(EngineEnd.PING_TIMEOUT);
        }
        return end != null;
    }

    boolean hasEnded() {
        return end != null;
    }

    /** Null if its transport is another. */
    @Nullable
    PollingTransport polling() {
        return transport instanceof PollingTransport polling ? polling : null;
    }

    boolean isReading() {
        return isReading;
    }

    boolean hasProbed() {
        return candidate != null && candidate.hasProbed();
    }

    boolean isTrying() {
        return candidate != null;
    }

    boolean isTrying(Candidate which) {
        return !isOver() && candidate == which;
    }

    void onPacket(EnginePacket packet) {
        if (isOver() || !isOpen()) {
            return;
        }
        heartbeat.heard(sessions.now());
        if (packet instanceof EnginePacket.Text text && text.type() != EnginePacket.Type.MESSAGE) {
            onControl(text.type());
        } else {
            tellMessage(packet);
        }
    }

    /** The client has taken what waited for it, and is heard again. */
    void drained() {
        if (isOpen()) {
            heartbeat.heard(sessions.now());
            wheel.changed(this);
            tellWritable();
        }
    }

    /** Takes more again, or a poll came that can be answered. */
    void tellWritable() {
        if (listener == null || !isWritable()) {
            return;
        }
        try {
            listener.onWritable();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    void probed() {
        if (transport instanceof PollingTransport polling) {
            polling.letGo();
        }
    }

    void upgrade(SocketTransport next) {
        candidate = null;
        if (transport instanceof PollingTransport polling) {
            transport = next;
            polling.upgradeTo(next);
        }
        if (ending != null) {
            endAsMeant();
            return;
        }
        next.read(isReading);
        next.flush();
        tellWritable();
    }

    void giveUp(Candidate tried) {
        if (candidate == tried) {
            candidate = null;
            tried.close();
        }
    }

    /** If one side wanted that: now, for the reason it was wanted. */
    void endAsMeant() {
        if (ending != null) {
            end(ending);
        }
    }

    /** Who listens is told later: it may be in the middle of something. */
    void end(EngineEnd why) {
        if (end != null) {
            return;
        }
        end = why;
        wheel.remove(this);
        sessions.ended(this, why);
        if (candidate != null) {
            giveUp(candidate);
        }
        transport.end(why);
        lane().execute(() -> {
            if (listener != null) {
                listener.onClosed(why);
            }
        });
    }

    private boolean isHeard() {
        return isReading && transport.isHeard();
    }

    private void onControl(EnginePacket.Type type) {
        switch (type) {
            case PONG -> {
                heartbeat.answered(sessions.now());
                wheel.changed(this);
            }
            case CLOSE -> leave();
            case PING -> end(EngineEnd.TRANSPORT_ERROR);
            case OPEN, MESSAGE, UPGRADE, NOOP -> {}
        }
    }

    private void leave() {
        if (transport instanceof PollingTransport && !transport.isWaiting()) {
            endSoon(EngineEnd.TRANSPORT_CLOSE, LEAVING_PATIENCE);
        } else {
            end(EngineEnd.TRANSPORT_CLOSE);
        }
    }

    private void beat(long now) {
        switch (heartbeat.look(now, isHeard(), transport.isWaiting())) {
            case PING -> {
                transport.write(Packets.PING);
                transport.flush();
            }
            case SILENT -> end(EngineEnd.PING_TIMEOUT);
            case FINE -> {}
        }
    }

    private void endSoon(EngineEnd why, Duration patience) {
        ending = why;
        endingDue = sessions.now() + patience.toNanos();
        wheel.changed(this);
    }

    private void tellMessage(EnginePacket message) {
        if (listener == null) {
            return;
        }
        try {
            listener.onMessage(message);
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    private void fail(RuntimeException cause) {
        log.atWarn().addKeyValue("connection", this).setCause(cause).log("listener failed");
        end(EngineEnd.TRANSPORT_ERROR);
    }
}
