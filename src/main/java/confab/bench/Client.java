package confab.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One client in one room, from its WebSocket's opening to its end; on its lane only. */
// A write that fails closes the channel, and the client hears of that.
@SuppressWarnings("FutureReturnValueIgnored")
final class Client extends ChannelInboundHandlerAdapter implements WebSocketFrameDecoder {
    private static final int FINAL_PONG = 0x8a;

    private final ClientDialect dialect;
    private final Room.Share share;
    private final Lane lane;
    private final Attendance attendance;
    private final List<ClientDialect.Line> greeting;
    private final OrderCheck[] numberings;

    private @Nullable Channel channel;
    private int line;
    private boolean isJoined;
    private boolean isGone;
    private long received;
    private long posted;

    /** A frame whose end has not come yet; no longer than the largest frame and what one read brings. */
    private byte @Nullable [] begun;

    Client(ClientDialect dialect, Room.Share share, Attendance attendance) {
        this.dialect = dialect;
        this.share = share;
        this.lane = share.lane();
        this.attendance = attendance;
        this.greeting = dialect.greeting(share.room().name());
        this.numberings = new OrderCheck[share.room().numberings()];
        for (int i = 0; i < numberings.length; i++) {
            numberings[i] = new OrderCheck();
        }
    }

    /** The WebSocket is open. */
    void opened(Channel opened) {
        channel = opened;
        if (isGone) {
            opened.close();
        } else if (greeting.isEmpty()) {
            join();
        } else if (greeting.get(0).after().length == 0) {
            passLine(opened);
        }
    }

    boolean canPost() {
        return isJoined && !isGone && channel != null && channel.isWritable();
    }

    void post(PostText post, long stampNanos, int poster, long number) {
        Channel open = channel;
        if (open != null) {
            posted++;
            open.writeAndFlush(post.frame(Lane.ALLOCATOR, stampNanos, poster, number, lane.mask()), open.voidPromise());
        }
    }

    long posted() {
        return posted;
    }

    /** What it has heard against what it should have; one that is gone misses nothing, its going is a fault of its own. */
    Tally tally() {
        if (isGone || !isJoined) {
            return Tally.NOTHING;
        }
        long skipped = 0;
        long repeated = 0;
        long disordered = 0;
        for (OrderCheck numbering : numberings) {
            skipped += numbering.skipped();
            repeated += numbering.repeated();
            disordered += numbering.disordered();
        }
        long missing = Math.max(skipped, share.room().expected(posted) - (received - repeated));
        return new Tally(received, Math.max(0, missing), skipped, repeated, disordered);
    }

    /** Nobody waits for it any more. */
    void endUnlessJoined() {
        if (!isJoined) {
            end();
        }
    }

    Lane lane() {
        return lane;
    }

    /** The bench is over. */
    void end() {
        isGone = true;
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ByteBuf in = (ByteBuf) read;
        try {
            int begunBytes = begun == null ? 0 : begun.length;
            int end = begunBytes + in.readableBytes();
            long before = received;
            hear(context, lane.read(begun, begunBytes, in), lane.now());
            begun = lane.rest(end);
            if (received > before) {
                lane.showDelivered();
                share.afterRead();
            }
        } catch (FrameReader.BadFrame e) {
            gone("the server sent " + e.getMessage());
        } finally {
            in.release();
        }
    }

    private void hear(ChannelHandlerContext context, FrameReader frames, long now) throws FrameReader.BadFrame {
        while (!isGone && frames.next()) {
            byte[] bytes = frames.bytes();
            int from = frames.from();
            int to = frames.to();
            switch (frames.opcode()) {
                case FrameReader.TEXT -> hearText(context.channel(), bytes, from, to, now);
                case FrameReader.PING -> {
                    byte[] same = Arrays.copyOfRange(bytes, from, to);
                    context.writeAndFlush(PostText.masked(Lane.ALLOCATOR, FINAL_PONG, same, lane.mask()));
                }
                case FrameReader.CLOSE -> gone("closed by the server: " + closeReason(bytes, from, to));
                default -> {
                    // A pong, or a binary frame: nothing of ours.
                }
            }
        }
    }

    private void hearText(Channel open, byte[] bytes, int from, int to, long now) {
        if (isJoined) {
            hearInRoom(open, bytes, from, to, now);
            return;
        }
        String refusal = dialect.refusal(bytes, from, to);
        if (!refusal.isEmpty()) {
            gone("not let in: " + refusal);
        } else if (ByteText.startsWith(bytes, from, to, greeting.get(line).after())) {
            if (line == greeting.size() - 1) {
                for (OrderCheck numbering : numberings) {
                    numbering.startAfter(MessageObject.joinedAt(bytes, from, to));
                }
            }
            passLine(open);
        }
    }

    private void hearInRoom(Channel open, byte[] bytes, int from, int to, long now) {
        Heard heard = lane.heard();
        dialect.hear(bytes, from, to, heard);
        switch (heard.kind) {
            case MESSAGE -> {
                received++;
                numberings[heard.poster].heard(heard.number);
                share.delivered();
                lane.delivered(now - heard.stampNanos);
            }
            case REFUSED -> {
                share.room().refused();
                attendance.fault("post refused: " + dialect.refusal(bytes, from, to));
                share.afterRead();
            }
            case PING -> open.writeAndFlush(PostText.masked(Lane.ALLOCATOR, dialect.pong(), lane.mask()));
            case GAP -> attendance.fault("the server told of a gap");
            case GOODBYE -> gone("closed by the server: goodbye");
            case OTHER -> {
                // Who came, who is typing, and what became of a post.
            }
        }
    }

    private void passLine(Channel open) {
        byte[] say = greeting.get(line).say();
        if (say.length > 0) {
            open.writeAndFlush(PostText.masked(Lane.ALLOCATOR, say, lane.mask()));
        }
        line++;
        if (line == greeting.size()) {
            join();
        }
    }

    private void join() {
        isJoined = true;
        share.joined(this);
        attendance.joined();
    }

    private void gone(String why) {
        if (isGone) {
            return;
        }
        isGone = true;
        if (isJoined) {
            share.left(received);
            attendance.left(why);
        } else {
            attendance.notJoined(why);
        }
        if (channel != null) {
            channel.close();
        }
    }

    /** There is room for posts again. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (isJoined) {
            share.afterRead();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        gone("connection lost");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        gone("connection broken: " + cause.getMessage());
    }

    private static String closeReason(byte[] bytes, int from, int to) {
        if (to - from < Short.BYTES) {
            return "no code";
        }
        int code = ((bytes[from] & 0xff) << Byte.SIZE) | (bytes[from + 1] & 0xff);
        int textAt = from + Short.BYTES;
        return (code + " " + new String(bytes, textAt, to - textAt, StandardCharsets.UTF_8)).trim();
    }
}
