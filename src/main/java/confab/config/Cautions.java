package confab.config;

import java.util.ArrayList;
import java.util.List;

/** What is allowed and yet worth a word to the operator. */
public final class Cautions {
    private Cautions() {}

    /** A sentence for each; none for settings that are meant for one machine. */
    public static List<String> of(Settings settings) {
        Settings.Edge edge = settings.edge();
        Settings.Node node = settings.node();
        List<String> cautions = new ArrayList<>();
        if (!isLoopback(edge.host()) && edge.allowedOrigins().isEmpty()) {
            cautions.add("Web pages of any origin may connect to " + edge.host() + ":" + edge.port()
                    + "; list those that may in confab.edge.allowed-origins (or CONFAB_ALLOWED_ORIGINS).");
        }
        if (isLoopback(edge.host()) && !isLoopback(node.host())) {
            cautions.add(
                    "Nodes on other machines cannot pass requests of Socket.IO clients on to this one: they reach it at "
                            + node.host() + " (confab.node.host), but its chat port only listens on " + edge.host()
                            + "; set confab.edge.host (or CONFAB_HOST).");
        }
        return cautions;
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1") || host.equals("[::1]");
    }
}
