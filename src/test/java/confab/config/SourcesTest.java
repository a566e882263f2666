package confab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourcesTest {
    private static final String PORT = "confab.edge.port";

    @TempDir
    private Path folder;

    @Test
    void theCommandLineRanksAboveTheEnvironmentAndThatAboveTheFile() throws IOException {
        Path file = file("confab.edge.port = 1");
        Map<String, String> environment = Map.of("CONFAB_PORT", "2");
        assertThat(load(Map.of(Shortcut.PORT, "3"), environment, file).getInt(PORT))
                .isEqualTo(3);
        assertThat(load(Map.of(), environment, file).getInt(PORT)).isEqualTo(2);
        assertThat(load(Map.of(), Map.of(), file).getInt(PORT)).isEqualTo(1);
        assertThat(load(Map.of(), Map.of(), file("")).getInt(PORT)).isEqualTo(8080);
    }

    @Test
    void everyShortcutWorksWithAFileThatDoesNotMentionIt() throws IOException {
        for (Shortcut shortcut : Shortcut.values()) {
            Config config = load(Map.of(), Map.of(shortcut.variable(), "given"), file(""));
            assertThat(config.getString(shortcut.key())).isEqualTo("given");
            assertThat(Shown.origin(config.getValue(shortcut.key())))
                    .isEqualTo(shortcut.variable() + " in the environment");
        }
    }

    @Test
    void aFileMayAskForAnyVariable() throws IOException {
        Path file = file("confab.log.data = /var/lib/${TENANT}\nconfab.edge.host = ${?NO_SUCH_THING}");
        Config config = load(Map.of(), Map.of("TENANT", "acme"), file);
        assertThat(config.getString("confab.log.data")).isEqualTo("/var/lib/acme");
        assertThat(config.getString("confab.edge.host")).isEqualTo("127.0.0.1");
    }

    @Test
    void whereAValueCameFromIsToldInWords() throws IOException {
        Path file = file("\n\nconfab.edge.host = 127.0.0.2");
        Config config = load(Map.of(Shortcut.SEEDS, List.of("a:1", "b:2")), Map.of("CONFAB_DATA", "d"), file);
        assertThat(EffectiveSetting.of(config).stream().map(EffectiveSetting::toString))
                .contains(
                        "confab.edge.host = \"127.0.0.2\"  # " + file + ", line 3",
                        "confab.node.seeds = [\"a:1\",\"b:2\"]  # --seed on the command line",
                        "confab.log.data = \"d\"  # CONFAB_DATA in the environment",
                        "confab.edge.port = 8080  # default");
    }

    @Test
    void akkaIsToldWhatConfabWantsUnlessTheFileSaysOtherwise() throws IOException {
        Config config = load(Map.of(Shortcut.NODE_PORT, "1234"), Map.of(), file(""));
        assertThat(config.getInt("akka.remote.artery.canonical.port")).isEqualTo(1234);
        assertThat(config.getString("akka.actor.provider")).isEqualTo("cluster");
        assertThat(load(Map.of(), Map.of(), file("akka.remote.artery.canonical.port = 4"))
                        .getInt("akka.remote.artery.canonical.port"))
                .isEqualTo(4);
    }

    @Test
    void aBadSectionIsToldByItsOwnName() throws IOException {
        Config config = load(Map.of(), Map.of(), file("confab.node = 5"));
        assertThatThrownBy(() -> SettingsReader.read(config))
                .isInstanceOf(BadSettings.class)
                .hasMessageStartingWith("confab.node: expected a section");
    }

    @Test
    void aFileThatCannotBeReadIsToldInASentence() {
        Path missing = folder.resolve("missing.conf");
        for (Path path : List.of(missing, folder)) {
            assertThatThrownBy(() -> load(Map.of(), Map.of(), path))
                    .isInstanceOf(BadSettings.class)
                    .hasMessage("The configuration file " + path + " is missing, is a folder or may not be read.");
        }
    }

    @Test
    void aSlipOfThePenIsToldWithItsLine() throws IOException {
        Path file = file("confab {\n edge.port = = 1\n}");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), file))
                .isInstanceOf(BadSettings.class)
                .hasMessageContaining(file + ": 2:");
        Path asking = file("confab.edge.host = ${NO_SUCH_THING}");
        assertThatThrownBy(() -> load(Map.of(), Map.of(), asking))
                .isInstanceOf(BadSettings.class)
                .hasMessageContaining("${NO_SUCH_THING}");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("chat.conf"), text);
    }

    private static Config load(
            Map<Shortcut, Object> commandLine, Map<String, String> environment, @Nullable Path file) {
        return new Sources(commandLine, environment, file).load();
    }
}
