package confab.scene;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Adds to a test's failure what the nodes of its class complained of: a failure that was seen once, somewhere else, is to
 * be understood by its report. JUnit finds it by {@code META-INF/services}.
 */
public final class NodesTell implements BeforeAllCallback, TestExecutionExceptionHandler {
    private static final int MOST_NODES = 8;
    private static final int MOST_LINES = 10;

    private static final Deque<NodeProcess> nodes = new ArrayDeque<>();

    /** One more that may have something to say; the oldest is forgotten for it. */
    static void watch(NodeProcess node) {
        synchronized (nodes) {
            nodes.addLast(node);
            if (nodes.size() > MOST_NODES) {
                nodes.removeFirst();
            }
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        synchronized (nodes) {
            nodes.clear();
        }
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        String said = complaints();
        if (said.isEmpty() || !(failure instanceof AssertionError)) {
            throw failure;
        }
        throw new AssertionError(failure.getMessage() + "\nnodes complained:\n" + said, failure);
    }

    private static String complaints() {
        synchronized (nodes) {
            return nodes.stream().map(NodesTell::complaints).collect(Collectors.joining());
        }
    }

    private static String complaints(NodeProcess node) {
        List<String> lines = node.output()
                .lines()
                .filter(line -> line.contains("WARN") || line.contains("ERROR"))
                .map(line -> node.place().nodeAddress() + ": " + line + "\n")
                .toList();
        return String.join("", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    }
}
