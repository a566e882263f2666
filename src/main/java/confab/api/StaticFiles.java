package confab.api;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A folder of files for browsers, as they are in the jar, held in memory.
 *
 * <p>Each bears an entity tag of its bytes, and {@code no-cache}: a browser keeps it and asks each time whether it is still
 * the one (RFC 9110, section 8.8.3; RFC 9111, section 5.2.2.4).
 */
public final class StaticFiles extends AllDirectives {
    private static final String INDEX = "index.html";
    private static final int TAG_BYTES = 12;

    /** Nothing but the page's own files, no inline code, nobody's frame. */
    private static final String SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "connect-src 'self'; img-src 'self' data:; font-src 'self'; manifest-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=UTF-8",
            "js", "text/javascript; charset=UTF-8",
            "css", "text/css; charset=UTF-8",
            "svg", "image/svg+xml",
            "map", "application/json",
            "webmanifest", "application/manifest+json");

    /** Names of one step without a way out of the folder. */
    private static final Pattern PATH = Pattern.compile("/[a-z0-9-]+(\\.[a-z0-9-]+)*");

    private final String folder;
    private final List<HttpHeader> more;
    /** No more than there are files. */
    private final Map<String, HttpResponse> files = new ConcurrentHashMap<>();

    /** @param folder of the class path, without a slash at its ends */
    public StaticFiles(String folder) {
        this(folder, List.of());
    }

    /** @param more headers that every file bears */
    StaticFiles(String folder, List<HttpHeader> more) {
        this.folder = folder;
        this.more = List.copyOf(more);
    }

    /** Answers every path below where it stands: with its file, or that there is none. */
    public Route route() {
        return extractRequest(request -> extractUnmatchedPath(path -> {
            boolean isFolder = path.isEmpty() || path.equals("/");
            return complete(answer(request, isFolder ? "/" + INDEX : path, "there is nothing here"));
        }));
    }

    /**
     * Answers with that file.
     *
     * @param path in the folder, with a slash before it
     * @param absence what is said if there is no such file
     */
    HttpResponse answer(HttpRequest request, String path, String absence) {
        HttpResponse file = file(path);
        if (file == null) {
            return HttpResponse.create().withStatus(StatusCodes.NOT_FOUND).withEntity(absence + "\n");
        }
        if (!request.method().equals(HttpMethods.GET) && !request.method().equals(HttpMethods.HEAD)) {
            return HttpResponse.create()
                    .withStatus(StatusCodes.METHOD_NOT_ALLOWED)
                    .addHeader(RawHeader.create("Allow", "GET, HEAD"))
                    .withEntity("this can only be read\n");
        }
        boolean isKnown = request.getHeader("if-none-match")
                .filter(tags -> matches(tags.value(), tag(file)))
                .isPresent();
        return isKnown ? file.withEntity(HttpEntities.EMPTY).withStatus(StatusCodes.NOT_MODIFIED) : file;
    }

    /** Weak comparison, as RFC 9110, section 13.1.2 wants it. */
    private static boolean matches(String tags, Optional<String> tag) {
        return tags.trim().equals("*") || tag.filter(tags::contains).isPresent();
    }

    private static Optional<String> tag(HttpResponse file) {
        return file.getHeader("etag").map(tag -> tag.value());
    }

    /** Whether there is such a file. */
    boolean has(String path) {
        return file(path) != null;
    }

    private HttpResponse response(String name, byte[] bytes) {
        return HttpResponse.create()
                .withEntity(HttpEntities.create(type(name), bytes))
                .addHeader(RawHeader.create("ETag", '"' + hash(bytes) + '"'))
                .addHeader(RawHeader.create("Cache-Control", "no-cache"))
                .addHeader(RawHeader.create("Content-Security-Policy", SECURITY_POLICY))
                .addHeader(RawHeader.create("X-Content-Type-Options", "nosniff"))
                .addHeader(RawHeader.create("Referrer-Policy", "no-referrer"))
                .addHeaders(more);
    }

    private static ContentType type(String name) {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String type = TYPES.get(ending);
        return type == null ? ContentTypes.APPLICATION_OCTET_STREAM : ContentTypes.parse(type);
    }

    private @Nullable HttpResponse file(String path) {
        if (!PATH.matcher(path).matches()) {
            return null;
        }
        return files.computeIfAbsent(path, name -> {
            byte[] bytes = read(folder + name);
            return bytes == null ? null : response(name, bytes);
        });
    }

    private static byte @Nullable [] read(String path) {
        try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
