package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a node takes clients. */
final class ReadinessTest {
    private final ActorTestKit kit = ActorTestKit.create();
    private final Readiness readiness = Readiness.get(kit.system());

    @AfterEach
    void stop() {
        kit.shutdownTestKit();
    }

    @Test
    void itTakesThemUntilItLeaves() {
        assertThat(readiness.isOpen()).isFalse();
        readiness.open();
        assertThat(readiness.isOpen()).isTrue();
        readiness.close();
        assertThat(readiness.isOpen()).isFalse();
    }

    @Test
    void oneThatIsToldToLeaveWhileItStartsTakesNone() {
        readiness.close();
        readiness.open();
        assertThat(readiness.isOpen()).isFalse();
    }
}
