package confab.log;

import confab.log.MessageLog.Appended;
import confab.log.MessageLog.Head;
import confab.model.Draft;
import confab.model.RoomName;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the writer is asked to commit for a room, and the stage that waits for it. */
sealed interface Write {
    RoomName room();

    CompletableFuture<?> answer();

    /** Bytes of bodies that it holds while it waits. */
    long bytes();

    /** No longer waited for: it need not be committed. */
    default boolean isOver() {
        return answer().isDone();
    }

    /** Raise the room's epoch. */
    record Claim(RoomName room, CompletableFuture<Head> answer) implements Write {
        @Override
        public long bytes() {
            return 0;
        }
    }

    /** Keep a batch. */
    record Append(RoomName room, Head head, List<Draft> drafts, long atMillis, CompletableFuture<Appended> answer)
            implements Write {
        public Append {
            drafts = List.copyOf(drafts);
        }

        @Override
        public long bytes() {
            return drafts.stream().mapToLong(draft -> draft.body().length()).sum();
        }
    }
}
