package confab.session;

import akka.actor.typed.ActorRef;
import confab.config.Settings;
import confab.model.UserName;
import confab.protocol.Event;
import confab.relay.Hub;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the sessions of a node have in common.
 *
 * @param limits as clients are told them
 * @param node the node's name, as clients are told it
 * @param heartbeat as clients are told it
 * @param guests a name for a client without one, another each time
 * @param watch hears of the sessions
 * @param nanoTime as {@link System#nanoTime}
 */
public record SessionPlace(
        Settings.Session settings,
        Event.Limits limits,
        String node,
        Duration heartbeat,
        ActorRef<Hub.Command> hub,
        Supplier<UserName> guests,
        SessionWatch watch,
        LongSupplier nanoTime) {}
