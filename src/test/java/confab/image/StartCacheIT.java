package confab.image;

import static org.assertj.core.api.Assertions.assertThat;

import confab.scene.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image's build runs, without a builder: the training of the cache, with the files that `mvn package` has made. */
final class StartCacheIT {
    private static final Path BUILT = Path.of("target");

    @TempDir
    private Path folder;

    @Test
    void theTrainingMakesACacheThatTheJvmTakes() throws IOException, InterruptedException {
        Jdk jdk = Jdk.ofTheImage();
        copyWhatIsBuilt();
        Path cache = folder.resolve("confab.aot");
        String options = "@" + Path.of("src", "main", "jvm", "confab.options").toAbsolutePath();

        train(jdk, cache, options);

        assertThat(cache).exists();
        // The mode "on" ends the JVM where the one of the image, "auto", would go on without the cache.
        String jar = folder.resolve("confab.jar").toString();
        List<String> withCache = List.of(options, "-XX:AOTMode=on", "-XX:AOTCache=" + cache, "-cp", jar);
        assertThat(jdk.version(withCache)).contains("sharing");
    }

    private void copyWhatIsBuilt() throws IOException {
        Files.createDirectory(folder.resolve("lib"));
        try (Stream<Path> files = Files.walk(BUILT, 2)) {
            for (Path jar : files.filter(StartCacheIT::isOfTheImage).toList()) {
                Files.copy(jar, folder.resolve(BUILT.relativize(jar)));
            }
        }
    }

    private static boolean isOfTheImage(Path file) {
        return file.startsWith(BUILT.resolve("lib")) ? file.toString().endsWith(".jar") : file.endsWith("confab.jar");
    }

    private void train(Jdk jdk, Path cache, String options) throws IOException, InterruptedException {
        Place place = Place.onLoopback();
        ProcessBuilder training = new ProcessBuilder(
                        Path.of("src", "main", "jvm", "train.sh")
                                .toAbsolutePath()
                                .toString(),
                        cache.toString(),
                        options)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = training.environment();
        environment.put("PATH", jdk.bin() + ":" + environment.get("PATH"));
        environment.put("CONFAB_TRAINING", "1s");
        environment.put("CONFAB_PORT", String.valueOf(place.port()));
        environment.put("CONFAB_NODE_PORT", String.valueOf(place.nodePort()));
        environment.put("CONFAB_MANAGEMENT_PORT", String.valueOf(place.managementPort()));
        Process process = training.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
