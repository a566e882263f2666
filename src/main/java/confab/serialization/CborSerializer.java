package confab.serialization;

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
public abstract class CborSerializer extends SerializerWithStringManifest {
    private final int identifier;
    private final Map<String, Class<? extends CrossesNodes>> shapes;
    private final Map<Class<?>, String> names;
    private final ObjectMapper cbor;

    /**
     * @param identifier Akka's number of it, the same for ever
     * @param shapes all that it knows, by their names
     */
    protected CborSerializer(
            ExtendedActorSystem system, int identifier, Map<String, Class<? extends CrossesNodes>> shapes) {
        this.identifier = identifier;
        this.shapes = Map.copyOf(shapes);
        this.names = shapes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
        this.cbor = JacksonObjectMapperProvider.get(system).getOrCreate("confab-cbor", Optional.of(new CBORFactory()));
    }

    @Override
    public final int identifier() {
        return identifier;
    }

    @Override
    public final String manifest(Object message) {
        return known(names::get, message.getClass());
    }

    @Override
    public final byte[] toBinary(Object message) {
        try {
            return cbor.writeValueAsBytes(message);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "cannot write a " + message.getClass().getName(), e);
        }
    }

    @Override
    public final Object fromBinary(byte[] bytes, String manifest) {
        try {
            return cbor.readValue(bytes, known(shapes::get, manifest));
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read a " + manifest, e);
        }
    }

    /** All manifests. */
    public final Set<String> names() {
        return shapes.keySet();
    }

    private static <K, V> V known(Function<K, V> table, K key) {
        V value = table.apply(key);
        if (value == null) {
            throw new IllegalArgumentException(key + " is not known to cross nodes");
        }
        return value;
    }
}
