package confab.ops;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Whether this node takes clients now; one per actor system, asked by {@link ReadinessCheck}. */
public final class Readiness implements Extension {
    private volatile Supplier<CompletionStage<Boolean>> check = Readiness::no;

    private Readiness() {}

    public static Readiness get(ActorSystem<?> system) {
        return Id.INSTANCE.apply(system);
    }

    /** The sockets are open; from now on the check says whether the rest works. */
    public void open(Supplier<CompletionStage<Boolean>> check) {
        this.check = check;
    }

    /** The node leaves. */
    public void close() {
        check = Readiness::no;
    }

    CompletionStage<Boolean> isReady() {
        return check.get();
    }

    private static CompletionStage<Boolean> no() {
        return CompletableFuture.completedFuture(false);
    }

    /** Finds the one of an actor system. */
    private static final class Id extends ExtensionId<Readiness> {
        private static final Id INSTANCE = new Id();

        @Override
        public Readiness createExtension(ActorSystem<?> system) {
            return new Readiness();
        }
    }
}
