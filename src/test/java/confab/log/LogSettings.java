package confab.log;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import confab.config.Settings;
import confab.config.SettingsReader;
import java.nio.file.Path;

/** Settings of the log as users give them. */
final class LogSettings {
    private LogSettings() {}

    /** Lines of {@code confab.log}, over the defaults. */
    static Settings.Log of(String... lines) {
        Config given = ConfigFactory.parseString(String.join("\n", lines)).atPath("confab.log");
        return SettingsReader.read(given.withFallback(ConfigFactory.defaultReference()))
                .log();
    }

    /** The line for a log in that folder. */
    static String folder(Path folder) {
        return "data = " + ConfigUtil.quoteString(folder.toString());
    }

    /** The line for a log in that database. */
    static String database(String url) {
        return "database = " + ConfigUtil.quoteString(url);
    }
}
