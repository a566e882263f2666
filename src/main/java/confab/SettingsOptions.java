package confab;

import confab.config.Shortcut;
import confab.config.Sources;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that {@code serve} and {@code check} share. They are taken as texts: the settings' own reader checks them, as
 * it checks those of the environment and of files.
 */
final class SettingsOptions {
    static final String FOOTER =
            "%nEach is also a variable of the environment, which ranks below the command line: CONFAB_HOST,"
                    + " CONFAB_PORT, CONFAB_NODE_HOST, CONFAB_NODE_PORT, CONFAB_MANAGEMENT_PORT, CONFAB_SEEDS (commas between),"
                    + " CONFAB_DATA, CONFAB_DATABASE, CONFAB_MEMORY (true), CONFAB_CONFIG; so are CONFAB_DATABASE_USER,"
                    + " CONFAB_DATABASE_PASSWORD, CONFAB_ALLOWED_ORIGINS (commas between), CONFAB_LOG_FORMAT, CONFAB_LOG_LEVEL and CONFAB_LOG_LEVELS"
                    + " (commas between); and, to find the"
                    + " cluster otherwise than by a seed, CONFAB_DISCOVERY, CONFAB_CONTACT_POINTS (commas between),"
                    + " CONFAB_REPLICAS, CONFAB_MAY_FORM, CONFAB_APP_VERSION, CONFAB_POD_APP, CONFAB_POD_CONTAINER,"
                    + " CONFAB_API_CA, CONFAB_API_TOKEN, CONFAB_API_NAMESPACE and CONFAB_NODE_BIND_HOST."
                    + " All settings with their defaults are in reference.conf, within the jar.";

    /** The environment's name for {@code --config}. */
    private static final String CONFIG_VARIABLE = "CONFAB_CONFIG";

    @Option(names = "--host", paramLabel = "HOST", description = "Address to serve clients on (127.0.0.1).")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "Port to serve clients on (8080).")
    private @Nullable String port;

    @Option(
            names = "--node-host",
            paramLabel = "HOST",
            description = "Address for the other nodes of the cluster (127.0.0.1).")
    private @Nullable String nodeHost;

    @Option(names = "--node-port", paramLabel = "PORT", description = "Port for the other nodes (25520).")
    private @Nullable String nodePort;

    @Option(
            names = "--management-port",
            paramLabel = "PORT",
            description = "Port for /alive, /ready, /metrics, /cluster/members and the operator's page /ui/ (8558).")
    private @Nullable String managementPort;

    @Option(
            names = "--seed",
            paramLabel = "HOST:PORT",
            split = ",",
            description = "Join the cluster of the node there; repeatable. Without it this node forms a cluster.")
    private @Nullable List<String> seeds;

    @Option(names = "--data", paramLabel = "DIR", description = "Folder to keep messages in (./data).")
    private @Nullable String data;

    @Option(
            names = "--database",
            paramLabel = "JDBC-URL",
            description = "Database that all nodes keep messages in, instead of a folder: jdbc:postgresql://HOST/NAME.")
    private @Nullable String database;

    @Option(names = "--memory", description = "Keep messages in memory only, for tests and measurements.")
    private @Nullable Boolean memory;

    @Option(names = "--log-format", paramLabel = "FORMAT", description = "Log lines as text or as json (text).")
    private @Nullable String logFormat;

    @Option(
            names = "--log-level",
            paramLabel = "LEVEL",
            description = "How much Confab says: error, warn, info, debug, trace or off (info).")
    private @Nullable String logLevel;

    @Option(
            names = "--log-levels",
            paramLabel = "NAME=LEVEL",
            split = ",",
            description = "The same for a package or class, as in confab.room=debug; repeatable.")
    private @Nullable List<String> logLevels;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Take this file in the place of the packaged application.conf.")
    private @Nullable Path config;

    /** What the command line says, with the rest of the sources. */
    Sources sources(Map<String, String> environment) {
        Map<Shortcut, Object> given = new EnumMap<>(Shortcut.class);
        put(given, Shortcut.HOST, host);
        put(given, Shortcut.PORT, port);
        put(given, Shortcut.NODE_HOST, nodeHost);
        put(given, Shortcut.NODE_PORT, nodePort);
        put(given, Shortcut.MANAGEMENT_PORT, managementPort);
        put(given, Shortcut.SEEDS, seeds);
        put(given, Shortcut.DATA, data);
        put(given, Shortcut.DATABASE, database);
        put(given, Shortcut.MEMORY, memory == null ? null : memory.toString());
        put(given, Shortcut.LOG_FORMAT, logFormat);
        put(given, Shortcut.LOG_LEVEL, logLevel);
        put(given, Shortcut.LOG_LEVELS, logLevels);
        String variable = environment.get(CONFIG_VARIABLE);
        // Where it stands empty, as in a template that was given nothing, no file is meant.
        Path file = config != null || variable == null || variable.isEmpty() ? config : Path.of(variable);
        return new Sources(given, environment, file);
    }

    private static void put(Map<Shortcut, Object> given, Shortcut shortcut, @Nullable Object value) {
        if (value != null) {
            given.put(shortcut, value);
        }
    }
}
