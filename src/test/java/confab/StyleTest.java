package confab;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** Rules of the house that neither the formatter nor the linters know. */
final class StyleTest {
    private static final int MAX_LINES = 400;

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("confab");

    @Test
    void everyCommandIsInTheTableOfItsActorWithItsHandler() {
        List<String> missing = new ArrayList<>();
        int commands = 0;
        for (JavaClass command : OURS) {
            Optional<JavaClass> actor = actorOf(command);
            if (actor.isEmpty()) {
                continue;
            }
            commands++;
            JavaMethod table = actor.get().getMethod("createReceive");
            String handler = "on" + command.getSimpleName();
            boolean isNamed = table.getReferencedClassObjects().stream()
                    .anyMatch(named -> named.getRawType().equals(command));
            boolean isHandled = table.getMethodReferencesFromSelf().stream()
                    .anyMatch(call -> call.getTargetOwner().equals(actor.get())
                            && call.getTarget().getName().equals(handler));
            if (!isNamed || !isHandled) {
                missing.add(command.getName() + ": onMessage(" + command.getSimpleName() + ".class, this::" + handler
                        + ")");
            }
        }
        assertThat(missing).isEmpty();
        assertThat(commands).as("commands found").isGreaterThan(40);
    }

    @Test
    void commandsAreSealedAndWithinTheirActor() {
        for (JavaClass type : OURS) {
            if (type.isInterface() && type.getSimpleName().equals("Command")) {
                assertThat(type.reflect().isSealed()).as(type.getName()).isTrue();
                assertThat(type.getSubclasses())
                        .allSatisfy(of -> assertThat(of.getEnclosingClass()).isEqualTo(type.getEnclosingClass()));
            }
        }
    }

    @Test
    void whatHasTestsIsNamedSoThatTheyAreRun() {
        for (JavaClass type : new ClassFileImporter().importPackages("confab")) {
            boolean hasTests =
                    type.getMethods().stream().anyMatch(method -> method.isMetaAnnotatedWith(Testable.class));
            boolean isToBeExtended = type.getModifiers().contains(JavaModifier.ABSTRACT) || type.isInterface();
            if (hasTests && !isToBeExtended && type.isTopLevelClass()) {
                assertThat(type.getSimpleName()).matches(".*(Test|IT)");
            }
        }
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
            boolean isBeside = !folder.startsWith(Path.of("src", "main"));
            boolean isDescribed = Files.exists(info) || (isBeside && Files.exists(mainOf(folder)));
            assertThat(isDescribed).as(info.toString()).isTrue();
            if (Files.exists(info)) {
                assertThat(Files.readString(info)).as(info.toString()).contains("@NullMarked", "/**");
            }
        }
    }

    /** The class around a command, if it is one and not a kind of them. */
    private static Optional<JavaClass> actorOf(JavaClass type) {
        return type.getEnclosingClass()
                .filter(around -> !type.isInterface())
                .filter(around -> type.getAllRawInterfaces().stream()
                        .anyMatch(of -> of.getName().equals(around.getName() + "$Command")));
    }

    private static Path mainOf(Path folder) {
        return Path.of(folder.toString().replaceFirst("src/[a-z]+/java", "src/main/java"), "package-info.java");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }
}
