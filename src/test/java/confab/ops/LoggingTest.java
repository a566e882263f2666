package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.javadsl.Adapter;
import akka.event.EventStream;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import confab.config.Settings;
import confab.config.Settings.LogLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

final class LoggingTest {
    private static final Config CONFIG = ConfigFactory.parseString("akka.loglevel = INFO");

    @ParameterizedTest
    @CsvSource({
        "akka.cluster, DEBUG, DEBUG",
        "root, TRACE, DEBUG",
        "akka.cluster, INFO, INFO",
        "akka, OFF, INFO",
        "confab.room, DEBUG, INFO",
    })
    void akkasOwnGateOpensForLinesThatAreAskedFor(String name, LogLevel level, String akkas) {
        assertThat(Logging.tellAkka(CONFIG, settings(Map.of(name, level))).getString("akka.loglevel"))
                .isEqualTo(akkas);
    }

    @Test
    void akkasOwnGateOpensInANodeThatRuns() {
        ActorTestKit kit = ActorTestKit.create(CONFIG.withFallback(ConfigFactory.load()));
        try {
            EventStream events = Adapter.toClassic(kit.system()).eventStream();
            assertThat(events.logLevel()).isEqualTo(akka.event.Logging.InfoLevel());
            Logging.openAkka(kit.system());
            assertThat(events.logLevel()).isEqualTo(akka.event.Logging.DebugLevel());
        } finally {
            kit.shutdownTestKit();
        }
    }

    /** These tests have one, or they could not say what is wrong in a format of their own. */
    @Test
    void aFileOfTheOperatorsOwnStaysInCharge() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        List<Appender<ILoggingEvent>> before = appenders(root);

        Logging.start(settings(Map.of("confab.of.nobody", LogLevel.TRACE)), "here:1");

        assertThat(before).isNotEmpty().isEqualTo(appenders(root));
        assertThat(((Logger) LoggerFactory.getLogger("confab.of.nobody")).getLevel())
                .isNull();
    }

    private static List<Appender<ILoggingEvent>> appenders(Logger logger) {
        List<Appender<ILoggingEvent>> all = new ArrayList<>();
        logger.iteratorForAppenders().forEachRemaining(all::add);
        return all;
    }

    private static Settings.Logging settings(Map<String, LogLevel> levels) {
        return new Settings.Logging(Settings.LogFormat.JSON, LogLevel.INFO, levels);
    }
}
