package confab.engineio;

import confab.protocol.engineio.EngineFormat;
import confab.protocol.engineio.EnginePacket;
import confab.protocol.engineio.Opening;
import confab.protocol.engineio.PayloadWriter;
import confab.relay.Lane;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All sessions of this node, by their sids; decides what a request is and opens sessions. The order in which requests are
 * checked is the reference's ({@code verify} and {@code handshake} in {@code packages/engine.io/lib/server.ts} of
 * socketio/socket.io), as which error comes first is seen by clients. From any thread.
 */
public final class EngineSessions {
    private static final String VERSION = "4";
    private static final String POLLING = "polling";
    private static final String WEBSOCKET = "websocket";

    /** How late a ping or the end of a silent session may be, in parts of the shorter of their times ... */
    private static final int LATE_PART = 6;
    /** ... and at most: a wheel's turns cost little, but they cost each lane that often. */
    private static final Duration LATEST = Duration.ofMillis(50);

    private final EnginePlace place;
    private final Function<EngineConnection, EngineListener> application;
    private final Heartbeat.Pace pace;
    private final Duration tick;

    private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();
    /** No more than there are event loops. */
    private final Map<Lane, TimerWheel> wheels = new ConcurrentHashMap<>();

    private final Map<EngineEnd, LongAdder> ended = new EnumMap<>(EngineEnd.class);

    /** @param application called on a session's lane when it opens */
    public EngineSessions(EnginePlace place, Function<EngineConnection, EngineListener> application) {
        Duration interval = place.settings().pingInterval();
        Duration timeout = place.settings().pingTimeout();
        this.place = place;
        for (EngineEnd why : EngineEnd.values()) {
            ended.put(why, new LongAdder());
        }
        this.application = application;
        Duration part = (interval.compareTo(timeout) < 0 ? interval : timeout).dividedBy(LATE_PART);
        this.tick = part.compareTo(LATEST) < 0 ? part : LATEST;
        this.pace = new Heartbeat.Pace(interval.toNanos(), timeout.toNanos(), tick.toNanos());
    }

    /** Sessions of this node that have not ended. */
    public int size() {
        return sessions.size();
    }

    /** Those of now. */
    public List<EngineSession> all() {
        return List.copyOf(sessions.values());
    }

    /** Sessions of this node that ended so. */
    public long ended(EngineEnd why) {
        return count(why).sum();
    }

    /**
     * What a request asks for, by its line and its {@code Upgrade} header.
     *
     * @param query its parameters, decoded; of one that came twice the last
     */
    public EngineAsk ask(String method, Map<String, String> query, boolean isUpgrade) {
        String transport = query.getOrDefault("transport", "");
        if (!transport.equals(POLLING) && !transport.equals(WEBSOCKET)) {
            return new EngineAsk.Refused(EngineRefusal.UNKNOWN_TRANSPORT);
        }
        boolean isSocket = transport.equals(WEBSOCKET);
        String sid = query.getOrDefault("sid", "");
        if (!sid.isEmpty()) {
            return askOf(sid, method, isSocket, isUpgrade);
        }
        if (!method.equals("GET")) {
            return new EngineAsk.Refused(EngineRefusal.BAD_HANDSHAKE_METHOD);
        }
        return isSocket == isUpgrade ? new EngineAsk.Open() : new EngineAsk.Refused(EngineRefusal.BAD_REQUEST);
    }

    /** Whether a session may open; empty if so. */
    public CompletionStage<Optional<EngineRefusal>> refusal(EngineHandshake handshake) {
        return place.gate()
                .refusal(handshake)
                .thenApply(said ->
                        said.map(EngineRefusal::forbidden).or(() -> Optional.ofNullable(refusalHere(handshake))));
    }

    /** Opens a session of a client that polls, which {@link #refusal} let in; completes on the lane. */
    public CompletionStage<Opened> open(EngineHandshake handshake, Lane lane) {
        CompletableFuture<Opened> opened = new CompletableFuture<>();
        lane.execute(() -> {
            EngineSession session = session(handshake, lane, null);
            byte[] opening = opening(session, List.of(WEBSOCKET));
            session.begin(application.apply(session));
            EngineAnswer answer = EngineAnswer.payload(PayloadWriter.write(opening, opening.length));
            opened.complete(new Opened(session.sid(), answer));
        });
        return opened;
    }

    /** Opens a session on a WebSocket, whose client {@link #refusal} let in. On the socket's lane. */
    public WebSocket.Listener open(EngineHandshake handshake, WebSocket socket) {
        EngineSession session = session(handshake, socket.lane(), socket);
        session.write(opening(session, List.of()));
        session.flush();
        return session.begin(application.apply(session));
    }

    /** The answer that opens a session. */
    public record Opened(String sid, EngineAnswer answer) {}

    EnginePlace place() {
        return place;
    }

    Heartbeat.Pace pace() {
        return pace;
    }

    long upgradeTimeoutNanos() {
        return place.settings().upgradeTimeout().toNanos();
    }

    long now() {
        return place.nanoTime().getAsLong();
    }

    void ended(EngineSession session, EngineEnd why) {
        sessions.remove(session.sid());
        count(why).increment();
    }

    private LongAdder count(EngineEnd why) {
        return Objects.requireNonNull(ended.get(why));
    }

    private EngineAsk askOf(String sid, String method, boolean isSocket, boolean isUpgrade) {
        Owners.Owner owner = place.owners().of(sid);
        if (owner instanceof Owners.Elsewhere elsewhere) {
            return new EngineAsk.Elsewhere(elsewhere.address());
        }
        EngineSession session = owner instanceof Owners.Here ? sessions.get(sid) : null;
        if (session == null) {
            return new EngineAsk.Refused(EngineRefusal.UNKNOWN_SID);
        }
        if (isSocket != isUpgrade) {
            return new EngineAsk.Refused(EngineRefusal.BAD_REQUEST);
        }
        if (isUpgrade) {
            return new EngineAsk.Join(session);
        }
        return switch (method) {
            case "GET" -> new EngineAsk.Poll(session);
            case "POST" -> new EngineAsk.Post(session);
            default -> new EngineAsk.Refused(EngineRefusal.BAD_REQUEST);
        };
    }

    private @Nullable EngineRefusal refusalHere(EngineHandshake handshake) {
        if (!VERSION.equals(handshake.query().get("EIO"))) {
            return EngineRefusal.UNSUPPORTED_VERSION;
        }
        return sessions.size() < place.maxSessions() ? null : EngineRefusal.TOO_MANY;
    }

    private EngineSession session(EngineHandshake handshake, Lane lane, @Nullable WebSocket socket) {
        TimerWheel wheel = wheels.computeIfAbsent(lane, of -> new TimerWheel(of, place.nanoTime(), tick));
        EngineSession session = new EngineSession(this, wheel, place.sids().get(), handshake, socket);
        sessions.put(session.sid(), session);
        wheel.add(session);
        return session;
    }

    private byte[] opening(EngineSession session, List<String> upgrades) {
        EnginePacket packet = new Opening(
                        session.sid(),
                        upgrades,
                        place.settings().pingInterval(),
                        place.settings().pingTimeout(),
                        place.settings().maxPayloadBytes())
                .packet();
        return EngineFormat.WEBSOCKET.encode(List.of(packet));
    }
}
