package confab.config;

import java.net.URI;
import java.util.Locale;

/** An origin as browsers send it (RFC 6454 section 6.2): scheme, host and port if it is not the scheme's own. */
final class WebOrigin {
    static final String EXPECTED = "origins such as https://chat.example.org, or a list of them";

    private WebOrigin() {}

    /** The origin in lower case and without the port that its scheme has anyway, as browsers write it. */
    static String checked(String text) {
        URI uri = URI.create(text);
        if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("no origin");
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        if (!text.equals(uri.getScheme() + "://" + uri.getHost() + port)) {
            throw new IllegalArgumentException("more than an origin");
        }
        String origin = text.toLowerCase(Locale.ROOT);
        boolean isOwnPort = (origin.startsWith("http:") && port.equals(":80"))
                || (origin.startsWith("https:") && port.equals(":443"));
        return isOwnPort ? origin.substring(0, origin.length() - port.length()) : origin;
    }
}
