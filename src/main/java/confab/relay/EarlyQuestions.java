package confab.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What members ask before the room has first answered this node, which knows nothing to say till then. Bounded by the
 * sessions, each of which asks few things at a time.
 */
final class EarlyQuestions {
    private final long timeoutNanos;
    private List<Question> waiting = List.of();

    private record Question(Runnable answer, Consumer<String> fail, long since) {}

    EarlyQuestions(Duration timeout) {
        this.timeoutNanos = timeout.toNanos();
    }

    /**
     * @param answer to be run when the room has answered
     * @param fail to be told why if it does not
     */
    void add(Runnable answer, Consumer<String> fail, long nanos) {
        if (waiting.isEmpty()) {
            waiting = new ArrayList<>(1);
        }
        waiting.add(new Question(answer, fail, nanos));
    }

    void answerAll() {
        List<Question> all = waiting;
        waiting = List.of();
        all.forEach(question -> question.answer().run());
    }

    void expire(long nanos) {
        if (!waiting.isEmpty()) {
            waiting.removeIf(question -> {
                boolean isLate = nanos - question.since() >= timeoutNanos;
                if (isLate) {
                    question.fail().accept("the room did not answer in time");
                }
                return isLate;
            });
        }
    }
}
