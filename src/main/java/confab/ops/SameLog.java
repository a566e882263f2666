package confab.ops;

import akka.cluster.ConfigValidation;
import akka.cluster.JoinConfigCompatChecker;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets only nodes of one log into a cluster: a node tells the id of its log when it joins, and the cluster compares. Two logs
 * in one cluster would number one room twice.
 */
public final class SameLog extends JoinConfigCompatChecker {
    /** What an operator reads when a node is refused. */
    public static final String REFUSAL =
            "This node keeps its messages in another log than the cluster that it wants to join, so it stops. "
                    + "Give it the same --data folder (nodes of one machine) or the same database as the others; or give "
                    + "--memory to every node; or leave out --seed, and it is a cluster by itself.";

    private static final String KEY = "confab.log-id";
    private static final Seq<String> KEYS =
            CollectionConverters.asScala(List.of(KEY)).toSeq();

    /** The configuration with the id of this node's log, for the cluster to compare. */
    public static Config tell(Config config, String logId) {
        return config.withValue(KEY, ConfigValueFactory.fromAnyRef(logId));
    }

    @Override
    public Seq<String> requiredKeys() {
        return KEYS;
    }

    @Override
    public ConfigValidation check(Config joining, Config ours) {
        return JoinConfigCompatChecker.fullMatch(KEYS, joining, ours);
    }
}
