package confab.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;

/**
 * Logback as it is until the settings are known: it says nothing, so that the first line already has the format that is asked
 * for. In Java, as reading logback's XML takes a tenth of the time in which a node starts.
 */
public final class QuietStart extends ContextAwareBase implements Configurator {
    /** Names Logback's own file, which takes the place of all of this. */
    private static final String FILE_PROPERTY = "logback.configurationFile";

    private static final List<String> FILES = List.of("logback-test.xml", "logback.xml");

    /** Marks what {@link Logging} may set up. */
    private static final String MARK = QuietStart.class.getName();

    @Override
    public ExecutionStatus configure(LoggerContext logback) {
        ClassLoader loader = QuietStart.class.getClassLoader();
        boolean hasFile = System.getProperty(FILE_PROPERTY) != null
                || FILES.stream().anyMatch(name -> loader.getResource(name) != null);
        if (hasFile) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        logback.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.WARN);
        logback.putObject(MARK, this);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** Whether no file of an operator's own is in charge. */
    static boolean isInForce(LoggerContext logback) {
        return logback.getObject(MARK) != null;
    }
}
