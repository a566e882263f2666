package confab.ops;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import confab.config.Settings;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** How much the loggers of this process say. */
final class LogLevels {
    /** Those that there are, for a sentence. */
    static final String ALL =
            Arrays.stream(Settings.LogLevel.values()).map(Enum::name).collect(Collectors.joining(", "));

    private static final org.slf4j.Logger log = LoggerFactory.getLogger(LogLevels.class);

    private LogLevels() {}

    /** @throws IllegalArgumentException if no logger may be called that */
    static String get(String logger) {
        return logger(logger).getEffectiveLevel().toString();
    }

    /**
     * Sets a level until the process ends.
     *
     * @param level empty to take it from above again
     * @param openAkka called where Akka's own events are asked for, which it holds back until then
     * @throws IllegalArgumentException if there is no such level, or no logger may be called that
     */
    static void set(String logger, String level, Runnable openAkka) {
        Logger target = logger(logger);
        if (level.isBlank()) {
            reset(target);
        } else {
            Settings.LogLevel parsed = parse(level);
            target.setLevel(Logging.level(parsed));
            if (Logging.concernsAkka(target.getName(), parsed)) {
                openAkka.run();
            }
        }
        log.info("log level set logger={} level={}", target.getName(), target.getEffectiveLevel());
    }

    private static void reset(Logger target) {
        if (target.getName().equals(org.slf4j.Logger.ROOT_LOGGER_NAME)) {
            throw new IllegalArgumentException("level: there is nothing above ROOT to take it from");
        }
        target.setLevel(null);
    }

    private static Settings.LogLevel parse(String level) {
        return Arrays.stream(Settings.LogLevel.values())
                .filter(known -> known.name().equalsIgnoreCase(level.strip()))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("level: expected one of " + ALL
                        + ", or nothing to take it from above; found \"" + level + "\""));
    }

    private static Logger logger(String name) {
        if (!Settings.Logging.LOGGER.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "logger: expected a package or class, as confab.room, or ROOT; found \"" + name + "\"");
        }
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            return context.getLogger(name);
        }
        throw new IllegalStateException("levels can be set where Logback writes the log, which it does not here");
    }
}
