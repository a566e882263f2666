package confab.serialization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import akka.serialization.Serialization;
import akka.serialization.SerializationExtension;
import akka.serialization.Serializers;
import com.typesafe.config.ConfigFactory;
import confab.model.CrossesNodes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The way from one node to another, by the bindings that the server has. Files beside a serializer's test hold each shape as its
 * first release wrote it; they stay for ever, and must stay readable.
 */
public final class Crossing implements AutoCloseable {
    private final ActorTestKit kit = ActorTestKit.create(
            "golden",
            ConfigFactory.parseResources("confab-akka.conf")
                    .withOnlyPath("akka.actor")
                    .withoutPath("akka.actor.provider"));
    private final Serialization serialization = SerializationExtension.get(kit.system());
    private final CborSerializer serializer;

    public Crossing(Class<? extends CborSerializer> by) {
        serializer = (CborSerializer) serialization.serializerOf(by.getName()).get();
    }

    public CborSerializer serializer() {
        return serializer;
    }

    /** An actor to name in a shape. */
    public <T> ActorRef<T> ref(String name) {
        return ActorRefResolver.get(kit.system()).resolveActorRef("akka://golden/user/" + name);
    }

    public byte[] write(CrossesNodes shape) {
        return serialization.serialize(shape).get();
    }

    /** The shape as the other node reads it, which has it from this serializer under that name. */
    public Object cross(String name, CrossesNodes shape) {
        Object bound = serialization.findSerializerFor(shape);
        assertThat(bound).isInstanceOf(serializer.getClass());
        assertThat(Serializers.manifestFor((CborSerializer) bound, shape)).isEqualTo(name);
        return read(write(shape), name);
    }

    /** What a file beside the test holds, read under that name. */
    public Object golden(Class<?> test, String file, String name, CrossesNodes shape) throws IOException {
        try (InputStream golden = test.getResourceAsStream(file)) {
            assertThat(golden)
                    .as(
                            "%s is missing; it is to hold:%n%s",
                            file, HexFormat.of().formatHex(write(shape)))
                    .isNotNull();
            String hex = new String(golden.readAllBytes(), StandardCharsets.US_ASCII).strip();
            return read(HexFormat.of().parseHex(hex), name);
        }
    }

    public void assertRefusesTheUnknown() {
        assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "nonsense"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nonsense");
        assertThatThrownBy(() -> serializer.manifest("text")).isInstanceOf(IllegalArgumentException.class);
    }

    @Override
    public void close() {
        kit.shutdownTestKit();
    }

    private Object read(byte[] bytes, String name) {
        return serialization.deserialize(bytes, serializer.identifier(), name).get();
    }
}
