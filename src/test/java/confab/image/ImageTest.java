package confab.image;

import static org.assertj.core.api.Assertions.assertThat;

import confab.config.Settings;
import confab.config.SettingsReader;
import confab.config.Shortcut;
import confab.config.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every path, port, variable and option that the Dockerfile names exists. */
final class ImageTest {
    private static final Path OPTIONS = Path.of("src", "main", "jvm", "confab.options");
    private static final Path TRAINING = Path.of("src", "main", "jvm", "train.sh");
    private static final String FORGIVING = "-XX:+IgnoreUnrecognizedVMOptions";

    private Dockerfile image;
    private String pom;

    @BeforeEach
    void readFiles() throws IOException {
        image = Dockerfile.read();
        pom = Files.readString(Path.of("pom.xml"));
    }

    @Test
    void whatIsCopiedIsThereAndIsNotLeftOut() throws IOException {
        List<String> kept = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        assertThat(image.copiedFromHere()).contains("pom.xml", "application.conf", "src/main/jvm/");
        assertThat(image.copiedFromHere()).allSatisfy(source -> {
            assertThat(Path.of(source)).exists();
            assertThat(kept).anySatisfy(path -> assertThat(Path.of(source)).startsWith(Path.of(path)));
        });
        assertThat(kept).allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    @Test
    void theBuildMakesWhatTheImageTakesFromIt() {
        assertThat(image.copiedFrom("build"))
                .containsExactly(List.of("/build/target/lib/", "lib/"), List.of("/build/target/confab.jar", "./"));
        assertThat(pom)
                .contains(
                        "<outputDirectory>${project.build.directory}/lib</outputDirectory>",
                        "<finalName>confab</finalName>",
                        "<classpathPrefix>lib/</classpathPrefix>");
        assertThat(image.copiedFrom("clients")).containsExactly(List.of("/clients/", "target/node/"));
        assertThat(pom).contains("location=\"${project.build.directory}/node\"", "location=\"src/main/node\"");
        assertThat(image.all("WORKDIR").map(Dockerfile.Instruction::arguments))
                .containsExactly("/clients", "/build", "/opt/confab");
    }

    @Test
    void theNodeStartsWithoutAShellAndWithTheCacheThatWasMadeForIt() {
        assertThat(image.last("ENTRYPOINT").exec())
                .containsExactly(
                        "java",
                        "@/opt/confab/jvm/" + OPTIONS.getFileName(),
                        "-XX:AOTCache=/opt/confab/confab.aot",
                        "-jar",
                        "/opt/confab/confab.jar");
        assertThat(image.last("CMD").exec()).containsExactly("serve");
        assertThat(image.last("RUN").arguments())
                .startsWith("jvm/" + TRAINING.getFileName() + " /opt/confab/confab.aot "
                        + image.jvmOptions().get(0) + " ");
        assertThat(TRAINING).isExecutable();
        assertThat(image.all("COPY").map(Dockerfile.Instruction::arguments)).contains("src/main/jvm/ jvm/");
    }

    @Test
    void theUserIsNobodyInParticularAndOwnsTheData() {
        assertThat(image.last("USER").arguments()).isEqualTo("10001:10001");
        assertThat(image.last("RUN").arguments())
                .contains("install -d -o 10001 -g 10001 -m 0750 "
                        + image.environment().get("CONFAB_DATA"));
    }

    @Test
    void portsAreThoseOfTheSettings() {
        Settings defaults = SettingsReader.read(new Sources(Map.of(), Map.of(), null).load());
        assertThat(image.last("EXPOSE").words())
                .containsExactly(
                        String.valueOf(defaults.edge().port()),
                        String.valueOf(defaults.node().port()),
                        String.valueOf(defaults.node().managementPort()));
    }

    @Test
    void variablesAreThoseOfTheSettings() {
        assertThat(Arrays.stream(Shortcut.values()).map(Shortcut::variable))
                .containsAll(image.environment().keySet());
        Settings settings = SettingsReader.read(new Sources(Map.of(), image.environment(), null).load());
        assertThat(settings.edge().host()).isEqualTo("0.0.0.0");
        assertThat(settings.log().data()).isEqualTo(Path.of("/data"));
    }

    @Test
    void theImagesJvmKnowsEveryOption() throws IOException {
        String options = Files.readString(OPTIONS);
        assertThat(options).contains(FORGIVING);
        Path strict = Files.createTempFile("strict", ".options");
        try {
            Files.writeString(strict, options.replace(FORGIVING, ""));
            assertThat(Jdk.ofTheImage().version(List.of("@" + strict)))
                    .contains("version \"25.")
                    .doesNotContainIgnoringCase("warning");
        } finally {
            Files.delete(strict);
        }
    }

    @Test
    void otherJvmsPassOverTheOptionsThatTheyDoNotKnow() throws IOException {
        assertThat(Jdk.ours().version(List.of("@" + OPTIONS))).doesNotContainIgnoringCase("warning");
    }
}
