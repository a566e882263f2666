package confab.soak;

import confab.scene.Network;
import confab.scene.Postgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plays one fault after the other, each to its recovery; a minority of the nodes suffers at a time. */
final class Saboteur {
    /** How long a calm, and a trouble, last at the most. */
    record Pace(Duration calm, Duration trouble) {}

    private final Fleet fleet;
    private final @Nullable Network network;
    private final @Nullable Postgres database;
    private final Outages outages;
    private final Pace pace;
    private final Random random;
    private final long startNanos = System.nanoTime();
    private final Map<Fault, Integer> played = new EnumMap<>(Fault.class);
    private final List<Fault> deck = new ArrayList<>();
    private Duration longestRecovery = Duration.ZERO;

    Saboteur(
            Fleet fleet,
            @Nullable Network network,
            @Nullable Postgres database,
            Outages outages,
            Pace pace,
            Random random) {
        this.fleet = fleet;
        this.network = network;
        this.database = database;
        this.outages = outages;
        this.pace = pace;
        this.random = random;
    }

    /** Begins no fault after that time; returns when all is well again. */
    void play(Duration time) {
        Waiting.pass(draw(pace.calm()));
        while (System.nanoTime() - startNanos < time.toNanos()) {
            playOne(nextFault());
            Waiting.pass(draw(pace.calm()));
        }
    }

    /** How many of each. */
    Map<Fault, Integer> played() {
        return new EnumMap<>(played);
    }

    /** From the end of a fault until all nodes serve again. */
    Duration longestRecovery() {
        return longestRecovery;
    }

    private void playOne(Fault fault) {
        List<Integer> victims = fault == Fault.DATABASE
                ? IntStream.range(0, fleet.size()).boxed().toList()
                : minority();
        Duration trouble = draw(pace.trouble());
        print(fault + " of " + (fault == Fault.DATABASE ? "all" : victims) + " for " + trouble);
        victims.forEach(node -> outages.begin(node, System.nanoTime()));
        play(fault, victims, trouble);
        long endNanos = System.nanoTime();
        if (fault == Fault.DATABASE) {
            endOutages(victims);
        }
        fleet.awaitWhole(fault == Fault.DATABASE ? List.of() : victims);
        endOutages(victims);
        Duration recovery = Duration.ofNanos(System.nanoTime() - endNanos);
        print("well again after " + recovery.toMillis() + " ms more");
        longestRecovery = recovery.compareTo(longestRecovery) > 0 ? recovery : longestRecovery;
        played.merge(fault, 1, Integer::sum);
    }

    private void play(Fault fault, List<Integer> victims, Duration trouble) {
        switch (fault) {
            case KILL -> {
                victims.forEach(node -> fleet.node(node).kill());
                Waiting.pass(trouble);
            }
            case DRAIN -> fleet.drain(victims);
            case FREEZE -> {
                victims.forEach(node -> fleet.node(node).freeze());
                Waiting.pass(trouble);
                victims.forEach(node -> fleet.node(node).thaw());
            }
            case PARTITION -> partition(victims, trouble);
            case DATABASE -> restartDatabase(trouble);
        }
    }

    private void partition(Collection<Integer> victims, Duration trouble) {
        if (network != null) {
            List<Integer> others = IntStream.range(0, fleet.size())
                    .boxed()
                    .filter(node -> !victims.contains(node))
                    .toList();
            network.cut(
                    victims.stream().map(node -> fleet.node(node).place()).toList(),
                    others.stream().map(node -> fleet.node(node).place()).toList());
            Waiting.pass(trouble);
            network.heal();
        }
    }

    private void restartDatabase(Duration trouble) {
        if (database != null) {
            database.kill();
            Waiting.pass(trouble);
            database.restart();
        }
    }

    private void endOutages(Collection<Integer> nodes) {
        nodes.forEach(node -> outages.end(node, System.nanoTime()));
    }

    /** Each kind comes once before any comes again. */
    private Fault nextFault() {
        if (deck.isEmpty()) {
            EnumSet<Fault> kinds = EnumSet.allOf(Fault.class);
            if (network == null) {
                kinds.remove(Fault.PARTITION);
            }
            if (database == null) {
                kinds.remove(Fault.DATABASE);
            }
            deck.addAll(kinds);
            Collections.shuffle(deck, random);
        }
        return deck.remove(deck.size() - 1);
    }

    private List<Integer> minority() {
        List<Integer> all =
                new ArrayList<>(IntStream.range(0, fleet.size()).boxed().toList());
        Collections.shuffle(all, random);
        int most = Math.max(1, (fleet.size() - 1) / 2);
        return all.subList(0, 1 + random.nextInt(most));
    }

    private Duration draw(Duration most) {
        return Duration.ofMillis(random.nextLong(most.toMillis() / 10, most.toMillis() + 1));
    }

    private void print(String what) {
        System.out.printf("%6.1f s  %s%n", (System.nanoTime() - startNanos) / 1e9, what);
    }
}
