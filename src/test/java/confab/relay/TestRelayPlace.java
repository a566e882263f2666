package confab.relay;

import com.typesafe.config.ConfigFactory;
import confab.config.SettingsReader;
import confab.room.NodeId;
import confab.room.Rooms;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Where relays are that are tested by themselves. */
final class TestRelayPlace {
    private TestRelayPlace() {}

    /** @param settings lines of {@code confab.relay} that are not as they are by default */
    static RelayPlace of(Rooms rooms, PageSource log, String settings, LongSupplier nanoTime) {
        return new RelayPlace(
                new NodeId("a"),
                SettingsReader.read(ConfigFactory.parseString(settings)
                                .atPath("confab.relay")
                                .withFallback(ConfigFactory.defaultReference()))
                        .relay(),
                Duration.ofSeconds(10),
                100,
                100,
                rooms,
                new Pages(log, 4, 1 << 20),
                new RecentBudget(1 << 20),
                "log",
                true,
                new Books(new TestTimes()),
                new PostCounts(),
                nanoTime);
    }
}
