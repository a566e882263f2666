package confab.relay;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import confab.config.SettingsReader;
import confab.log.MessageLog;
import confab.log.MessageLogs;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Three nodes of real relays, rooms and leases on a network that loses, delays, repeats and reorders what it carries, is cut
 * and mended, while rooms move and members come and go: the promises hold all the same.
 */
final class LossyNetworkIT {
    private static final ActorTestKit KIT = ActorTestKit.create(
            "lossy",
            ConfigFactory.parseString("akka { loglevel = WARNING, actor.provider = cluster\n"
                    + "remote.artery.canonical { hostname = \"127.0.0.1\", port = 0 } }"));

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    static LongStream seeds() {
        return LongStream.concat(LongStream.of(1, 2), LongStream.of(new Random().nextLong()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thePromisesHoldWhateverTheNetworkDoes(long seed) throws Exception {
        try (LossyScene scene = new LossyScene(KIT, seed, open("memory = true"))) {
            scene.play();
        }
    }

    @Test
    void theyHoldWithALogOnDiskToo(@TempDir Path folder) throws Exception {
        try (LossyScene scene = new LossyScene(KIT, 3, open("data = " + ConfigUtil.quoteString(folder.toString())))) {
            scene.play();
        }
    }

    private static MessageLog open(String line) {
        Config given = ConfigFactory.parseString(line).atPath("confab.log");
        return MessageLogs.open(
                SettingsReader.read(given.withFallback(ConfigFactory.defaultReference()))
                        .log(),
                Clock.systemUTC(),
                new Random(1));
    }
}
