package confab.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigResolver;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a node's configuration comes from, each ranking above what follows: the command line, the environment, the file,
 * Confab's wishes for Akka ({@code confab-akka.conf}), the defaults ({@code reference.conf} of Confab and of its libraries).
 * System properties count for {@code akka} alone.
 *
 * @param commandLine text or a list of texts for each option given
 * @param environment all of it; what is no {@link Shortcut} counts only where a file asks for it, as {@code ${?NAME}}
 * @param file in the place of the packaged {@code application.conf}
 */
public record Sources(
        Map<Shortcut, Object> commandLine,
        Map<String, String> environment,
        @Nullable Path file) {
    public Sources {
        commandLine = Map.copyOf(commandLine);
        environment = Map.copyOf(environment);
    }

    /**
     * Reads and merges all of them.
     *
     * @throws BadSettings if the file is missing or is not in its format
     */
    public Config load() {
        try {
            return shortcuts()
                    .withFallback(ConfigFactory.systemProperties().withOnlyPath("akka"))
                    .withFallback(application())
                    .withFallback(ConfigFactory.parseResources("confab-akka.conf"))
                    .withFallback(ConfigFactory.defaultReferenceUnresolved())
                    .resolve(ConfigResolveOptions.noSystem().appendResolver(new EnvironmentResolver(environment)));
        } catch (ConfigException e) {
            throw new BadSettings(List.of(String.valueOf(e.getMessage())));
        }
    }

    private Config application() {
        if (file == null) {
            return ConfigFactory.parseResources("application.conf");
        }
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new BadSettings(
                    List.of("The configuration file " + file + " is missing, is a folder or may not be read."));
        }
        return ConfigFactory.parseFile(
                file.toFile(), ConfigParseOptions.defaults().setAllowMissing(false));
    }

    private Config shortcuts() {
        Config config = ConfigFactory.empty();
        for (Shortcut shortcut : Shortcut.values()) {
            Object given = commandLine.get(shortcut);
            String variable = environment.get(shortcut.variable());
            if (given != null) {
                config = config.withValue(shortcut.key(), value(given, shortcut.option() + " on the command line"));
            } else if (variable != null) {
                config = config.withValue(shortcut.key(), fromEnvironment(shortcut.variable(), variable));
            }
        }
        return config;
    }

    private static ConfigValue fromEnvironment(String name, String value) {
        return value(value, name + " in the environment");
    }

    private static ConfigValue value(Object value, String origin) {
        return ConfigValueFactory.fromAnyRef(value, origin);
    }

    /** Answers {@code ${?NAME}} from the environment that was given, so that tests have one of their own. */
    private record EnvironmentResolver(Map<String, String> environment) implements ConfigResolver {
        @Override
        public @Nullable ConfigValue lookup(String path) {
            String value = environment.get(path);
            return value == null ? null : fromEnvironment(path, value);
        }

        @Override
        public ConfigResolver withFallback(ConfigResolver fallback) {
            return this;
        }
    }
}
