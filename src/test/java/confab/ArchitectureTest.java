package confab;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The arrows between packages, as a message travels: edge, session, relay, room, log, model. */
final class ArchitectureTest {
    private static final JavaClasses ALL = new ClassFileImporter().importPackages("confab");
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("confab");

    /** A package and those of ours that it may use; all but the settings may use the model. */
    private record Arrows(String from, List<String> to) {
        Arrows(String from, String... to) {
            this(from, List.of(to));
        }

        ArchRule rule() {
            String[] allowed = Stream.concat(Stream.of(from), to.stream())
                    .map(name -> "confab." + name + "..")
                    .toArray(String[]::new);
            return classes()
                    .that()
                    .resideInAPackage("confab." + from + "..")
                    .should()
                    .onlyDependOnClassesThat(resideInAnyPackage(allowed).or(not(resideInAnyPackage("confab.."))))
                    .allowEmptyShould(true);
        }
    }

    private static final List<Arrows> ARROWS = List.of(
            new Arrows("model"),
            new Arrows("config"),
            new Arrows("serialization", "model"),
            new Arrows("protocol", "model"),
            new Arrows("log", "model", "config"),
            new Arrows("room", "model", "config", "serialization", "log"),
            new Arrows("relay", "model", "config", "log", "room", "protocol"),
            new Arrows("engineio", "model", "config", "relay", "protocol"),
            new Arrows("socketio", "model", "config", "serialization", "engineio", "relay", "protocol"),
            new Arrows("session", "model", "config", "socketio", "relay", "protocol"),
            new Arrows("edge", "model", "config", "session", "engineio", "relay", "protocol"),
            new Arrows("api", "model", "config", "edge", "engineio", "protocol"),
            new Arrows("ops", "model", "config", "serialization", "api"),
            // A client among others: it knows nothing of the server.
            new Arrows("bench"));

    @TestFactory
    Stream<DynamicTest> callsPointInward() {
        return ARROWS.stream()
                .map(arrows -> DynamicTest.dynamicTest(
                        arrows.from(), () -> arrows.rule().check(OURS)));
    }

    @Test
    void everyPackageHasItsArrows() {
        assertThat(OURS.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals("confab"))
                        .map(name -> name.replaceFirst("confab\\.([^.]+).*", "$1")))
                .isSubsetOf(ARROWS.stream().map(Arrows::from).toList());
    }

    @Test
    void modelAndProtocolKnowNoActors() {
        noUse(new String[] {"confab.model..", "confab.protocol.."}, "akka..");
    }

    @Test
    void engineIoKnowsNothingOfWhatItCarries() {
        noUse(new String[] {"confab.protocol.engineio.."}, "confab.protocol.socketio..");
    }

    @Test
    void socketsAndHttpStayAtTheEdge() {
        noUseOutside(new String[] {"confab.edge..", "confab.bench.."}, "io.netty..");
        noUseOutside(new String[] {"confab.edge..", "confab.api..", "confab.ops..", "confab"}, "akka.http..");
    }

    @Test
    void databasesStayInTheLog() {
        noUseOutside(
                new String[] {"confab.log.."},
                "java.sql..",
                "org.flywaydb..",
                "org.sqlite..",
                "org.postgresql..",
                "com.zaxxer..");
    }

    @Test
    void metersStayInOps() {
        noUseOutside(new String[] {"confab.ops.."}, "io.micrometer..", "io.prometheus..");
    }

    @Test
    void namesSayWhatAClassIs() {
        for (String ending : List.of(
                "Manager", "Helper", "Util", "Utils", "Common", "Data", "Info", "Processor", "Impl", "Handler")) {
            noClasses().should().haveSimpleNameEndingWith(ending).check(ALL);
        }
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("confab.Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(target(name("printStackTrace")))
                .check(OURS);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .should()
                .callMethodWhere(target(owner(assignableTo(Thread.class))).and(target(name("sleep"))))
                .orShould()
                .callMethodWhere(target(owner(assignableTo(TimeUnit.class))).and(target(name("sleep"))))
                .check(ALL);
    }

    @Test
    void nobodyUsesJavaSerialization() {
        noClasses()
                .should()
                .dependOnClassesThat(assignableTo(ObjectOutputStream.class).or(assignableTo(ObjectInputStream.class)))
                .check(OURS);
        // Enums and exceptions have it from Java; nobody asks for it.
        assertThat(OURS.stream()
                        .filter(type ->
                                type.getRawInterfaces().stream().anyMatch(of -> of.isAssignableTo(Serializable.class)))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    private static void noUse(String[] from, String... what) {
        noClasses()
                .that()
                .resideInAnyPackage(from)
                .should()
                .dependOnClassesThat(resideInAnyPackage(what))
                .check(OURS);
    }

    private static void noUseOutside(String[] allowed, String... what) {
        noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat(resideInAnyPackage(what))
                .check(OURS);
    }
}
