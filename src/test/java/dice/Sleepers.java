package dice;

import confab.socketio.NamespaceProvider;
import confab.socketio.SocketServer;
import java.util.concurrent.CompletableFuture;

/** A namespace {@code /sleepers} whose listener waits for ever, as one does whose database has stopped answering. */
public final class Sleepers implements NamespaceProvider {
    @Override
    public void declare(SocketServer server) {
        server.of("/sleepers")
                .onConnection(sleeper -> sleeper.on("sleep", (args, ack) -> {
                    sleeper.emit("asleep");
                    new CompletableFuture<>().join();
                }));
    }
}
