package confab.edge;

import akka.Done;
import akka.http.javadsl.model.AttributeKey;
import akka.http.javadsl.model.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A way for a route to learn that nobody waits for its answer any more. */
public final class ClientGone {
    static final AttributeKey<ClientGone> KEY = AttributeKey.create("confab-client-gone", ClientGone.class);

    private final Supplier<CompletionStage<Done>> watch;

    ClientGone(Supplier<CompletionStage<Done>> watch) {
        this.watch = watch;
    }

    /**
     * Completes, on the connection's event loop, if the client closes its connection, or its way out, before there is an
     * answer, or its connection does not take all of the answer; not at all otherwise. To be asked for when the request's
     * body is read.
     */
    public static CompletionStage<Done> before(HttpRequest request) {
        return request.getAttribute(KEY).map(gone -> gone.watch.get()).orElseGet(CompletableFuture::new);
    }
}
