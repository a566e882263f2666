package confab.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigResolveOptions;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code reference.conf} and {@code application.conf} against the code and each other. */
final class ShippedFilesTest {
    private static final Path APPLICATION = Path.of("application.conf");
    private static final Path REFERENCE = Path.of("src", "main", "resources", "reference.conf");

    @Test
    void everySettingHasItsDefaultAndNothingElseHas() {
        List<String> read = Arrays.stream(Settings.class.getRecordComponents())
                .flatMap(ShippedFilesTest::keys)
                .toList();
        assertThat(KnownKeys.documented().inOrder()).containsExactlyInAnyOrderElementsOf(read);
    }

    @Test
    void everySettingIsDocumentedOnceWhereItsDefaultStands() throws IOException {
        Config defaults = Given.defaults();
        assertThat(KnownKeys.documented().inOrder())
                .allSatisfy(key -> assertThat(defaults.getValue(key).origin().comments())
                        .as(key)
                        .isNotEmpty());
        // The format lets a later line for a key replace an earlier one without a word.
        assertThat(Files.readString(REFERENCE).lines().filter(line -> line.matches("    [a-z-]+ = .*")))
                .hasSameSizeAs(KnownKeys.documented().inOrder());
    }

    @Test
    void everyShortcutHasItsLineInTheApplicationsFile() throws IOException {
        String text = Files.readString(APPLICATION);
        for (Shortcut shortcut : Shortcut.values()) {
            String name = shortcut.key().substring(shortcut.key().lastIndexOf('.') + 1);
            assertThat(text).contains(" " + name + " = ${?" + shortcut.variable() + "}\n");
        }
    }

    @Test
    void theApplicationsFileSaysWhatIsTheDefaultAnyway() {
        Config file = ConfigFactory.parseFile(APPLICATION.toFile());
        Config settings = file.withFallback(Given.defaults()).resolve(ConfigResolveOptions.noSystem());
        assertThat(SettingsReader.read(settings)).isEqualTo(SettingsReader.read(Given.defaults()));
        assertThat(Shown.origin(settings.getValue("confab.edge.port"))).startsWith("application.conf, line");
    }

    @Test
    void theJarHasTheApplicationsFileOfTheTop() {
        assertThat(ConfigFactory.parseResources("application.conf"))
                .isEqualTo(ConfigFactory.parseFile(APPLICATION.toFile()));
        assertThat(new Sources(Map.of(), Map.of(), null).load().getInt("confab.edge.port"))
                .isEqualTo(8080);
    }

    /** The log's engine is what {@code memory} and {@code database} make of it. */
    private static Stream<String> keys(RecordComponent section) {
        return Arrays.stream(section.getType().getRecordComponents())
                .map(setting -> key(section, setting))
                .map(key -> key.equals("confab.log.engine") ? "confab.log.memory" : key);
    }

    /** What a field is called in a file. */
    static String key(RecordComponent section, RecordComponent setting) {
        return "confab." + inFile(section.getName()) + "." + inFile(setting.getName());
    }

    private static String inFile(String name) {
        return name.replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
