package confab.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;

/** Configurations for tests: the defaults, and over them what a file might say. */
final class Given {
    /** What such a file is called in messages. */
    private static final String FILE = "given.conf";

    private static final Config DEFAULTS =
            ConfigFactory.parseResources("reference.conf").withOnlyPath("confab");

    private Given() {}

    /** Its lines, over {@code reference.conf}. */
    static Config file(String... lines) {
        return ConfigFactory.parseString(
                        String.join("\n", lines), ConfigParseOptions.defaults().setOriginDescription(FILE))
                .withFallback(defaults())
                .resolve();
    }

    /** Confab's part of {@code reference.conf}. */
    static Config defaults() {
        return DEFAULTS;
    }
}
