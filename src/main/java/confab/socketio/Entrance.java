package confab.socketio;

import confab.model.Body;
import confab.protocol.socketio.SocketPacket;
import java.util.Iterator;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A client that asks to enter a namespace, while middleware decides. Touched on the lane only. A client that asks again
 * meanwhile, as one does that disconnected and connected at once, is asked about when the first is decided, and only that
 * answer is told: so at most one question is under way and one waits, the newest.
 */
final class Entrance {
    private static final String REFUSED = "internal error";

    private final SocketClient client;
    private final DeclaredNamespace namespace;
    private SocketHandshake handshake;
    private Iterator<Middleware> left;
    private @Nullable Object attachment;
    private @Nullable Return back;
    private SocketPacket.@Nullable Connect newer;

    Entrance(SocketClient client, DeclaredNamespace namespace, SocketPacket.Connect packet) {
        this.client = client;
        this.namespace = namespace;
        this.handshake = new SocketHandshake(packet.payload(), client.request());
        this.left = namespace.middleware().iterator();
    }

    DeclaredNamespace namespace() {
        return namespace;
    }

    SocketHandshake handshake() {
        return handshake;
    }

    @Nullable
    Object attachment() {
        return attachment;
    }

    /** How the client may come back, or has; nothing if it cannot. */
    @Nullable
    Return back() {
        return back;
    }

    /** The client asks again, before this is decided. */
    void askAgain(SocketPacket.Connect packet) {
        newer = packet;
    }

    /** Asks the next middleware; with none left, the client is in. */
    void proceed() {
        if (newer != null) {
            startOver(newer);
        }
        if (!left.hasNext()) {
            client.admit(this);
            return;
        }
        Middleware next = left.next();
        SocketHandshake asked = handshake;
        Step step = new Step();
        try {
            namespace.executor().execute(() -> ask(next, asked, step));
        } catch (RejectedExecutionException e) {
            step.refuse(REFUSED);
        }
    }

    private void startOver(SocketPacket.Connect packet) {
        newer = null;
        handshake = new SocketHandshake(packet.payload(), client.request());
        left = namespace.middleware().iterator();
        attachment = null;
        back = null;
    }

    private void ask(Middleware middleware, SocketHandshake asked, Step step) {
        AtomicBoolean hasReturned = new AtomicBoolean();
        namespace.faults().guard("connect", () -> {
            middleware.onConnect(asked, step);
            hasReturned.set(true);
        });
        if (!hasReturned.get()) {
            step.refuse(REFUSED);
        }
    }

    private void refused(String message, @Nullable Body details) {
        if (newer != null) {
            proceed();
        } else {
            client.refuse(this, message, details);
        }
    }

    /** One middleware's verdict, from any thread; only the first counts. */
    private final class Step implements Middleware.Verdict {
        private final AtomicBoolean isDecided = new AtomicBoolean();

        @Override
        public void admit() {
            decide(Entrance.this::proceed);
        }

        @Override
        public void admit(Object given) {
            decide(() -> {
                attachment = given;
                proceed();
            });
        }

        @Override
        public void admit(Object given, Return returning) {
            decide(() -> {
                attachment = given;
                back = returning;
                proceed();
            });
        }

        @Override
        public void refuse(String message) {
            decide(() -> refused(message, null));
        }

        @Override
        public void refuse(String message, @Nullable Object details) {
            Body body = details == null ? null : JsonValues.body(details);
            decide(() -> refused(message, body));
        }

        private void decide(Runnable next) {
            if (isDecided.compareAndSet(false, true)) {
                client.lane().execute(() -> client.ifOpen(next));
            }
        }
    }
}
