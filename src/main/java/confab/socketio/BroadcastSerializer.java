package confab.socketio;

import akka.actor.ExtendedActorSystem;
import confab.serialization.CborSerializer;
import java.util.Map;

/** Writes broadcasts between nodes. */
public final class BroadcastSerializer extends CborSerializer {
    private static final int IDENTIFIER = 1_662_018;

    /** Called by Akka, by this signature. */
    public BroadcastSerializer(ExtendedActorSystem system) {
        super(
                system,
                IDENTIFIER,
                Map.of(
                        "back", ClusterBroadcasts.CameBack.class,
                        "cast", ClusterBroadcasts.First.class,
                        "more", ClusterBroadcasts.More.class));
    }
}
