package confab.scene;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A node as users run it: {@code confab.Main serve} in a process of its own, on free ports. */
public final class NodeProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final String READY = "ready: open http://localhost:";

    private final Process process;
    private final int port;
    private final int nodePort;
    private final int managementPort;
    private final List<String> lines = new ArrayList<>();
    private final CountDownLatch ready = new CountDownLatch(1);

    private NodeProcess(Path folder, List<String> options) throws IOException {
        port = portOf(options, "--port=");
        nodePort = freePort();
        managementPort = portOf(options, "--management-port=");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                classPath(),
                "confab.Main",
                "serve",
                "--node-port=" + nodePort));
        addUnlessGiven(command, options, "--port=", port);
        addUnlessGiven(command, options, "--management-port=", managementPort);
        command.addAll(options);
        process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        Thread reader = new Thread(this::readLines, "node " + port);
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a node and waits until it serves clients. */
    public static NodeProcess start(Path folder, String... options) throws IOException {
        NodeProcess node = launch(folder, options);
        node.awaitReady();
        return node;
    }

    /** Starts a node in the same cluster as another, with the same folder, and waits until it serves clients. */
    public static NodeProcess join(NodeProcess other, Path folder, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add("--seed=127.0.0.1:" + other.nodePort);
        return start(folder, all.toArray(String[]::new));
    }

    /** Starts a node and does not wait. */
    public static NodeProcess launch(Path folder, String... options) throws IOException {
        return new NodeProcess(folder, List.of(options));
    }

    /** Waits until it serves clients. */
    public void awaitReady() {
        if (!await(ready) || !process.isAlive()) {
            close();
            throw new AssertionError("the node did not start:\n" + output());
        }
    }

    public int port() {
        return port;
    }

    public int nodePort() {
        return nodePort;
    }

    public int managementPort() {
        return managementPort;
    }

    /** SIGKILL: the process does nothing more. */
    public void kill() {
        process.destroyForcibly();
        exitCode(START);
    }

    /** SIGTERM: the process is asked to leave. */
    public void terminate() {
        process.destroy();
    }

    /** SIGSTOP: the process stands still, its sockets stay open. */
    public void freeze() {
        signal("STOP");
    }

    /** SIGCONT: it goes on where it stood. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            int exit = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new AssertionError("kill -" + name + " ended with " + exit);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the end of the process. */
    public int exitCode(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the node did not end in " + patience + ":\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that it printed. */
    public String output() {
        synchronized (lines) {
            return String.join("\n", lines);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    /** The port that the options name, else a free one. */
    private static int portOf(List<String> options, String name) {
        return options.stream()
                .filter(option -> option.startsWith(name))
                .map(option -> Integer.parseInt(option.substring(name.length())))
                .findFirst()
                .orElseGet(NodeProcess::freePort);
    }

    private static void addUnlessGiven(List<String> command, List<String> options, String name, int value) {
        if (options.stream().noneMatch(option -> option.startsWith(name))) {
            command.add(name + value);
        }
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
                if (line.contains(READY)) {
                    ready.countDown();
                }
            }
        } catch (IOException e) {
            // The process was killed.
        }
        ready.countDown();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(START.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tests' own but for the tests, in full: the process runs in another folder. */
    private static String classPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.endsWith("test-classes")) {
                continue;
            }
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
