package confab;

import akka.actor.CoordinatedShutdown;

/** Why a node stops that could not open its sockets. */
enum StartFailed implements CoordinatedShutdown.Reason {
    INSTANCE
}
