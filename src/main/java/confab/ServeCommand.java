package confab;

import com.typesafe.config.Config;
import confab.config.BadSettings;
import confab.config.Cautions;
import confab.config.Settings;
import confab.config.SettingsReader;
import confab.ops.Logging;
import java.util.Map;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code confab serve}: reads the settings and starts the node. */
@Command(
        name = "serve",
        description = "Starts a node and serves until it is told to stop (Ctrl-C, SIGTERM).",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = SettingsOptions.FOOTER)
final class ServeCommand implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    private final Map<String, String> environment;
    private final StartNode node;

    ServeCommand(Map<String, String> environment, StartNode node) {
        this.environment = environment;
        this.node = node;
    }

    @Override
    public Integer call() throws Exception {
        Config config = options.sources(environment).load();
        Settings settings = SettingsReader.read(config);
        Logging.start(settings.logging(), settings.node().name());
        Cautions.of(settings).forEach(log::warn);
        try {
            node.start(settings, Logging.tellAkka(config, settings.logging()));
            return 0;
        } catch (Exception e) {
            if (e instanceof BadSettings || settings.logging().format() == Settings.LogFormat.TEXT) {
                throw e;
            }
            // Who reads JSON reads nothing else.
            log.error(Main.sentence(e));
            log.debug("did not start", e);
            return Main.FAILED;
        }
    }
}
