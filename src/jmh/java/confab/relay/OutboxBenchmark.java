package confab.relay;

import akka.actor.typed.ActorRef;
import confab.log.MessageLog;
import confab.model.Body;
import confab.model.Draft;
import confab.model.PostId;
import confab.model.SessionId;
import confab.model.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A relay's posts into a batch, on its way, and answered. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class OutboxBenchmark {
    private static final MessageLog.Place PLACE = new MessageLog.Place(1, 1, false);

    /** Posts of the batch. */
    @Param({"1", "16", "512"})
    public int batch = 1;

    private final Outbox outbox = new Outbox(new PostCounts(), 8_192, 512, 96 * 1024);
    private final Draft draft = new Draft(
            new PostId("2c5e9d4a"),
            new UserName("Ann"),
            Body.ofJson(('"' + "x".repeat(32) + '"').getBytes(StandardCharsets.US_ASCII)),
            new SessionId("session"));

    /** Nobody is answered here. */
    @SuppressWarnings("NullAway")
    private final @Nullable ActorRef<RelayNews> nobody = null;

    @Benchmark
    public List<Outbox.Pending> batch() {
        for (int i = 0; i < batch; i++) {
            outbox.offer(new Outbox.Pending(draft, null, nobody, i));
        }
        Outbox.Shipment shipment = Objects.requireNonNull(outbox.ship());
        return outbox.answered(shipment.number(), Collections.nCopies(batch, PLACE));
    }
}
