package confab.socketio;

import confab.protocol.socketio.NamespaceName;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where broadcasts wait to be sent to the other nodes. Bounded: one too many is not sent to them, and the log says once that
 * it began. From any thread.
 */
final class BroadcastGate implements SocketServer.OtherNodes {
    private static final Logger log = LoggerFactory.getLogger(BroadcastGate.class);

    /** Frames that may wait, together. */
    static final long MAX_WAITING_BYTES = 64L << 20;

    private final BooleanSupplier hasOthers;
    private final SocketServer.OtherNodes next;
    private final AtomicLong waitingBytes = new AtomicLong();
    private volatile boolean isFull;

    /**
     * @param hasOthers whether there are other nodes; from any thread
     * @param next is to tell what it has {@link #sent}
     */
    BroadcastGate(BooleanSupplier hasOthers, SocketServer.OtherNodes next) {
        this.hasOthers = hasOthers;
        this.next = next;
    }

    @Override
    public void publish(NamespaceName namespace, Audience audience, byte[] wire) {
        if (!hasOthers.getAsBoolean()) {
            return;
        }
        if (waitingBytes.addAndGet(wire.length) > MAX_WAITING_BYTES) {
            waitingBytes.addAndGet(-wire.length);
            if (!isFull) {
                isFull = true;
                log.warn("broadcasts dropped: more than {} bytes wait for the other nodes", MAX_WAITING_BYTES);
            }
            return;
        }
        next.publish(namespace, audience, wire);
    }

    void sent(int bytes) {
        if (waitingBytes.addAndGet(-bytes) == 0) {
            isFull = false;
        }
    }
}
