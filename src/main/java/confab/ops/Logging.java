package confab.ops;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Adapter;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import confab.config.Settings;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** What a node says of itself and how: a line on standard output for each event, from its start to its end. */
public final class Logging {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Logging.class);

    /** The pairs that an event has stand after its words; without any, nothing does. */
    private static final String TEXT =
            "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{24} %replace(%msg %kvp{NONE}){' $', ''}%n%ex{full}";

    /** A port that is taken, and nodes that do not answer yet, are told of in a line by who wanted them. */
    private static final List<String> TWICE_TOLD =
            List.of("akka.io.TcpListener", "akka.management.cluster.bootstrap.internal.HttpContactPointBootstrap");

    private static final String AKKA_LEVEL = "akka.loglevel";

    private Logging() {}

    /**
     * Begins to log; before this nothing is said. A file of the operator's own for Logback is left as it is.
     *
     * @param node the field {@code node} of all lines
     */
    public static void start(Settings.Logging settings, String node) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> LOG.error("thread {} ended", thread.getName(), failure));
        name(node);
        LoggerContext logback = (LoggerContext) LoggerFactory.getILoggerFactory();
        if (QuietStart.isInForce(logback)) {
            setUp(logback, settings);
        }
    }

    /** Names the node anew in all lines from now on: its port may be known only when it is open. */
    public static void name(String node) {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).putProperty(JsonLines.NODE, node);
    }

    /** Akka's own events pass a gate of Akka's first, which is open from INFO on. */
    public static Config tellAkka(Config config, Settings.Logging settings) {
        boolean isAsked =
                settings.levels().entrySet().stream().anyMatch(entry -> concernsAkka(entry.getKey(), entry.getValue()));
        return isAsked ? config.withValue(AKKA_LEVEL, ConfigValueFactory.fromAnyRef("DEBUG")) : config;
    }

    /** Opens that gate in a node that runs; the loggers decide further. */
    public static void openAkka(ActorSystem<?> system) {
        Adapter.toClassic(system).eventStream().setLogLevel(akka.event.Logging.DebugLevel());
    }

    /** Whether such a level of a logger asks for events that the gate holds back. */
    static boolean concernsAkka(String logger, Settings.LogLevel level) {
        return (logger.startsWith("akka") || isRoot(logger)) && level.compareTo(Settings.LogLevel.INFO) > 0;
    }

    private static void setUp(LoggerContext logback, Settings.Logging settings) {
        Logger root = logback.getLogger(Logger.ROOT_LOGGER_NAME);
        root.detachAndStopAllAppenders();
        root.addAppender(standardOutput(logback, encoder(settings.format())));
        TWICE_TOLD.forEach(name -> logback.getLogger(name).setLevel(Level.OFF));
        logback.getLogger("confab").setLevel(level(settings.level()));
        settings.levels().forEach((name, level) -> logback.getLogger(name).setLevel(level(level)));
    }

    private static ConsoleAppender<ILoggingEvent> standardOutput(
            LoggerContext logback, Encoder<ILoggingEvent> encoder) {
        encoder.setContext(logback);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(logback);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> encoder(Settings.LogFormat format) {
        if (format == Settings.LogFormat.JSON) {
            return new JsonLines();
        }
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setPattern(TEXT);
        return text;
    }

    static Level level(Settings.LogLevel level) {
        return Level.toLevel(level.name());
    }

    private static boolean isRoot(String name) {
        return name.equalsIgnoreCase(Logger.ROOT_LOGGER_NAME);
    }
}
