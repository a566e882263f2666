package confab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the README shows is what the tests run. */
final class ReadmeTest {
    @Test
    void namespaceOfTheReadmeIsTheOneThatIsTested() throws IOException {
        Path source = Path.of("src", "test", "java", "dice", "Dice.java");

        assertThat(Files.readString(Path.of("README.md")))
                .contains("```java\n" + Files.readString(source).trim() + "\n```");
    }
}
