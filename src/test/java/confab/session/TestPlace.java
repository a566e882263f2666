package confab.session;

import akka.actor.typed.ActorRef;
import confab.config.Settings;
import confab.model.UserName;
import confab.protocol.Event;
import confab.relay.Hub;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A node for sessions: one room at a time; two posts at once, ten a second. */
final class TestPlace {
    private TestPlace() {}

    static SessionPlace of(ActorRef<Hub.Command> hub, LongSupplier nanoTime) {
        return new SessionPlace(
                new Settings.Session(Duration.ofMinutes(1), 2, 10, 2, Duration.ofSeconds(10)),
                new Event.Limits(1, 1_000, 1_000),
                "node",
                Duration.ofSeconds(25),
                hub,
                () -> new UserName("guest"),
                new TestWatch(),
                nanoTime);
    }
}
