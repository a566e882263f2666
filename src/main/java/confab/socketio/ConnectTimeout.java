package confab.socketio;

import org.jspecify.annotations.Nullable;

/**
 * Ends a client that has entered no namespace in time. Forgets its client as soon as it is of no use, which may be long
 * before it is due.
 */
final class ConnectTimeout implements Runnable {
    private @Nullable SocketClient client;

    ConnectTimeout(SocketClient client) {
        this.client = client;
    }

    @Override
    public void run() {
        if (client != null) {
            client.endForced();
        }
    }

    void forget() {
        client = null;
    }
}
