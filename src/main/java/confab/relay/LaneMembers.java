package confab.relay;

import confab.model.RoomName;
import confab.model.SessionId;
import confab.protocol.Event;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The members of one room on one lane. Woken from any thread, at most one task at a time; all else on the lane only.
 *
 * <p>A pass over the members is cut into turns, so that one large room does not keep a lane from the others.
 */
final class LaneMembers {
    /** Members written to before other tasks of the lane get their turn. */
    private static final int MEMBERS_PER_TURN = 2_000;

    private final RoomName name;
    private final Lane lane;
    private final Recent recent;
    private final Pages pages;
    private final String logId;
    private final Books books;

    private final AtomicBoolean isWoken = new AtomicBoolean();
    private final List<Member> members = new ArrayList<>();
    private final IdentityHashMap<Reader, Member> byReader = new IdentityHashMap<>();

    /** Where the pass under way goes on; 0 if there is none. */
    private int next;

    /** The room's end when the pass under way began. */
    private long passEnd;

    LaneMembers(RoomName name, Lane lane, Recent recent, Pages pages, String logId, Books books) {
        this.name = name;
        this.lane = lane;
        this.recent = recent;
        this.pages = pages;
        this.logId = logId;
        this.books = books;
    }

    RoomName name() {
        return name;
    }

    String logId() {
        return logId;
    }

    Books books() {
        return books;
    }

    /** From any thread: the room's newest seq. */
    long end() {
        return recent.end();
    }

    /** From any thread: there is something new. */
    void wake() {
        if (isWoken.compareAndSet(false, true)) {
            lane.execute(this::turn);
        }
    }

    /**
     * From any thread: the reader hears what it is told of its join, then messages from the cursor on. One that has closed by
     * now is a member too until it leaves, so that the books say what it was owed.
     */
    void join(Reader reader, JoinPoint from, Event.Joined joined) {
        lane.execute(() -> {
            Member member = new Member(reader, this, from);
            byReader.put(reader, member);
            member.index = members.size();
            members.add(member);
            books.drop(Books.Drop.RESUME_LIMIT, from.gapTo() > 0 ? from.gapTo() - from.gapFrom() + 1 : 0);
            if (reader.isClosed()) {
                return;
            }
            reader.reached(name, from.before());
            reader.say(reader.dialect().encode(joined));
            if (from.gapTo() > 0) {
                reader.reached(name, from.gapTo());
                reader.say(reader.dialect().encode(new Event.Gap(name, from.gapFrom(), from.gapTo(), logId)));
            }
            reader.outlet().flush();
            feed(member);
        });
    }

    /**
     * From any thread: the reader hears no more of the room, and {@code left} as the last of it.
     *
     * @param end what it was owed up to
     */
    void leave(Reader reader, long end, Event.@Nullable Left left) {
        lane.execute(() -> {
            Member member = byReader.remove(reader);
            if (member != null) {
                remove(member, end);
            }
            reader.left(name);
            if (left != null && !reader.isClosed()) {
                reader.say(reader.dialect().encode(left));
                reader.outlet().flush();
            }
        });
    }

    /** From any thread: nobody serves these members any more. */
    void abandon(long end) {
        lane.execute(() -> {
            byReader.clear();
            List.copyOf(members).forEach(member -> remove(member, end));
        });
    }

    /** From any thread. */
    void tell(PresenceChange change) {
        lane.execute(() -> {
            EventOutputs outputs = new EventOutputs(change.event(name));
            open().forEach(member -> member.tell(change, outputs));
        });
    }

    /** From any thread. */
    void tellTyping(Event.Typing typing, SessionId origin) {
        lane.execute(() -> {
            EventOutputs outputs = new EventOutputs(typing);
            open().stream()
                    .filter(member -> !member.session().equals(origin))
                    .forEach(member -> member.tellTyping(outputs));
        });
    }

    void feed(Member member) {
        try (Delivery delivery = new Delivery(lane, books, false)) {
            member.feed(recent, delivery);
        }
    }

    void feedSoon(Member member) {
        lane.execute(() -> {
            if (member.isIn()) {
                feed(member);
            }
        });
    }

    /** A page that is kept comes at once: in a later task the outlet might be full again, by another room, each time. */
    void readPage(Member member, long seq) {
        CompletionStage<@Nullable Batch> page = pages.from(name, seq);
        CompletableFuture<@Nullable Batch> kept = page.toCompletableFuture();
        if (kept.isDone() && !kept.isCompletedExceptionally()) {
            onPage(member, kept.join(), false);
        } else {
            page.whenComplete((read, failure) -> lane.execute(() -> onPage(member, read, failure != null)));
        }
    }

    private void onPage(Member member, @Nullable Batch page, boolean hasFailed) {
        try (Delivery delivery = new Delivery(lane, books, false)) {
            member.onPage(page, hasFailed, recent, delivery);
        }
    }

    private void turn() {
        isWoken.set(false);
        if (next == 0) {
            passEnd = recent.end();
        }
        int until = Math.min(members.size(), next + MEMBERS_PER_TURN);
        try (Delivery delivery = new Delivery(lane, books, true)) {
            for (; next < until; next++) {
                Member member = members.get(next);
                if (!member.reader().isClosed()) {
                    member.feed(recent, delivery);
                }
            }
        }
        boolean isDone = next >= members.size();
        if (isDone) {
            next = 0;
        }
        if (!isDone || recent.end() > passEnd) {
            wake();
        }
    }

    private List<Member> open() {
        return members.stream().filter(Member::isIn).toList();
    }

    /** The last one takes its place; if it was still to have its turn in this pass and now stands before it, once more. */
    private void remove(Member member, long end) {
        Member last = members.remove(members.size() - 1);
        if (last != member) {
            members.set(member.index, last);
            if (member.index < next) {
                passEnd = -1;
            }
            last.index = member.index;
        }
        member.index = -1;
        member.leave(end);
    }
}
