package confab;

import com.typesafe.config.Config;
import confab.config.Cautions;
import confab.config.EffectiveSetting;
import confab.config.Settings;
import confab.config.SettingsReader;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code confab check}: prints the settings as {@code serve} would take them. */
@Command(
        name = "check",
        description = "Prints the effective settings and where each came from; fails on an unknown or bad one.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = SettingsOptions.FOOTER)
final class CheckCommand implements Callable<Integer> {
    @Mixin
    private final SettingsOptions options = new SettingsOptions();

    private final Map<String, String> environment;
    private final PrintWriter out;
    private final PrintWriter err;

    CheckCommand(Map<String, String> environment, PrintWriter out, PrintWriter err) {
        this.environment = environment;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        Config config = options.sources(environment).load();
        Settings settings = SettingsReader.read(config);
        EffectiveSetting.of(config).forEach(out::println);
        Cautions.of(settings).forEach(caution -> err.println("Warning: " + caution));
        return 0;
    }
}
