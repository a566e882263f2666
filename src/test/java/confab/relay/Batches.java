package confab.relay;

import confab.model.Body;
import confab.model.Message;
import confab.model.PostId;
import confab.model.RoomName;
import confab.model.SessionId;
import confab.model.UserName;
import confab.room.ChatRoom;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;

/** Messages for tests, and a log of them. */
final class Batches {
    static final RoomName ROOM = new RoomName("room");

    private Batches() {}

    static Message message(long seq, String origin) {
        return new Message(
                seq,
                new PostId("p" + seq),
                new UserName("Ann"),
                Body.ofJson(Long.toString(seq).getBytes(StandardCharsets.UTF_8)),
                seq,
                new SessionId(origin));
    }

    static Batch batch(long first, long last) {
        return new Batch(ROOM, messages(first, last));
    }

    static List<Message> messages(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(seq -> message(seq, "other"))
                .toList();
    }

    /** A log that has the messages from {@code first} to {@code last}. */
    static final class Log implements PageSource {
        final long first;
        final long last;

        /** The first seq of each read. */
        final List<Long> reads = new ArrayList<>();

        /** If set, reads wait for the test. */
        boolean isSlow;

        final List<Runnable> waiting = new ArrayList<>();

        Log(long first, long last) {
            this.first = first;
            this.last = last;
        }

        @Override
        public CompletionStage<ChatRoom.Part> read(RoomName room, long fromSeq, int limit, int maxBytes) {
            reads.add(fromSeq);
            long from = Math.max(first, fromSeq);
            long to = Math.min(last, from + limit - 1);
            CompletableFuture<ChatRoom.Part> answer = new CompletableFuture<>();
            Runnable reply = () -> answer.complete(new ChatRoom.Part(from > to ? List.of() : messages(from, to), last));
            if (isSlow) {
                waiting.add(reply);
            } else {
                reply.run();
            }
            return answer;
        }
    }
}
