package confab.scene;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A node as users run it: {@code confab.Main serve} in a process of its own, on free ports unless a place says which. */
public final class NodeProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);

    /** Options for the nodes' JVMs, blanks between; the build has some for integration tests. */
    private static final String JVM = "nodes.jvm";

    private static final String READY = "ready: open http:"; // in JSON slashes are escaped

    private final Process process;
    private final Place place;
    private final List<String> lines = new ArrayList<>();
    private final CountDownLatch ready = new CountDownLatch(1);

    private NodeProcess(String classPath, Place place, Path folder, List<String> options) throws IOException {
        this(classPath, asTold(place, options), folder, withPlace(place, options), Map.of());
    }

    private NodeProcess(
            String classPath, Place place, Path folder, List<String> options, Map<String, String> environment)
            throws IOException {
        this.place = place;
        List<String> command = new ArrayList<>(place.entrance());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Stream.of(System.getProperty(JVM, "").split(" "))
                .filter(option -> !option.isEmpty())
                .forEach(command::add);
        command.addAll(List.of("-Xmx512m", "-cp", classPath, "confab.Main", "serve"));
        command.addAll(options);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        NodesTell.watch(this);
        Thread reader = new Thread(this::readLines, "node " + place.nodeAddress());
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a node and waits until it serves clients. */
    public static NodeProcess start(Path folder, String... options) throws IOException {
        return start(Place.onLoopback(), folder, options);
    }

    /** Starts a node with more on its class path, a jar or a folder, and waits until it serves clients. */
    public static NodeProcess startWith(Path more, Path folder, String... options) throws IOException {
        return startWith(more, Place.onLoopback(), folder, options);
    }

    /** Starts a node there with more on its class path, and waits until it serves clients. */
    public static NodeProcess startWith(Path more, Place place, Path folder, String... options) throws IOException {
        String classPath = classPath() + File.pathSeparator + more.toAbsolutePath();
        NodeProcess node = new NodeProcess(classPath, place, folder, List.of(options));
        node.awaitReady();
        return node;
    }

    /** Starts a node there and waits until it serves clients. */
    public static NodeProcess start(Place place, Path folder, String... options) throws IOException {
        NodeProcess node = launch(place, folder, options);
        node.awaitReady();
        return node;
    }

    /** Starts a node in the same cluster as another, with the same folder, and waits until it serves clients. */
    public static NodeProcess join(NodeProcess other, Path folder, String... options) throws IOException {
        List<String> all = new ArrayList<>(List.of(options));
        all.add(other.place.seed());
        return start(folder, all.toArray(String[]::new));
    }

    /** Starts a node and does not wait. */
    public static NodeProcess launch(Path folder, String... options) throws IOException {
        return launch(Place.onLoopback(), folder, options);
    }

    /** Starts a node there and does not wait. */
    public static NodeProcess launch(Place place, Path folder, String... options) throws IOException {
        return new NodeProcess(classPath(), place, folder, List.of(options));
    }

    /** Starts a node that is told everything by its environment, the place too, and does not wait. */
    public static NodeProcess launch(Place place, Path folder, Map<String, String> environment) throws IOException {
        return new NodeProcess(classPath(), place, folder, List.of(), environment);
    }

    /** Waits until it serves clients. */
    public void awaitReady() {
        if (!await(ready) || !process.isAlive()) {
            close();
            throw new AssertionError("the node did not start:\n" + output());
        }
    }

    public Place place() {
        return place;
    }

    /** Of the process. */
    public long pid() {
        return process.pid();
    }

    public int port() {
        return place.port();
    }

    public int nodePort() {
        return place.nodePort();
    }

    public int managementPort() {
        return place.managementPort();
    }

    /** Whether it has said that it serves clients, and has not ended since. */
    public boolean isReady() {
        return ready.getCount() == 0 && process.isAlive();
    }

    /** Whether it serves clients, or ends, before that time is over. */
    public boolean isReadyWithin(Duration patience) {
        try {
            return ready.await(patience.toMillis(), TimeUnit.MILLISECONDS) && process.isAlive();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until it has printed that. */
    public void awaitLine(String text, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!output().contains(text)) {
            if (System.nanoTime() > end || isReadyWithin(POLL)) {
                throw new AssertionError("the node did not say " + text + ":\n" + output());
            }
        }
    }

    public boolean isAlive() {
        return process.isAlive();
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

    /** Options may name ports too. */
    private static Place asTold(Place place, List<String> options) {
        return new Place(
                place.entrance(),
                place.host(),
                portOf(options, "--port=", place.port()),
                place.nodePort(),
                portOf(options, "--management-port=", place.managementPort()));
    }

    private static int portOf(List<String> options, String name, int otherwise) {
        return options.stream()
                .filter(option -> option.startsWith(name))
                .map(option -> Integer.parseInt(option.substring(name.length())))
                .findFirst()
                .orElse(otherwise);
    }

    private static List<String> withPlace(Place place, List<String> options) {
        List<String> all = new ArrayList<>(
                List.of("--host=" + place.host(), "--node-host=" + place.host(), "--node-port=" + place.nodePort()));
        addUnlessGiven(all, options, "--port=", place.port());
        addUnlessGiven(all, options, "--management-port=", place.managementPort());
        all.addAll(options);
        return all;
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
