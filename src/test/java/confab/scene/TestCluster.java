package confab.scene;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import akka.cluster.typed.SelfUp;
import akka.cluster.typed.Subscribe;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Actor systems of this process that are a cluster, with Confab's own settings of Akka. */
public final class TestCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Config CONFIG = ConfigFactory.parseString("""
                    akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    akka.remote.artery.advanced.compression.actor-refs.advertisement-interval = 100ms
                    akka.coordinated-shutdown.exit-jvm = off
                    akka.cluster.configuration-compatibility-check.enforce-on-join = off
                    akka.cluster.distributed-data { gossip-interval = 200ms, notify-subscribers-interval = 50ms }
                    """).withFallback(ConfigFactory.load("confab-akka"));

    private final List<ActorTestKit> nodes = new ArrayList<>();

    /** Another node, as soon as it is up. */
    public ActorTestKit addNode() {
        ActorTestKit node = ActorTestKit.create("confab", CONFIG);
        nodes.add(node);
        Cluster cluster = Cluster.get(node.system());
        TestProbe<SelfUp> up = node.createTestProbe();
        cluster.subscriptions().tell(Subscribe.create(up.ref(), SelfUp.class));
        cluster.manager()
                .tell(Join.create(
                        Cluster.get(nodes.get(0).system()).selfMember().address()));
        up.receiveMessage(PATIENCE);
        return node;
    }

    @Override
    public void close() {
        nodes.forEach(ActorTestKit::shutdownTestKit);
    }
}
