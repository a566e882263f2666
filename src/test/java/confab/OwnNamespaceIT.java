package confab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import confab.engineio.EngineGate;
import confab.scene.NodeProcess;
import confab.scene.Place;
import confab.scene.SocketIoClient;
import confab.scene.SocketIoClient.Way;
import confab.scene.SocketIoMake;
import confab.socketio.NamespaceProvider;
import dice.Dice;
import dice.Doorman;
import dice.Sleepers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A namespace that a user put on the class path, the one that the README shows, on two nodes. */
final class OwnNamespaceIT {
    private static final Way WAY = Way.UPGRADE;

    @TempDir
    private static Path folder;

    private static Path jar;
    private static NodeProcess first;
    private static NodeProcess second;

    @BeforeAll
    static void start() throws IOException {
        jar = folder.resolve("unpacked");
        unpack(jar, NamespaceProvider.class, List.of(Dice.class, Sleepers.class));
        unpack(jar, EngineGate.class, List.of(Doorman.class));
        first = NodeProcess.startWith(jar, folder);
        second = NodeProcess.startWith(jar, folder, first.place().seed());
    }

    @AfterAll
    static void stop() {
        second.close();
        first.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"JS_4_8", "JAVA"})
    void whomMiddlewareRefusesIsToldWhy(SocketIoMake make) {
        needs(make);
        try (SocketIoClient nobody = make.open(second.place(), "/dice", WAY, Map.of())) {
            JsonNode error = nobody.awaitState("connect_error");

            assertThat(error.path("message").asText()).isEqualTo("who are you?");
            assertThat(error.path("data").toString()).isEqualTo("{\"missing\":\"token\"}");
            assertThat(nobody.states()).doesNotContain("connect");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JS_4_8", "JAVA"})
    void bothSidesAcknowledge(SocketIoMake make) {
        try (SocketIoClient ann = enter(make, second, "Ann")) {
            assertThat(ann.ask("bet", 21).asInt()).isEqualTo(42);
            assertThat(ann.await("sure?").asInt()).isEqualTo(42);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JS_4_8", "JAVA"})
    void rollIsSeenAtTheTableOnBothNodesButNotByWhoRollsOrLooksAwayOrSitsElsewhere(SocketIoMake make) {
        String table = "table-" + UUID.randomUUID();
        try (SocketIoClient ann = enter(make, first, "Ann");
                SocketIoClient bob = enter(make, second, "Bob");
                SocketIoClient cleo = enter(make, second, "Cleo");
                SocketIoClient dan = enter(make, second, "Dan");
                SocketIoClient eve = enter(make, first, "Eve")) {
            for (SocketIoClient player : new SocketIoClient[] {ann, bob, cleo, eve}) {
                assertThat(player.ask("sit", table).asInt()).isEqualTo(2);
            }
            dan.ask("sit", "another " + table);
            cleo.ask("look away");

            int rolled = ann.ask("roll", table).asInt();

            for (SocketIoClient player : new SocketIoClient[] {bob, eve}) {
                assertThat(player.await("rolled").asText()).isEqualTo("Ann");
                assertThat(player.all("rolled").get(0).path(1).asInt()).isEqualTo(rolled);
            }
            // Sent by the same node after the roll, to all: who has it would have the roll.
            ann.emit("quit");
            for (SocketIoClient player : new SocketIoClient[] {bob, cleo, dan, eve}) {
                player.await("gone", name -> name.asText().equals("Ann"));
            }
            for (SocketIoClient player : new SocketIoClient[] {ann, cleo, dan}) {
                assertThat(player.all("rolled")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"JS_4_8", "JAVA"})
    void whomTheServerDisconnectsKnowsItAndSoDoOthers(SocketIoMake make) {
        try (SocketIoClient ann = enter(make, first, "Ann");
                SocketIoClient bob = enter(make, second, "Bob")) {
            bob.emit("quit");

            assertThat(bob.awaitState("disconnect").path("reason").asText()).isEqualTo("io server disconnect");
            ann.await("gone", name -> name.asText().equals("Bob"));
            assertThat(ann.all("gone")).last().asString().isEqualTo("[\"Bob\",\"server namespace disconnect\"]");
        }
    }

    /** As clients do, which come back as soon as they can; in the end one from where another was killed. */
    @Test
    void aNodeReachesTheOthersAndTheyReachItFromItsFirstMoment() throws IOException {
        Place place = Place.onLoopback();
        try (SocketIoClient ann = enter(SocketIoMake.JAVA, first, "Ann")) {
            for (String name : List.of("Bob", "Cleo", "Dan")) {
                try (NodeProcess third = NodeProcess.startWith(
                                jar, place, folder, first.place().seed());
                        SocketIoClient back = enter(SocketIoMake.JAVA, third, name);
                        SocketIoClient there = enter(SocketIoMake.JAVA, third, "not " + name);
                        SocketIoClient here = enter(SocketIoMake.JAVA, first, "neither " + name)) {
                    back.emit("quit");
                    ann.await("gone", gone -> gone.asText().equals(name));
                    here.emit("quit");
                    there.await("gone", gone -> gone.asText().equals("neither " + name));
                    third.kill();
                }
            }
        }
    }

    /** Sessions, rooms and the cluster's sharding need the threads that it would take. */
    @Test
    void whoseListenerWaitsForEverHoldsUpNobodyElse() {
        List<SocketIoClient> clients = new ArrayList<>();
        try {
            int sleepers = Math.min(12, 1 + Math.max(2, Runtime.getRuntime().availableProcessors()));
            for (int i = 0; i < sleepers; i++) {
                SocketIoClient sleeper = SocketIoMake.JAVA.connect(first.place(), "/sleepers", Way.WEBSOCKET, Map.of());
                clients.add(sleeper);
                sleeper.emit("sleep");
                sleeper.await("asleep", args -> true);
            }
            SocketIoClient ann = SocketIoMake.JAVA.connect(first.place(), "/chat", Way.WEBSOCKET, Map.of());
            clients.add(ann);
            assertThat(ann.ask("join", Map.of("room", "room-" + UUID.randomUUID()))
                            .has("log"))
                    .isTrue();
        } finally {
            clients.forEach(SocketIoClient::close);
        }
    }

    @Test
    void whomTheGateRefusesIsToldSoBeforeAnySessionOpens() throws Exception {
        HttpResponse<String> robot = open("&robot=true");
        assertThat(robot.statusCode()).isEqualTo(403);
        assertThat(robot.body()).isEqualTo("{\"code\":4,\"message\":\"no robots\"}");
        assertThat(open("&robot=false").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> open(String more) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + first.place().port() + "/socket.io/?EIO=4&transport=polling" + more);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static SocketIoClient enter(SocketIoMake make, NodeProcess node, String token) {
        needs(make);
        return make.connect(node.place(), "/dice", WAY, Map.of("token", token));
    }

    private static void needs(SocketIoMake make) {
        assumeTrue(make.absence().isEmpty(), () -> "skipped: " + make.absence().orElseThrow());
    }

    /** A folder with what a jar would hold. */
    private static <S> void unpack(Path jar, Class<S> service, List<Class<? extends S>> providers) throws IOException {
        for (Class<? extends S> provider : providers) {
            String file = provider.getName().replace('.', '/') + ".class";
            Path target = jar.resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream bytes = provider.getClassLoader().getResourceAsStream(file)) {
                Files.copy(bytes, target);
            }
        }
        Path services = Files.createDirectories(jar.resolve("META-INF").resolve("services"));
        Files.write(
                services.resolve(service.getName()),
                providers.stream().map(Class::getName).toList());
    }
}
