package confab.config;

import java.util.List;

/** What is allowed and yet worth a word to the operator. */
public final class Cautions {
    private Cautions() {}

    /** A sentence for each; none for settings that are meant for one machine. */
    public static List<String> of(Settings settings) {
        Settings.Edge edge = settings.edge();
        if (isLoopback(edge.host()) || !edge.allowedOrigins().isEmpty()) {
            return List.of();
        }
        return List.of("Web pages of any origin may connect to " + edge.host() + ":" + edge.port()
                + "; list those that may in confab.edge.allowed-origins (or CONFAB_ALLOWED_ORIGINS).");
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost") || host.startsWith("127.") || host.equals("::1") || host.equals("[::1]");
    }
}
