package confab;

import akka.actor.CoordinatedShutdown;

/** Why a node stops that could not open its ports. */
enum StartFailed implements CoordinatedShutdown.Reason {
    INSTANCE
}
