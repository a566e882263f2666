package confab.config;

import org.jspecify.annotations.Nullable;

/** A setting that has a name of its own on the command line, in the environment, or both. */
public enum Shortcut {
    HOST("--host", "CONFAB_HOST", "confab.edge.host"),
    PORT("--port", "CONFAB_PORT", "confab.edge.port"),
    ALLOWED_ORIGINS(null, "CONFAB_ALLOWED_ORIGINS", "confab.edge.allowed-origins"),
    NODE_HOST("--node-host", "CONFAB_NODE_HOST", "confab.node.host"),
    NODE_PORT("--node-port", "CONFAB_NODE_PORT", "confab.node.port"),
    MANAGEMENT_PORT("--management-port", "CONFAB_MANAGEMENT_PORT", "confab.node.management-port"),
    SEEDS("--seed", "CONFAB_SEEDS", "confab.node.seeds"),
    NODE_BIND_HOST(null, "CONFAB_NODE_BIND_HOST", "confab.node.bind-host"),
    DISCOVERY(null, "CONFAB_DISCOVERY", "confab.cluster.discovery"),
    CONTACT_POINTS(null, "CONFAB_CONTACT_POINTS", "confab.cluster.contact-points"),
    REPLICAS(null, "CONFAB_REPLICAS", "confab.cluster.replicas"),
    MAY_FORM(null, "CONFAB_MAY_FORM", "confab.cluster.may-form"),
    APP_VERSION(null, "CONFAB_APP_VERSION", "confab.cluster.app-version"),
    POD_APP(null, "CONFAB_POD_APP", "confab.cluster.pod-app"),
    POD_CONTAINER(null, "CONFAB_POD_CONTAINER", "confab.cluster.pod-container"),
    API_CA(null, "CONFAB_API_CA", "confab.cluster.api-ca"),
    API_TOKEN(null, "CONFAB_API_TOKEN", "confab.cluster.api-token"),
    API_NAMESPACE(null, "CONFAB_API_NAMESPACE", "confab.cluster.api-namespace"),
    DATA("--data", "CONFAB_DATA", "confab.log.data"),
    DATABASE("--database", "CONFAB_DATABASE", "confab.log.database"),
    DATABASE_USER(null, "CONFAB_DATABASE_USER", "confab.log.database-user"),
    DATABASE_PASSWORD(null, "CONFAB_DATABASE_PASSWORD", "confab.log.database-password"),
    MEMORY("--memory", "CONFAB_MEMORY", "confab.log.memory"),
    LOG_FORMAT("--log-format", "CONFAB_LOG_FORMAT", "confab.logging.format"),
    LOG_LEVEL("--log-level", "CONFAB_LOG_LEVEL", "confab.logging.level"),
    LOG_LEVELS("--log-levels", "CONFAB_LOG_LEVELS", "confab.logging.levels");

    private final @Nullable String option;
    private final String variable;
    private final String key;

    Shortcut(@Nullable String option, String variable, String key) {
        this.option = option;
        this.variable = variable;
        this.key = key;
    }

    /** The command line's name for it, with its hyphens; null if it has none. */
    public @Nullable String option() {
        return option;
    }

    /** The environment's name for it. */
    public String variable() {
        return variable;
    }

    /** The setting's path in the configuration. */
    public String key() {
        return key;
    }
}
