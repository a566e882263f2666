package confab.log;

import confab.model.Body;
import confab.model.Draft;
import confab.model.PostId;
import confab.model.SessionId;
import confab.model.UserName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the log's tests post, and how they wait for its answers. */
final class Drafts {
    private static final long ANSWER_SECONDS = 20;

    private Drafts() {}

    /** Ann's posts with these ids; each says its id. */
    static List<Draft> ann(String... ids) {
        return Stream.of(ids).map(id -> draft("ann", id, '"' + id + '"')).toList();
    }

    static Draft draft(String from, String id, String json) {
        return new Draft(
                new PostId(id),
                new UserName(from),
                Body.ofJson(json.getBytes(StandardCharsets.UTF_8)),
                new SessionId("session-of-" + from));
    }

    /** The stage's answer, or the failure that it ended with. */
    static <T> T answer(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture()
                    .orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
