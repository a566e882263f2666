package confab.edge;

import akka.http.javadsl.model.AttributeKeys;
import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpProtocols;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.RemoteAddress;
import akka.http.javadsl.model.RequestEntity;
import akka.http.javadsl.model.Uri;
import akka.http.javadsl.model.headers.RawHeader;
import akka.http.scaladsl.model.HttpHeader$;
import akka.http.scaladsl.model.IllegalUriException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import scala.Product;

/** Turns a request as Netty reads it into one as Akka HTTP's routes take it. */
final class RequestReader {
    private static final List<String> OF_ENTITY = List.of(
            HttpHeaderNames.CONTENT_LENGTH.toString(),
            HttpHeaderNames.CONTENT_TYPE.toString(),
            HttpHeaderNames.TRANSFER_ENCODING.toString());

    private RequestReader() {}

    /**
     * @throws IllegalArgumentException if the target is no URI or the content type is none; to be answered with 400
     */
    static HttpRequest read(
            io.netty.handler.codec.http.HttpRequest request, RequestEntity entity, InetSocketAddress remote) {
        return HttpRequest.create()
                .withMethod(method(request.method().name()))
                .withUri(uri(request.uri()))
                .withProtocol(
                        request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                                ? HttpProtocols.HTTP_1_0
                                : HttpProtocols.HTTP_1_1)
                .addHeaders(headers(request))
                .withEntity(entity)
                .addAttribute(AttributeKeys.remoteAddress, RemoteAddress.create(remote));
    }

    /** @throws IllegalArgumentException if it is none */
    static ContentType contentType(@Nullable String value) {
        return value == null ? ContentTypes.NO_CONTENT_TYPE : ContentTypes.parse(value);
    }

    private static HttpMethod method(String name) {
        return HttpMethods.lookup(name)
                .orElseGet(() -> HttpMethods.custom(
                        name, false, false, akka.http.scaladsl.model.RequestEntityAcceptance.Expected$.MODULE$, false));
    }

    /** Only the path and the query of a target count here: there is one host. */
    private static Uri uri(String target) {
        try {
            if (target.startsWith("/")) {
                // A target of two slashes would be read as a host.
                return Uri.create("http://any" + target).toRelative();
            }
            Uri uri = Uri.create(target);
            if (uri.isAbsolute() && uri.getPathString().startsWith("/")) {
                return uri.toRelative();
            }
        } catch (IllegalUriException e) {
            throw new IllegalArgumentException("the request's target is no URI", e);
        }
        throw new IllegalArgumentException("the request's target is no path");
    }

    private static List<HttpHeader> headers(io.netty.handler.codec.http.HttpRequest request) {
        List<HttpHeader> headers = new ArrayList<>();
        for (Map.Entry<String, String> header : request.headers()) {
            if (OF_ENTITY.stream().noneMatch(header.getKey()::equalsIgnoreCase)) {
                headers.add(header(header.getKey(), header.getValue()));
            }
        }
        return headers;
    }

    /** A header that does not follow its own grammar is taken as it is. */
    private static HttpHeader header(String name, String value) {
        // A case class of two values if it could be parsed; its Scala name cannot be written in Java.
        Product parsed = (Product) HttpHeader$.MODULE$.parse(name, value, HttpHeader$.MODULE$.parse$default$3());
        return parsed.productElement(0) instanceof HttpHeader header ? header : RawHeader.create(name, value);
    }
}
