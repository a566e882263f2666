package confab.image;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The Dockerfile at the top, read. */
final class Dockerfile {
    private final List<Instruction> instructions;

    /** A line of it, put together again where it was continued. */
    record Instruction(String name, String arguments) {
        List<String> words() {
            return List.of(arguments.split("\\s+"));
        }

        /** Of the exec form; fails for the shell's. */
        List<String> exec() {
            try {
                return List.of(new ObjectMapper().readValue(arguments, String[].class));
            } catch (JsonProcessingException e) {
                throw new AssertionError(name + " is not in its exec form: " + arguments, e);
            }
        }
    }

    private Dockerfile(List<Instruction> instructions) {
        this.instructions = instructions;
    }

    static Dockerfile read() throws IOException {
        String text = Files.readString(Path.of("Dockerfile"))
                .replaceAll("(?m)^#.*\n", "")
                .replaceAll("\\\\\n\\s*", " ");
        return new Dockerfile(text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.split("\\s+", 2))
                .map(line -> new Instruction(line[0], line[1]))
                .toList());
    }

    Stream<Instruction> all(String name) {
        return instructions.stream().filter(instruction -> instruction.name().equals(name));
    }

    /** The one that counts where there are more, as of the image's user. */
    Instruction last(String name) {
        return all(name).reduce((first, second) -> second).orElseThrow(() -> new AssertionError("no " + name));
    }

    /** The first word of each ends it: {@code NAME=value}. */
    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        all("ENV")
                .flatMap(instruction -> instruction.words().stream())
                .map(word -> word.split("=", 2))
                .forEach(pair -> environment.put(pair[0], pair[1]));
        return environment;
    }

    /** What the JVM is told before {@code -jar}. */
    List<String> jvmOptions() {
        List<String> command = last("ENTRYPOINT").exec();
        return command.subList(1, command.indexOf("-jar"));
    }

    /** From the build's folder, not from a stage. */
    Stream<String> copiedFromHere() {
        return all("COPY")
                .map(Instruction::words)
                .filter(words -> !words.get(0).startsWith("--from="))
                .flatMap(words -> words.subList(0, words.size() - 1).stream());
    }

    /** From a stage, as {@code [from, to]}. */
    List<List<String>> copiedFrom(String stage) {
        return all("COPY")
                .map(Instruction::words)
                .filter(words -> words.get(0).equals("--from=" + stage))
                .map(words -> List.copyOf(Arrays.asList(words.get(1), words.get(2))))
                .toList();
    }
}
