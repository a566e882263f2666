package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import scala.concurrent.duration.FiniteDuration;

final class TimelyDiscoveryTest {
    private static final FiniteDuration SOON = FiniteDuration.create(50, TimeUnit.MILLISECONDS);

    @Test
    void aLookupThatHangsFails() {
        CompletableFuture<String> asked = new CompletableFuture<>();
        assertThatThrownBy(() -> TimelyDiscovery.within(SOON, asked)
                        .toCompletableFuture()
                        .join())
                .hasCauseInstanceOf(TimeoutException.class)
                .hasMessageContaining("no answer within 50 milliseconds");
    }

    @Test
    void whatIsFoundInTimeIsFoundAndWhatFailsFails() {
        assertThat(TimelyDiscovery.within(SOON, CompletableFuture.completedFuture("found")))
                .isCompletedWithValue("found");
        assertThatThrownBy(
                        () -> TimelyDiscovery.within(SOON, CompletableFuture.failedFuture(new IOException("refused")))
                                .toCompletableFuture()
                                .join())
                .hasRootCauseInstanceOf(IOException.class)
                .hasRootCauseMessage("refused");
    }
}
