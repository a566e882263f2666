package confab;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules of the house that neither the formatter nor the linters know. */
final class StyleTest {
    private static final int MAX_LINES = 400;

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("confab");

    @Test
    void everyCommandOfAnActorHasItsHandler() {
        List<String> missing = new ArrayList<>();
        int commands = 0;
        for (JavaClass command : OURS) {
            if (!isCommandOfItsActor(command)) {
                continue;
            }
            commands++;
            Set<String> methods = command.getEnclosingClass().orElseThrow().getMethods().stream()
                    .map(JavaMethod::getName)
                    .collect(Collectors.toSet());
            if (!methods.contains("on" + command.getSimpleName())) {
                missing.add(command.getName());
            }
        }
        assertThat(missing).isEmpty();
        assertThat(commands).as("commands found").isGreaterThan(20);
    }

    @Test
    void noFileIsTooLong() throws IOException {
        for (Path file : sources()) {
            assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(MAX_LINES);
        }
    }

    @Test
    void everyPackageSaysWhatItIsForAndThatNothingIsNull() throws IOException {
        Set<Path> packages = sources().stream().map(Path::getParent).collect(Collectors.toSet());
        for (Path folder : packages) {
            Path info = folder.resolve("package-info.java");
            boolean isTest = folder.startsWith(Path.of("src", "test"));
            boolean isDescribed = Files.exists(info) || (isTest && Files.exists(mainOf(folder)));
            assertThat(isDescribed).as(info.toString()).isTrue();
            if (Files.exists(info)) {
                assertThat(Files.readString(info)).as(info.toString()).contains("@NullMarked", "/**");
            }
        }
    }

    private static boolean isCommandOfItsActor(JavaClass type) {
        return type.getEnclosingClass().isPresent()
                && type.getRawInterfaces().stream()
                        .anyMatch(of -> of.getName()
                                .equals(type.getEnclosingClass().orElseThrow().getName() + "$Command"));
    }

    private static Path mainOf(Path folder) {
        return Path.of(folder.toString().replace("src/test/java", "src/main/java"), "package-info.java");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
