package confab.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each key of {@code reference.conf}, and the field that it becomes. */
final class SettingsFieldsTest {
    private static final Map<String, Object> DEFAULTS = fields(SettingsReaderTest.read());

    static Collection<String> keys() {
        return KnownKeys.documented().inOrder();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyKeyIsReadAndChecked(String key) {
        assertThat(SettingsReaderTest.problems(key + " = { a = 1 }"))
                .singleElement()
                .asString()
                .startsWith(key + ": expected ")
                .endsWith(", found " + (key.endsWith("password") ? "\"***\"" : "{\"a\":1}") + " (given.conf: 1).");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyKeyBecomesItsOwnField(String key) {
        String field = key.equals("confab.log.memory") ? "confab.log.engine" : key;
        String needed =
                key.equals("confab.cluster.discovery") ? "confab.cluster.contact-points = \"10.0.0.1:8558\"" : "";
        Map<String, Object> changed = fields(SettingsReaderTest.read(
                needed, key + " = " + another(key, Objects.requireNonNull(DEFAULTS.get(field)))));
        changed.entrySet().removeAll(fields(SettingsReaderTest.read(needed)).entrySet());
        if (key.equals("confab.log.database")) {
            assertThat(changed.remove("confab.log.engine")).isEqualTo(Settings.Engine.JDBC);
        }
        assertThat(changed).containsOnlyKeys(field);
    }

    /** A good value that is not the default. */
    private static String another(String key, Object value) {
        if (value instanceof Number number) {
            return String.valueOf(number.longValue() + 1);
        }
        if (value instanceof Duration duration) {
            return duration.toMillis() + 1 + "ms";
        }
        if (value instanceof Boolean isOn) {
            return String.valueOf(!isOn);
        }
        return switch (key) {
            case "confab.edge.allowed-origins" -> "\"https://chat.example.org\"";
            case "confab.log.memory" -> "true";
            case "confab.log.synchronous" -> "normal";
            case "confab.logging.format" -> "json";
            case "confab.logging.level" -> "debug";
            case "confab.logging.levels" -> "\"confab.room=debug\"";
            case "confab.cluster.discovery" -> "config";
            case "confab.cluster.contact-points" -> "\"10.0.0.1:8558\"";
            case "confab.node.seeds" -> "\"10.0.0.1:25520\"";
            default -> "another";
        };
    }

    /** By their keys; what a field without a value has stands for none. */
    private static Map<String, Object> fields(Settings settings) {
        Map<String, Object> fields = new TreeMap<>();
        for (RecordComponent section : Settings.class.getRecordComponents()) {
            for (RecordComponent field : section.getType().getRecordComponents()) {
                Object value = value(field, Objects.requireNonNull(value(section, settings)));
                fields.put(ShippedFilesTest.key(section, field), value == null ? "" : value);
            }
        }
        return fields;
    }

    private static @Nullable Object value(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }
}
