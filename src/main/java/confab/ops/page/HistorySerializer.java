package confab.ops.page;

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

/**
 * Writes what nodes tell each other for the operator's page as CBOR, with Akka's own mapper, under names of ours, which are
 * final: a class may move, a name may not, and a shape is only ever added to.
 */
public final class HistorySerializer extends SerializerWithStringManifest {
    private static final int IDENTIFIER = 1_662_019;

    private static final Map<String, Class<? extends CrossesNodes>> CLASSES =
            Map.of("recall", NodeHistory.Recall.class, "recalled", NodeHistory.Recalled.class);

    private final ObjectMapper cbor;

    /** Called by Akka, by this signature. */
    public HistorySerializer(ExtendedActorSystem system) {
        cbor = JacksonObjectMapperProvider.get(system).getOrCreate("confab-cbor", Optional.of(new CBORFactory()));
    }

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object message) {
        return CLASSES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(message.getClass()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(message.getClass() + " is not known to cross nodes"));
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
        Class<? extends CrossesNodes> shape = CLASSES.get(manifest);
        if (shape == null) {
            throw new IllegalArgumentException(manifest + " is not known to cross nodes");
        }
        try {
            return cbor.readValue(bytes, shape);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read a " + manifest, e);
        }
    }

    /** All manifests. */
    Set<String> names() {
        return CLASSES.keySet();
    }
}
