package dice;

import confab.engineio.EngineGate;
import confab.engineio.EngineHandshake;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets in whoever says nothing bad of itself. */
public final class Doorman implements EngineGate {
    @Override
    public CompletionStage<Optional<String>> refusal(EngineHandshake handshake) {
        boolean isRobot = "true".equals(handshake.query().get("robot"));
        return CompletableFuture.completedStage(isRobot ? Optional.of("no robots") : Optional.empty());
    }
}
