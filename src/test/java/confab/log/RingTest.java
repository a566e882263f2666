package confab.log;

import static confab.log.Drafts.draft;
import static org.assertj.core.api.Assertions.assertThat;

import confab.model.Body;
import confab.model.Draft;
import confab.model.Message;
import confab.model.PostId;
import confab.model.SessionId;
import confab.model.UserName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RingTest {
    /** So few users and ids that what is asked for is now kept, now forgotten, now never was. */
    private final Random random = new Random(7);

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 17, 100})
    void findsWhatItKeepsAndNothingElse(int capacity) {
        Ring ring = new Ring(capacity);
        Deque<Message> kept = new ArrayDeque<>();
        long seq = 0;
        for (int i = 0; i < 50 * capacity + 1_000; i++) {
            Draft draft = draft(capacity);
            assertThat(ring.of(draft)).isEqualTo(first(kept, draft));
            if (first(kept, draft) == null) {
                if (kept.size() == capacity) {
                    ring.remove(kept.remove());
                }
                Message message = draft.numbered(++seq, 1);
                ring.put(message);
                kept.add(message);
            }
        }
        assertThat(seq).isGreaterThan(2L * capacity);
        kept.forEach(message -> assertThat(ring.at(message.seq())).isSameAs(message));
    }

    private Draft draft(int capacity) {
        return new Draft(
                new PostId("" + random.nextInt(capacity + 1)),
                new UserName("u" + random.nextInt(3)),
                Body.ofJson(new byte[] {'1'}),
                new SessionId("s"));
    }

    private static @Nullable Message first(Deque<Message> kept, Draft draft) {
        return kept.stream()
                .filter(message ->
                        message.id().equals(draft.id()) && message.from().equals(draft.from()))
                .findFirst()
                .orElse(null);
    }
}
