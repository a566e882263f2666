package confab.room;

import akka.actor.ExtendedActorSystem;
import confab.model.CrossesNodes;
import confab.serialization.CborSerializer;
import java.util.Map;

/** Writes what rooms, relays and leases tell each other. */
public final class RoomSerializer extends CborSerializer {
    private static final int IDENTIFIER = 1_662_017;

    private static final Map<String, Class<? extends CrossesNodes>> SHAPES = Map.ofEntries(
            Map.entry("post", ChatRoom.Post.class),
            Map.entry("sub", ChatRoom.Subscribe.class),
            Map.entry("unsub", ChatRoom.Unsubscribe.class),
            Map.entry("type", ChatRoom.Type.class),
            Map.entry("read", ChatRoom.Read.class),
            Map.entry("part", ChatRoom.Part.class),
            Map.entry("placed", RoomNews.Placed.class),
            Map.entry("subscribed", RoomNews.Subscribed.class),
            Map.entry("unsubscribed", RoomNews.Unsubscribed.class),
            Map.entry("published", RoomNews.Published.class),
            Map.entry("crowd", RoomNews.CrowdChanged.class),
            Map.entry("typing", RoomNews.Typing.class),
            Map.entry("renew", Leases.Renew.class),
            Map.entry("rooms", Leases.Rooms.class),
            Map.entry("renewed", LeaseNews.Renewed.class),
            Map.entry("unknown", LeaseNews.Unknown.class));

    /** Called by Akka, by this signature. */
    public RoomSerializer(ExtendedActorSystem system) {
        super(system, IDENTIFIER, SHAPES);
    }
}
