package confab;

import confab.config.BadSettings;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code serve}, {@code check} and {@code bench}. */
@Command(
        name = "confab",
        description = "A clustered real-time chat server.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND")
public final class Main implements Runnable {
    /** Bad settings, or a node that did not start. */
    static final int FAILED = 1;

    private static final Logger log = LoggerFactory.getLogger(Main.class);
    private static final StartNode NODE = Node::start;

    @Spec
    private @Nullable CommandSpec spec;

    private Main() {}

    /** Exits with 1 if the settings are bad or the node does not start, with 2 if the command line is no good. */
    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        int code = run(args, System.getenv(), NODE, out, err);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** The same without a process around it; returns the exit code. */
    static int run(String[] args, Map<String, String> environment, StartNode node, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main())
                .addSubcommand(new ServeCommand(environment, node))
                .addSubcommand(new CheckCommand(environment, out, err))
                .addSubcommand(new BenchCommand(new SecureRandom(), out, err))
                .setOut(out)
                .setErr(err)
                .setExecutionExceptionHandler((e, command, parsed) -> failed(e, err))
                .execute(args);
    }

    /** Without a command there is nothing to do. */
    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "Say what to do: serve, check or bench.");
    }

    private static int failed(Exception e, PrintWriter err) {
        if (e instanceof BadSettings bad) {
            bad.problems().forEach(err::println);
            return FAILED;
        }
        err.println(sentence(e));
        log.debug("did not start", e);
        return FAILED;
    }

    /** What an operator reads of a node that did not start. */
    static String sentence(Exception e) {
        return "Confab did not start: " + (e.getMessage() == null ? e : e.getMessage());
    }
}
