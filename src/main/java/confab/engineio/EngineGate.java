package confab.engineio;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Asked before a session opens whether it may; the reference's {@code allowRequest}. From any thread. A node asks those too
 * that {@link java.util.ServiceLoader} finds, as of {@code META-INF/services/confab.engineio.EngineGate}.
 */
@FunctionalInterface
public interface EngineGate {
    /**
     * Empty lets the client in; else what it is told. A stage that fails keeps it out as a fault of the server's.
     *
     * @return completed on any thread
     */
    CompletionStage<Optional<String>> refusal(EngineHandshake handshake);

    /**
     * Lets pages of these origins in, and clients that are no pages: they could say anything.
     *
     * @param origins as browsers write them; empty for all
     */
    static EngineGate ofOrigins(Set<String> origins) {
        return handshake -> {
            List<String> said = handshake.headers().getOrDefault("origin", List.of());
            boolean isAllowed = origins.isEmpty() || origins.containsAll(said);
            return CompletableFuture.completedStage(isAllowed ? Optional.empty() : Optional.of(""));
        };
    }

    /** Whom this one lets in the next one is asked for. */
    default EngineGate then(EngineGate next) {
        return handshake -> refusal(handshake)
                .thenCompose(refusal ->
                        refusal.isPresent() ? CompletableFuture.completedStage(refusal) : next.refusal(handshake));
    }
}
