package confab.scene;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A client from npm, in a Node process of its own, which it talks to in lines of JSON. */
final class JsSocketIo extends SocketIoClient {
    private static final Path SCRIPT = Path.of("src", "test", "node", "socket-io-client.mjs");
    /** Where the build lets npm install. */
    private static final Path FOLDER = Path.of("target", "node");

    private final Process process;
    private final BufferedWriter out;

    private JsSocketIo(Process process) {
        this.process = process;
        this.out = process.outputWriter(StandardCharsets.UTF_8);
        Thread reader = new Thread(this::readLines, "socket.io client " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    static Optional<String> absence(String nodePackage) {
        if (!Files.isDirectory(FOLDER.resolve("node_modules").resolve(nodePackage))) {
            return Optional.of("needs " + nodePackage + ", which the build takes from npm");
        }
        try {
            Shell.run("node", "--version");
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of("needs Node.js on the path");
        }
    }

    static JsSocketIo start(String nodePackage, String url, Way way, Map<String, String> auth) {
        ObjectNode options = JSON.createObjectNode();
        options.set("transports", JSON.valueToTree(way.transports()));
        if (!auth.isEmpty()) {
            options.set("auth", JSON.valueToTree(auth));
        }
        try {
            return new JsSocketIo(new ProcessBuilder(
                            "node", SCRIPT.toString(), FOLDER.toString(), nodePackage, url, options.toString())
                    .redirectErrorStream(true)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void leave() {
        write(JSON.createObjectNode().put("leave", true));
    }

    @Override
    public void drop() {
        write(JSON.createObjectNode().put("drop", true));
    }

    /** Kills the process: the server is told nothing. */
    @Override
    public void close() {
        process.destroyForcibly();
    }

    @Override
    void send(String event, ArrayNode args) {
        write(JSON.createObjectNode().put("emit", event).set("args", args));
    }

    @Override
    void send(String event, ArrayNode args, int question) {
        write(JSON.createObjectNode().put("emit", event).put("ask", question).set("args", args));
    }

    private synchronized void write(JsonNode line) {
        try {
            out.write(line.toString());
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLines() {
        try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                hear(line);
            }
        } catch (IOException e) {
            // The process was killed.
        }
    }

    private void hear(String line) {
        JsonNode said = read(line);
        if (said.has("event")) {
            onEvent(said.get("event").asText(), said.get("args"));
        } else if (said.has("answer")) {
            onAnswer(said.get("answer").asInt(), said.get("args"));
        } else {
            onState(said);
        }
    }

    /** What is no JSON is a complaint of Node's: shown when a test did not hear what it waited for. */
    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode().put("state", line);
        }
    }
}
