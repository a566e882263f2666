package confab.ops;

import akka.actor.ActorSystem;
import akka.management.cluster.bootstrap.ClusterBootstrapSettings;
import akka.management.cluster.bootstrap.JoinDecision;
import akka.management.cluster.bootstrap.JoinOtherSeedNodes;
import akka.management.cluster.bootstrap.JoinSelf;
import akka.management.cluster.bootstrap.LowestAddressJoinDecider;
import akka.management.cluster.bootstrap.SeedNodesInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.concurrent.Future;
import scala.util.Try;

/**
 * Akka's rule of who joins whom, told to the operator: a node that waits says what for. Named in {@code confab-akka.conf};
 * asked by one actor, until the node has joined.
 */
public final class JoinRule extends LowestAddressJoinDecider {
    private static final Logger LOG = LoggerFactory.getLogger(JoinRule.class);

    private final int required;
    private String told = "";

    /** Called by Akka's Cluster Bootstrap, by this signature. */
    public JoinRule(ActorSystem system, ClusterBootstrapSettings settings) {
        super(system, settings);
        this.required = settings.getContactPointDiscoveryRequiredContactPointsNr();
    }

    @Override
    public Future<JoinDecision> decide(SeedNodesInformation known) {
        Future<JoinDecision> decided = super.decide(known);
        // It has decided at once, whatever its signature says.
        Option<Try<JoinDecision>> outcome = decided.value();
        if (outcome.isDefined() && outcome.get().isSuccess()) {
            tell(state(known, outcome.get().get()));
        }
        return decided;
    }

    private void tell(String state) {
        if (!state.equals(told)) {
            told = state;
            LOG.info(state);
        }
    }

    private String state(SeedNodesInformation known, JoinDecision decision) {
        int found = known.getContactPoints().size();
        if (decision == JoinSelf.getInstance()) {
            return "forms a new cluster: of the " + found
                    + " nodes found none is in one, and this has the lowest address";
        }
        if (decision instanceof JoinOtherSeedNodes join) {
            return "joins the cluster of " + join.seedNodes().mkString(", ");
        }
        return "looks for its cluster: " + found + " nodes found, "
                + known.getSeedNodesObservations().size()
                + " of them answer, none is in one; to form one all found must answer, " + required + " at least";
    }
}
