package confab.engineio;

import confab.protocol.engineio.EnginePacket;
import confab.protocol.engineio.MalformedEnginePacket;
import confab.protocol.engineio.PayloadReader;
import confab.protocol.engineio.PayloadWriter;
import confab.relay.Lane;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A client that asks for what there is and posts what it has to say: at most one request of each kind at a time. What is
 * written waits for a poll, as the frames that it would be on a WebSocket. On its lane only.
 */
final class PollingTransport implements Transport {
    private static final int FIRST_BYTES = 256;
    private static final byte[] NOTHING = {};

    private final EngineSession session;

    /** {@link #NOTHING} while nothing waits, so that an idle session holds nothing. */
    private byte[] queue = NOTHING;

    private int length;
    private @Nullable Poll poll;
    /** From its head until it is answered, which may be after all of it was heard. */
    private @Nullable Post post;

    private boolean isHeard;
    /** While more may be written in this moment: a poll is answered once for all of it. */
    private boolean isGathering;

    PollingTransport(EngineSession session) {
        this.session = session;
    }

    @Override
    public boolean isWritable() {
        return poll != null && length < session.place().outboundHighBytes();
    }

    @Override
    public boolean isHeard() {
        return true;
    }

    @Override
    public boolean isWaiting() {
        return poll != null;
    }

    @Override
    public void write(Lane.Shared bytes, int from, int to) {
        int at = makeRoom(to - from);
        bytes.copy(from, to, queue, at);
        closeIfTooMuch();
    }

    @Override
    public void write(byte[] wire) {
        append(wire);
        closeIfTooMuch();
    }

    @Override
    public void flush() {
        if (poll != null && !isGathering && (length > 0 || session.isClosing())) {
            answer(poll);
        }
    }

    @Override
    public void read(boolean isWanted) {
        if (isWanted && isHeard && !isGathering) {
            answerPost();
        }
    }

    @Override
    public void close(EngineEnd why) {
        flush();
    }

    /** A poll that is held learns why: the client's own goodbye needs no other. */
    @Override
    public void end(EngineEnd why) {
        Poll held = poll;
        poll = null;
        queue = NOTHING;
        length = 0;
        if (held != null) {
            byte[] last = why == EngineEnd.TRANSPORT_CLOSE ? Packets.NOOP : Packets.CLOSE;
            held.answer(EngineAnswer.payload(PayloadWriter.write(last, last.length)));
        }
        if (isHeard) {
            answerPost();
        }
    }

    void onPoll(Poll next) {
        if (poll != null) {
            next.refuse(EngineRefusal.BAD_REQUEST);
            session.end(EngineEnd.TRANSPORT_ERROR);
            return;
        }
        poll = next;
        if (session.isLeft()) {
            session.endAsMeant();
        } else if (session.hasProbed()) {
            letGo();
        } else {
            gather(session::tellWritable);
        }
    }

    /** Ends a poll that is held: the client is about to change to a WebSocket. */
    void letGo() {
        if (length > 0 || session.isClosing()) {
            flush();
        } else if (poll != null) {
            Poll held = poll;
            poll = null;
            held.answer(EngineAnswer.payload(PayloadWriter.write(Packets.NOOP, Packets.NOOP.length)));
        }
    }

    void onPost(Post next, boolean isBytes) {
        if (post != null || isBytes) {
            next.refuse(EngineRefusal.BAD_REQUEST);
            session.end(post != null ? EngineEnd.TRANSPORT_ERROR : EngineEnd.PARSE_ERROR);
        } else {
            post = next;
        }
    }

    boolean isTaking(Post which) {
        return post == which;
    }

    void postDropped() {
        post = null;
    }

    void postCame(byte[] body) {
        isHeard = true;
        gather(() -> hear(body));
        if (!session.isLeft() && session.isReading()) {
            answerPost();
        }
    }

    /** Hands over what waits; the client will hear of it on the WebSocket. */
    void upgradeTo(SocketTransport next) {
        byte[] waiting = Arrays.copyOf(queue, length);
        length = 0;
        queue = NOTHING;
        letGo();
        if (isHeard) {
            answerPost();
        }
        if (waiting.length > 0) {
            next.write(waiting);
        }
    }

    private void hear(byte[] body) {
        try {
            PayloadReader packets = new PayloadReader(body);
            for (EnginePacket next = packets.next(); next != null && session.isOpen(); next = packets.next()) {
                session.onPacket(next);
            }
        } catch (MalformedEnginePacket malformed) {
            refusePost();
            session.end(EngineEnd.PARSE_ERROR);
        }
    }

    private void gather(Runnable writes) {
        isGathering = true;
        try {
            writes.run();
        } finally {
            isGathering = false;
        }
        flush();
    }

    private void answer(Poll held) {
        poll = null;
        boolean isLast = session.isClosing();
        if (isLast) {
            append(Packets.CLOSE);
        }
        byte[] payload = PayloadWriter.write(queue, length);
        queue = NOTHING;
        length = 0;
        held.give(EngineAnswer.payload(payload));
        if (isLast) {
            session.endAsMeant();
        }
    }

    private void answerPost() {
        Post heard = post;
        post = null;
        isHeard = false;
        if (heard != null) {
            heard.answer(EngineAnswer.OK);
        }
    }

    private void refusePost() {
        Post refused = post;
        post = null;
        isHeard = false;
        if (refused != null) {
            refused.refuse(EngineRefusal.BAD_REQUEST);
        }
    }

    private void append(byte[] wire) {
        int at = makeRoom(wire.length);
        System.arraycopy(wire, 0, queue, at, wire.length);
    }

    /** Where so many bytes belong in the queue, which may be another one afterwards. */
    private int makeRoom(int bytes) {
        int at = length;
        length = Math.addExact(length, bytes);
        if (length > queue.length) {
            queue = Arrays.copyOf(queue, Math.max(length, Math.max(FIRST_BYTES, 2 * queue.length)));
        }
        return at;
    }

    private void closeIfTooMuch() {
        if (length > MAX_UNREAD_BYTES) {
            session.end(EngineEnd.TRANSPORT_ERROR);
        }
    }
}
