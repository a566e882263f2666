package confab.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/** How much the loggers of this process say. */
final class LogLevels {
    private static final org.slf4j.Logger log = LoggerFactory.getLogger(LogLevels.class);

    private static final List<String> LEVELS = List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_$.-]{1,200}");

    private LogLevels() {}

    /** @throws IllegalArgumentException if no logger may be called that */
    static String get(String logger) {
        return logger(logger).getEffectiveLevel().toString();
    }

    /**
     * Sets a level until the process ends.
     *
     * @param level empty to take it from above again
     * @throws IllegalArgumentException if there is no such level, or no logger may be called that
     */
    static void set(String logger, String level) {
        Logger target = logger(logger);
        String wanted = level.strip().toUpperCase(Locale.ROOT);
        if (wanted.isEmpty() && target.getName().equals(org.slf4j.Logger.ROOT_LOGGER_NAME)) {
            throw new IllegalArgumentException("level: there is nothing above ROOT to take it from");
        }
        if (!wanted.isEmpty() && !LEVELS.contains(wanted)) {
            throw new IllegalArgumentException("level: expected one of " + String.join(", ", LEVELS)
                    + ", or nothing to take it from above; found \"" + level + "\"");
        }
        target.setLevel(wanted.isEmpty() ? null : Level.toLevel(wanted));
        log.info("log level set logger={} level={}", target.getName(), target.getEffectiveLevel());
    }

    private static Logger logger(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "logger: expected a package or class, as confab.room, or ROOT; found \"" + name + "\"");
        }
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            return context.getLogger(name);
        }
        throw new IllegalStateException("levels can be set where Logback writes the log, which it does not here");
    }
}
