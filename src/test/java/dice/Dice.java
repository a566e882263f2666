package dice;

import confab.socketio.Ack;
import confab.socketio.Middleware;
import confab.socketio.Namespace;
import confab.socketio.NamespaceProvider;
import confab.socketio.SocketConnection;
import confab.socketio.SocketHandshake;
import confab.socketio.SocketServer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Dice at tables, in the namespace {@code /dice}: those at a table see every roll, on whatever node they are. */
public final class Dice implements NamespaceProvider {
    private static final int SIDES = 6;

    private final RandomGenerator random = new SecureRandom();

    @Override
    public void declare(SocketServer server) {
        Namespace dice = server.of("/dice");
        dice.use(Dice::admit);
        dice.onConnection(player -> {
            String name = String.valueOf(player.attachment());
            player.on("sit", (args, ack) -> {
                player.join(args.tree(0).asText());
                ack.send(player.rooms().size());
            });
            player.on("look away", (args, ack) -> {
                player.join("looking away");
                ack.send();
            });
            player.on("roll", (args, ack) -> {
                int rolled = 1 + random.nextInt(SIDES);
                dice.to(args.tree(0).asText())
                        .except("looking away", player.id())
                        .emit("rolled", name, rolled);
                ack.send(rolled);
            });
            player.on("bet", (args, ack) -> confirm(player, args.tree(0).asInt(), ack));
            player.on("quit", (args, ack) -> player.disconnect(false));
            player.onDisconnect(reason -> dice.emit("gone", name, reason.text()));
        });
    }

    /** As in {@code io("/dice", { auth: { token: "…" } })}. */
    private static void admit(SocketHandshake handshake, Middleware.Verdict verdict) {
        String token = handshake.auth().path("token").asText();
        if (token.isEmpty()) {
            verdict.refuse("who are you?", Map.of("missing", "token"));
        } else {
            verdict.admit(token); // a real one would be verified
        }
    }

    /** Asks back before it answers. */
    private static void confirm(SocketConnection player, int stake, Ack ack) {
        player.emitWithAck(Duration.ofSeconds(10), "sure?", 2 * stake)
                .whenComplete((answer, failed) ->
                        ack.send(failed == null ? answer.tree(0).asInt() : 0));
    }
}
