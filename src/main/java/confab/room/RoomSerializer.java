package confab.room;

import akka.actor.ExtendedActorSystem;
import akka.serialization.SerializerWithStringManifest;
import akka.serialization.jackson.JacksonObjectMapperProvider;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import confab.model.CrossesNodes;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Writes what crosses nodes as CBOR, with Akka's own mapper, under names of ours.
 *
 * <p>Akka's Jackson serializer writes class names into the manifest; they would be wire format for ever. The names here are
 * final: a class may move, a name may not, and a shape is only ever added to.
 */
public final class RoomSerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 1_662_017;

    private static final Map<String, Class<? extends CrossesNodes>> CLASSES = Map.ofEntries(
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

    private static final Map<Class<?>, String> NAMES =
            CLASSES.entrySet().stream().collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private final ObjectMapper cbor;

    /** Called by Akka, by this signature. */
    public RoomSerializer(ExtendedActorSystem system) {
        cbor = JacksonObjectMapperProvider.get(system).getOrCreate("confab-cbor", Optional.of(new CBORFactory()));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return known(NAMES::get, message.getClass());
    }

    @Override
    public byte[] toBinary(Object message) {
        try {
            return cbor.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot write a " + message.getClass().getName(), e);
        }
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        try {
            return cbor.readValue(bytes, known(CLASSES::get, manifest));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read a " + manifest, e);
        }
    }

    /** All manifests. */
    Set<String> names() {
        return CLASSES.keySet();
    }

    private static <K, V> V known(Function<K, V> table, K key) {
        V value = table.apply(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is not known to cross nodes");
        }
        return value;
    }
}
