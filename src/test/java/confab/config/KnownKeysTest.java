package confab.config;

import static confab.config.SettingsReaderTest.problems;
import static confab.config.SettingsReaderTest.read;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KnownKeysTest {
    @Test
    void anUnknownKeyIsToldWithTheNearestKnownOne() {
        assertThat(problems("confab.edge.prot = 1"))
                .containsExactly(
                        "confab.edge.prot is unknown (given.conf: 1); the nearest known key is confab.edge.port.");
    }

    @Test
    void anUnknownSectionIsToldWithTheNearestSection() {
        assertThat(problems("confab.egde { port = 1, host = x }"))
                .containsExactly("confab.egde is unknown (given.conf: 1); the nearest known key is confab.edge.");
    }

    @Test
    void allUnknownKeysAreToldAtOnce() {
        assertThat(problems("confab.a = 1", "confab.\"b.c\" = 2", "confab.log.dada = x"))
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).startsWith("confab.\"b.c\" is unknown (given.conf: 2)"));
    }

    @Test
    void aSectionIsASection() {
        assertThat(problems("confab.node = 5"))
                .containsExactly("confab.node: expected a section { … }, found 5 (given.conf: 1).");
        assertThat(problems("confab = null"))
                .containsExactly("confab: expected a section { … }, found null (given.conf: 1).");
    }

    @Test
    void otherPeoplesKeysAreTheirs() {
        assertThat(read("akka.no-such-key = 1", "confabulation = 2").edge().port())
                .isEqualTo(8080);
    }
}
