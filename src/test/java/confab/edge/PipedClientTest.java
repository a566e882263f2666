package confab.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A pipe's client that does not read, by ticks of a second. */
final class PipedClientTest {
    private static final int STUCK = 10;

    private final EmbeddedChannel client = new EmbeddedChannel();
    private final EmbeddedChannel upstream = new EmbeddedChannel();
    private final PipedClient piped = new PipedClient(client, upstream, Duration.ofSeconds(STUCK));

    @AfterEach
    void release() {
        client.finishAndReleaseAll();
        upstream.finishAndReleaseAll();
    }

    @Test
    void itIsClosedSoonAfterTheOwnersEnd() {
        ticks(100);
        upstream.close().syncUninterruptibly();
        ticks(4);
        assertThat(client.isOpen()).isTrue();
        ticks(1);
        assertThat(client.isOpen()).isFalse();
    }

    @Test
    void itIsClosedWhenItTakesNothingOfWhatWaits() {
        var unused =
                client.write(client.alloc().buffer().writeZero(client.config().getWriteBufferHighWaterMark() + 1));
        ticks(STUCK - 1);
        assertThat(client.isOpen()).isTrue();
        ticks(1);
        assertThat(client.isOpen()).isFalse();
    }

    private void ticks(int count) {
        for (int i = 0; i < count; i++) {
            piped.tick();
        }
    }
}
