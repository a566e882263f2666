package confab.soak;

import confab.scene.Place;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** By long-polling, through a balancer that knows no sessions: the node opens it, any of those in service gets the rest. */
final class PollingWay implements Way {
    /** A balancer learns from {@code /ready} what is in service, and that late: until then it sends requests to their ruin. */
    private static final Duration NOTICE = Duration.ofSeconds(2);

    private final Venue venue;
    private final Random random;

    PollingWay(Venue venue, Random random) {
        this.venue = venue;
        this.random = random;
    }

    @Override
    public Wire open(int node, Wire.Ear ear) {
        return PollingWire.open(venue.http(), venue.places().get(node), this::next, ear);
    }

    @Override
    public int accountable(int node) {
        return Outages.ANY;
    }

    private Place next() {
        long known = System.nanoTime() - NOTICE.toNanos();
        List<Place> inService = IntStream.range(0, venue.places().size())
                .filter(node -> venue.outages().isUp(node, known))
                .mapToObj(venue.places()::get)
                .toList();
        // With the database gone all are in trouble, and serve.
        List<Place> all = inService.isEmpty() ? venue.places() : inService;
        return all.get(random.nextInt(all.size()));
    }
}
