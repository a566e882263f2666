package confab.scene;

import java.util.Map;
import java.util.Optional;

/** Which Socket.IO client: those of Node, by version, and the one of Java. */
public enum SocketIoMake {
    JS_4_8("socket.io-client"),
    JS_4_2("socket.io-client-4.2"),
    JS_4_0("socket.io-client-4.0"),
    JAVA("");

    /** As src/main/node/package.json names it; empty if it is none of Node's. */
    private final String nodePackage;

    SocketIoMake(String nodePackage) {
        this.nodePackage = nodePackage;
    }

    /** Why there is none of this make here; nothing if there is. */
    public Optional<String> absence() {
        return this == JAVA ? Optional.empty() : JsSocketIo.absence(nodePackage);
    }

    /**
     * Opens a client and does not wait for it.
     *
     * @param namespace with its slash
     * @param auth what it says of itself on connecting
     */
    public SocketIoClient open(Place place, String namespace, SocketIoClient.Way way, Map<String, String> auth) {
        String url = "http://" + place.host() + ":" + place.port() + namespace;
        return this == JAVA ? new JavaSocketIo(url, way, auth) : JsSocketIo.start(nodePackage, url, way, auth);
    }

    /** Opens a client and waits until it is connected to the namespace. */
    public SocketIoClient connect(Place place, String namespace, SocketIoClient.Way way, Map<String, String> auth) {
        SocketIoClient client = open(place, namespace, way, auth);
        client.awaitState("connect");
        return client;
    }
}
