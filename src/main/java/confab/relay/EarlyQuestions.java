package confab.relay;

import confab.model.RoomName;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What members ask: answered at once, or when the room has first answered this node, which knows nothing to say till then.
 * Bounded by the sessions, each of which asks few things at a time.
 */
final class EarlyQuestions {
    private final RoomName name;
    private final RelayPlace place;
    private final Recent recent;
    private final Supplier<Event.Crowd> crowd;

    private boolean isAnswered;
    private List<Question> waiting = List.of();

    private record Question(Runnable answer, Consumer<String> fail, long since) {}

    /** @param crowd who is in the room now */
    EarlyQuestions(RoomName name, RelayPlace place, Recent recent, Supplier<Event.Crowd> crowd) {
        this.name = name;
        this.place = place;
        this.recent = recent;
        this.crowd = crowd;
    }

    void history(RoomRelay.ReadHistory read) {
        String ref = read.request().ref() == null ? "history" : read.request().ref();
        ask(
                () -> {
                    var unused = History.read(place.pages(), read.request(), recent.end())
                            .<Event>thenApply(page -> page)
                            .exceptionally(failure -> unavailable("the log did not answer in time", ref))
                            .thenAccept(event -> read.replyTo().tell(new RelayNews.HistoryRead(event)));
                },
                why -> read.replyTo().tell(new RelayNews.HistoryRead(unavailable(why, ref))));
    }

    void who(RoomRelay.Who who) {
        String ref = who.ref() == null ? "who" : who.ref();
        ask(
                () -> who.replyTo().tell(new RelayNews.Answer(new Event.Present(name, crowd.get(), who.ref()))),
                why -> who.replyTo().tell(new RelayNews.Answer(unavailable(why, ref))));
    }

    /** The room has answered. */
    void answerAll() {
        isAnswered = true;
        List<Question> all = waiting;
        waiting = List.of();
        all.forEach(question -> question.answer().run());
    }

    void expire(long nanos) {
        if (!waiting.isEmpty()) {
            waiting.removeIf(question -> {
                boolean isLate =
                        nanos - question.since() >= place.answerTimeout().toNanos();
                if (isLate) {
                    question.fail().accept("the room did not answer in time");
                }
                return isLate;
            });
        }
    }

    /** Whether nobody waits for an answer. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    static Event.Failed unavailable(String why, String ref) {
        return new Event.Failed(ErrorCode.UNAVAILABLE, why, ref, null);
    }

    private void ask(Runnable answer, Consumer<String> fail) {
        if (isAnswered) {
            answer.run();
            return;
        }
        if (waiting.isEmpty()) {
            waiting = new ArrayList<>(1);
        }
        waiting.add(new Question(answer, fail, place.nanoTime().getAsLong()));
    }
}
