package confab.kubernetes;

import java.util.concurrent.CompletableFuture;

/**
 * What becomes of a request to the API server.
 *
 * @param status instead of an answer; 200 for none
 * @param until the answer is held so long
 */
record Trouble(int status, CompletableFuture<Void> until) {
    private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

    static final Trouble NONE = new Trouble(200, AT_ONCE);

    static Trouble error(int status) {
        return new Trouble(status, AT_ONCE);
    }

    static Trouble heldUntil(CompletableFuture<Void> until) {
        return new Trouble(200, until);
    }
}
