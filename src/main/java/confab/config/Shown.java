package confab.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import java.util.regex.Pattern;

/** How values and their origins are shown to a person; passwords are not. */
final class Shown {
    /** {@code password=…} in a URL's query, and {@code user:…@} before its host. */
    private static final Pattern PASSWORD =
            Pattern.compile("(?i)(?<=password=)[^&;\"]*|(?<=//[^/@:\"]{0,200}:)[^/@\"]*(?=@)");

    private Shown() {}

    static String value(String key, ConfigValue value) {
        String text = value.render(ConfigRenderOptions.concise());
        if (key.equals(Shortcut.DATABASE_PASSWORD.key())) {
            return text.equals("\"\"") ? text : "\"***\"";
        }
        return key.equals(Shortcut.DATABASE.key()) ? PASSWORD.matcher(text).replaceAll("***") : text;
    }

    static String origin(ConfigValue value) {
        ConfigOrigin origin = value.origin();
        String resource = origin.resource();
        if ("reference.conf".equals(resource)) {
            return "default";
        }
        String place = resource != null ? resource : origin.filename();
        if (place == null) {
            return origin.description();
        }
        return origin.lineNumber() > 0 ? place + ", line " + origin.lineNumber() : place;
    }
}
