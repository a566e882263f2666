package confab;

import akka.Done;
import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.JoinSeedNodes;
import akka.management.javadsl.AkkaManagement;
import com.typesafe.config.Config;
import confab.config.Settings;
import confab.engineio.ClusterOwners;
import confab.log.MessageLog;
import confab.log.MessageLogs;
import confab.ops.Bootstrap;
import confab.ops.Logging;
import confab.ops.NodeAddress;
import confab.ops.SameLog;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process's node: its log, its actor system, its place in the cluster. */
final class Node {
    private static final Logger log = LoggerFactory.getLogger(Node.class);

    private static final String SYSTEM = "confab";

    private Node() {}

    /**
     * Opens the log, starts the actor system and joins the cluster; the {@link Guardian} goes on when the node is up.
     *
     * @throws confab.config.BadSettings if what its discovery needs is not there
     * @throws confab.log.LogNotOpened if the log cannot be used
     */
    static void start(Settings settings, Config config) {
        Bootstrap.require(settings.cluster(), System.getenv());
        MessageLog messages = MessageLogs.open(settings.log(), Clock.systemUTC(), new SecureRandom());
        ActorSystem<Guardian.Command> system;
        try {
            system = ActorSystem.create(
                    Guardian.create(settings, messages), SYSTEM, SameLog.tell(config(settings, config), messages.id()));
        } catch (RuntimeException e) {
            messages.close();
            throw e;
        }
        Logging.name(NodeAddress.of(system.address()));
        explainEnd(system);
        AkkaManagement.get(system).start().whenComplete((address, failure) -> {
            if (failure == null) {
                join(system, settings);
            } else {
                log.error(
                        "cannot open the management port {}: {}",
                        settings.node().managementPort(),
                        failure.getMessage());
                CoordinatedShutdown.get(system).run(StartFailed.INSTANCE);
            }
        });
    }

    /** Others pass requests on to where clients connect: to the address that is listened on, if it is one. */
    private static Config config(Settings settings, Config config) {
        String host = settings.edge().host();
        boolean isAny = host.equals("0.0.0.0") || host.equals("::") || host.equals("[::]");
        return ClusterOwners.tell(
                Bootstrap.configure(config, settings.cluster()),
                isAny ? settings.node().host() : host,
                settings.edge().port());
    }

    private static void join(ActorSystem<?> system, Settings settings) {
        if (settings.cluster().discovery() != Settings.Discovery.SEEDS) {
            Bootstrap.start(system);
            return;
        }
        Cluster cluster = Cluster.get(system);
        List<Address> seeds = settings.node().seeds().stream()
                .map(seed -> new Address("akka", SYSTEM, seed.host(), seed.port()))
                .toList();
        Address self = cluster.selfMember().address();
        cluster.manager().tell(new JoinSeedNodes(seeds.isEmpty() ? List.of(self) : seeds));
    }

    /** Of those ends that Akka itself brings about. */
    private static void explainEnd(ActorSystem<?> system) {
        Map<CoordinatedShutdown.Reason, String> sentences = Map.of(
                CoordinatedShutdown.incompatibleConfigurationDetectedReason(), SameLog.REFUSAL,
                CoordinatedShutdown.clusterJoinUnsuccessfulReason(), Bootstrap.NOT_JOINED);
        CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
        shutdown.addTask(CoordinatedShutdown.PhaseBeforeServiceUnbind(), "explain", () -> {
            shutdown.getShutdownReason().map(sentences::get).ifPresent(log::error);
            return CompletableFuture.completedFuture(Done.getInstance());
        });
    }
}
