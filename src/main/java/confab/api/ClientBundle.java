package confab.api;

import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Socket.IO's own client for browsers, under the names that pages know from Socket.IO's server
 * (https://socket.io/docs/v4/client-installation/), for pages of any origin.
 *
 * <p>The build takes it from npm, or goes on without it; then its paths say so.
 */
public final class ClientBundle extends AllDirectives {
    private static final String FOLDER = "confab/socket.io";
    private static final String PREFIX = "/socket.io";
    private static final String MAIN = "/socket.io.js";

    /** All that the package holds for browsers; other paths below the prefix are Engine.IO's. */
    private static final Pattern PATH =
            Pattern.compile("/socket\\.io/socket\\.io(\\.min|\\.esm\\.min|\\.msgpack\\.min)?\\.js(\\.map)?");

    private static final String ABSENCE =
            "this server was built without Socket.IO's client: npm was missing, or failed";

    private final StaticFiles files;

    public ClientBundle() {
        this(FOLDER);
    }

    /** @param folder of the class path, without a slash at its ends */
    ClientBundle(String folder) {
        // A script of another origin is read as a module, or by a page that isolates itself, only if it is told to be
        // for all.
        this.files = new StaticFiles(
                folder,
                List.of(
                        RawHeader.create("Access-Control-Allow-Origin", "*"),
                        RawHeader.create("Cross-Origin-Resource-Policy", "cross-origin")));
    }

    /** What an operator should know of it; nothing if it is there. */
    public Optional<String> caution() {
        return files.has(MAIN) ? Optional.empty() : Optional.of(ABSENCE + "; " + PREFIX + MAIN + " is not served");
    }

    /** Answers the bundle's own paths and leaves all others to the next route. */
    Route route() {
        return extractRequest(request -> {
            String path = request.getUri().path();
            return PATH.matcher(path).matches()
                    ? complete(files.answer(request, path.substring(PREFIX.length()), ABSENCE))
                    : reject();
        });
    }
}
