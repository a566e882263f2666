package confab.relay;

import confab.model.Message;
import confab.model.RoomName;
import confab.protocol.Event;
import confab.protocol.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Gathers one page of history that a client asked for out of the node's pages. */
final class History {
    /** Bodies of one answer at the most; what is more, the client asks for next. */
    private static final int MAX_BODY_BYTES = 256 * 1024;

    private final Pages pages;
    private final Request.History request;
    private final RoomName room;
    private final boolean isForward;
    private final long first;
    private final long last;
    private final long end;

    private final List<Message> messages = new ArrayList<>();

    private History(Pages pages, Request.History request, long end) {
        this.pages = pages;
        this.request = request;
        this.room = request.room();
        this.end = end;
        this.isForward = request.after() >= 0;
        if (isForward) {
            first = request.after() + 1;
            last = Math.min(end, request.after() + request.limit());
        } else {
            last = request.before() > 0 ? Math.min(end, request.before() - 1) : end;
            first = Math.max(1, last - request.limit() + 1);
        }
    }

    /** @param end the room's newest seq */
    static CompletionStage<Event.HistoryPage> read(Pages pages, Request.History request, long end) {
        History history = new History(pages, request, end);
        return history.readFrom(history.first);
    }

    private CompletionStage<Event.HistoryPage> readFrom(long seq) {
        if (seq > last) {
            return CompletableFuture.completedFuture(page());
        }
        return pages.from(room, seq).thenCompose(batch -> {
            if (batch == null) {
                return CompletableFuture.completedFuture(page());
            }
            batch.messages().stream()
                    .filter(message -> message.seq() >= seq && message.seq() <= last)
                    .forEach(messages::add);
            return readFrom(Math.max(batch.last() + 1, seq + 1));
        });
    }

    private Event.HistoryPage page() {
        List<Message> cut = cut();
        boolean more;
        if (cut.isEmpty()) {
            more = false;
        } else if (isForward) {
            more = cut.get(cut.size() - 1).seq() < end;
        } else {
            // What is older than the oldest that was read is either not asked for yet or lost.
            boolean isAllKept = messages.get(0).seq() == first;
            more = cut.size() < messages.size() || (isAllKept && first > 1);
        }
        return new Event.HistoryPage(room, cut, more, request.ref());
    }

    /** Those nearest to where the client reads on from. */
    private List<Message> cut() {
        int bytes = 0;
        for (int i = 0; i < messages.size(); i++) {
            Message next = messages.get(isForward ? i : messages.size() - 1 - i);
            bytes += next.body().length();
            if (i > 0 && bytes > MAX_BODY_BYTES) {
                return isForward ? messages.subList(0, i) : messages.subList(messages.size() - i, messages.size());
            }
        }
        return messages;
    }
}
