package confab.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigValue;
import java.util.List;

/**
 * A setting as it counts, for {@code check}.
 *
 * @param value in the form of a configuration file; a password in it is hidden
 * @param origin where it came from, in words
 */
public record EffectiveSetting(String key, String value, String origin) {
    /** All that are documented, in the order of {@code reference.conf}; to be asked of settings that were read well. */
    public static List<EffectiveSetting> of(Config config) {
        return KnownKeys.documented().inOrder().stream()
                .map(key -> of(key, config.getValue(key)))
                .toList();
    }

    private static EffectiveSetting of(String key, ConfigValue value) {
        return new EffectiveSetting(key, Shown.value(key, value), Shown.origin(value));
    }

    @Override
    public String toString() {
        return key + " = " + value + "  # " + origin;
    }
}
