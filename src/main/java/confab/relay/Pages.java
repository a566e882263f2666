package confab.relay;

import confab.model.RoomName;
import confab.room.ChatRoom;
import confab.room.Parts;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pages of older messages, read from the log for all lagging and joining readers of a node together: pages begin at
 * multiples of {@value #PAGE}, are shared and kept for a while, and only so many reads are under way at once.
 *
 * <p>Waiting reads are one per page, so no more than there are readers. From any thread.
 */
public final class Pages {
    /** Messages to a page. */
    static final int PAGE = 128;

    /** Bodies of a page, so that it crosses nodes in one part with all that its messages bear besides. */
    private static final int MAX_BODY_BYTES = Parts.MAX_BYTES / 2;

    /** A read that failed is told after this time, so that who asks again does not hammer a log in trouble. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PageSource source;
    private final int maxReads;
    private final long maxBytes;
    private final Executor afterPause = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);

    // All below guarded by this.
    private final Map<Key, Batch> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Key, CompletableFuture<@Nullable Batch>> asked = new HashMap<>();
    private final Queue<Key> waiting = new ArrayDeque<>();
    private long bytes;
    private int reads;

    private record Key(RoomName room, long from) {}

    /**
     * @param maxReads reads under way at once; more wait
     * @param maxBytes of pages kept; the one not used longest goes first
     */
    public Pages(PageSource source, int maxReads, long maxBytes) {
        this.source = source;
        this.maxReads = maxReads;
        this.maxBytes = maxBytes;
    }

    /**
     * Messages from {@code seq} up. If the log has lost some, they begin above it; null if there are none from there on.
     * Fails if the log does not answer. Completed on the log's thread: hand on, do not work there.
     */
    CompletionStage<@Nullable Batch> from(RoomName room, long seq) {
        long start = (seq - 1) / PAGE * PAGE + 1;
        return page(new Key(room, start), seq).thenCompose(page -> {
            // A page of large bodies may end before the seq; from there on it is read by itself.
            boolean isEnough = page == null || page.last() >= seq;
            return isEnough ? CompletableFuture.completedFuture(page) : page(new Key(room, seq), seq);
        });
    }

    /** The room's messages are others now. */
    synchronized void forget(RoomName room) {
        Iterator<Map.Entry<Key, Batch>> all = kept.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Key, Batch> page = all.next();
            if (page.getKey().room().equals(room)) {
                bytes -= page.getValue().weight();
                all.remove();
            }
        }
    }

    private CompletableFuture<@Nullable Batch> page(Key key, long seq) {
        CompletableFuture<@Nullable Batch> answer;
        synchronized (this) {
            Batch known = kept.get(key);
            if (known != null && known.last() >= seq) {
                return CompletableFuture.completedFuture(known);
            }
            CompletableFuture<@Nullable Batch> under = asked.get(key);
            if (under != null) {
                return under;
            }
            answer = new CompletableFuture<>();
            asked.put(key, answer);
            waiting.add(key);
        }
        readNext();
        return answer;
    }

    private void readNext() {
        Key key;
        synchronized (this) {
            if (reads >= maxReads || waiting.isEmpty()) {
                return;
            }
            reads++;
            key = waiting.remove();
        }
        source.read(key.room(), key.from(), PAGE, MAX_BODY_BYTES).whenComplete((part, failure) -> {
            settle(key, part, failure);
            readNext();
        });
    }

    private void settle(Key key, ChatRoom.@Nullable Part part, @Nullable Throwable failure) {
        if (part == null) {
            Throwable cause = failure == null ? new IllegalStateException("no page") : failure;
            synchronized (this) {
                reads--;
            }
            afterPause.execute(() -> answer(key).completeExceptionally(cause));
            return;
        }
        Batch page = part.messages().isEmpty() ? null : new Batch(key.room(), part.messages());
        CompletableFuture<@Nullable Batch> answer;
        synchronized (this) {
            reads--;
            if (page != null) {
                keep(key, page);
            }
            answer = answer(key);
        }
        answer.complete(page);
    }

    private synchronized CompletableFuture<@Nullable Batch> answer(Key key) {
        CompletableFuture<@Nullable Batch> answer = asked.remove(key);
        return answer == null ? new CompletableFuture<>() : answer;
    }

    private void keep(Key key, Batch page) {
        Batch before = kept.put(key, page);
        bytes += page.weight() - (before == null ? 0 : before.weight());
        Iterator<Map.Entry<Key, Batch>> oldest = kept.entrySet().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            Map.Entry<Key, Batch> unused = oldest.next();
            bytes -= unused.getValue().weight();
            oldest.remove();
        }
    }
}
