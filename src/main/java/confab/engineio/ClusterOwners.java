package confab.engineio;

import akka.actor.typed.ActorSystem;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds the nodes of sessions among the cluster's members. Each tells its chat port by a role: all members know it before
 * the node is up, and forget it with the node, so that nothing else has to be told or kept.
 */
public final class ClusterOwners implements Owners {
    private static final String ROLES = "akka.cluster.roles";
    private static final String CHAT_PORT = "confab-chat-";

    private final Cluster cluster;

    public ClusterOwners(ActorSystem<?> system) {
        this.cluster = Cluster.get(system);
    }

    /**
     * Configuration of a node that tells the others its chat port.
     *
     * @param host where the others reach it
     * @param port 0, which is none yet, is not told: requests for its sessions are not passed on then
     */
    public static Config tell(Config config, String host, int port) {
        if (port == 0) {
            return config;
        }
        List<String> roles = new ArrayList<>(config.getStringList(ROLES));
        roles.add(CHAT_PORT + host + ":" + port);
        return config.withValue(ROLES, ConfigValueFactory.fromIterable(roles));
    }

    @Override
    public Owner of(String sid) {
        OptionalLong uid = Sids.nodeUid(sid);
        if (uid.isEmpty()) {
            return new Nowhere();
        }
        if (uid.getAsLong() == cluster.selfMember().uniqueAddress().longUid()) {
            return new Here();
        }
        for (Member member : cluster.state().getMembers()) {
            if (member.uniqueAddress().longUid() == uid.getAsLong()) {
                return owner(member);
            }
        }
        return new Nowhere();
    }

    private static Owner owner(Member member) {
        for (String role : member.getRoles()) {
            if (role.startsWith(CHAT_PORT)) {
                int colon = role.lastIndexOf(':');
                String host = role.substring(CHAT_PORT.length(), colon);
                return new Elsewhere(new InetSocketAddress(host, Integer.parseInt(role.substring(colon + 1))));
            }
        }
        return new Nowhere();
    }
}
