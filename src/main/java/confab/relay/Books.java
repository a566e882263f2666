package confab.relay;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a node owes its members, and what became of it. When nothing is on its way,
 *
 * <pre>
 *   due = live + caughtUp + own + behind + abandoned + dropped
 * </pre>
 *
 * where each is counted at another place: due by the relays, when they learn of messages, times the members that they have
 * then, and for each join what it asked for; what was written, kept from its own sender, abandoned or dropped by the lanes,
 * where the members' cursors move; and behind is looked up from the members that lag. While messages are on their way, due is
 * more by those that a lane has not turned to yet.
 *
 * <p>Counted once per task of a lane, not per member; read from any thread. Lives as long as the node.
 */
public final class Books {
    /** Why a member will not get a message. */
    public enum Drop {
        /** The log has it no more; the client is told. */
        GAP,
        /** A resume asked for more than one may; the client is told. */
        RESUME_LIMIT,
        /** History that was asked for by count, of which the log has less. */
        NOT_KEPT,
        /** The room began anew, as its log was lost. */
        LOG_LOST
    }

    /** Where a client that comes back gets what it missed. */
    public enum Source {
        /** It missed nothing. */
        CURRENT,
        MEMORY,
        LOG,
        /** It missed too much: the oldest are a gap. */
        GAP,
        /** What it had seen is of another log. */
        RESET
    }

    private final RelayTimes times;
    private final LongAdder relays = new LongAdder();
    private final LongAdder members = new LongAdder();
    private final LongAdder due = new LongAdder();
    private final LongAdder live = new LongAdder();
    private final LongAdder caughtUp = new LongAdder();
    private final LongAdder own = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder catchUps = new LongAdder();
    private final Map<Drop, LongAdder> dropped = new EnumMap<>(Drop.class);
    private final Map<Source, LongAdder> resumes = new EnumMap<>(Source.class);

    /** No more than there are members; added to and removed from by their lanes. */
    private final Set<Member> lagging = ConcurrentHashMap.newKeySet();

    public Books(RelayTimes times) {
        this.times = times;
        for (Drop cause : Drop.values()) {
            dropped.put(cause, new LongAdder());
        }
        for (Source source : Source.values()) {
            resumes.put(source, new LongAdder());
        }
    }

    /** Rooms that have a relay here. */
    public long relays() {
        return relays.sum();
    }

    public long members() {
        return members.sum();
    }

    public long due() {
        return due.sum();
    }

    /** Written to members that kept up. */
    public long live() {
        return live.sum();
    }

    /** Written to members that joined with history or lagged. */
    public long caughtUp() {
        return caughtUp.sum();
    }

    /** Not written, as the member sent it and its protocol does not echo. */
    public long own() {
        return own.sum();
    }

    /** Not written yet to members that lag. */
    public long behind() {
        return lagging.stream().mapToLong(Member::behind).sum();
    }

    /** Not written, as the member left before. */
    public long abandoned() {
        return abandoned.sum();
    }

    public long dropped(Drop cause) {
        return count(dropped, cause).sum();
    }

    /** Of frames written to members. */
    public long bytes() {
        return bytes.sum();
    }

    public long lagging() {
        return lagging.size();
    }

    /** Members that lagged and lag no more. */
    public long catchUps() {
        return catchUps.sum();
    }

    public long resumes(Source source) {
        return count(resumes, source).sum();
    }

    RelayTimes times() {
        return times;
    }

    void relays(int more) {
        relays.add(more);
    }

    void members(int more) {
        members.add(more);
    }

    void owe(long messages) {
        due.add(messages);
    }

    void abandon(long messages) {
        abandoned.add(messages);
    }

    void drop(Drop cause, long messages) {
        count(dropped, cause).add(messages);
    }

    void resume(Source source) {
        count(resumes, source).increment();
    }

    void lags(Member member) {
        lagging.add(member);
    }

    /** @param hasCaughtUp or has left */
    void lagsNoMore(Member member, boolean hasCaughtUp) {
        lagging.remove(member);
        if (hasCaughtUp) {
            catchUps.increment();
        }
    }

    /** What one task of a lane wrote. */
    void wrote(boolean isLive, long messages, long frameBytes) {
        (isLive ? live : caughtUp).add(messages);
        bytes.add(frameBytes);
    }

    /** What one task of a lane kept from its own senders. */
    void keptBack(long messages) {
        own.add(messages);
    }

    private static <K> LongAdder count(Map<K, LongAdder> counts, K key) {
        LongAdder known = counts.get(key);
        if (known == null) {
            throw new IllegalArgumentException("not counted: " + key);
        }
        return known;
    }
}
