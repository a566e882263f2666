package confab.config;

import java.net.URI;
import java.util.Locale;

/** An origin as browsers send it (RFC 6454 section 6.2): scheme, host and port if it is not the scheme's own. */
final class WebOrigin {
    static final String EXPECTED = "origins such as https://chat.example.org, or a list of them";

    private WebOrigin() {}

    /** The origin in lower case, as browsers write it. */
    static String checked(String text) {
        URI uri = URI.create(text);
        if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("no origin");
        }
        String origin = uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        if (!origin.equals(text)) {
            throw new IllegalArgumentException("more than an origin");
        }
        return origin.toLowerCase(Locale.ROOT);
    }
}
