package confab.bench;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * A load on nodes, from the first connection to the report.
 *
 * <pre>
 * connect ──► settle ──► warm up ──► measure ──► wait for what is under way ──► tally
 * </pre>
 */
public final class Bench {
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Plain text tells nobody that he has joined. */
    private static final Duration SETTLING = Duration.ofSeconds(1);

    /** When for that long no connection has joined and none has failed, the others are given up. */
    private static final int PATIENT_SECONDS = 30;

    /** So long after the last post something may be under way; what has not come then is missing. */
    private static final Duration DRAINING = Duration.ofSeconds(5);

    private static final Duration DRAIN_CHECK = Duration.ofMillis(50);

    /** Of the part of the rooms' names that keeps runs apart. */
    private static final int RUN_BITS = 30;

    private final Plan plan;
    private final RandomGenerator random;
    private final PrintWriter out;
    private final Faults faults = new Faults();
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    /**
     * Connects nowhere yet.
     *
     * @param random makes rooms that nobody else is in
     * @param out where progress is told, a line each second
     * @throws BadPlan if this machine cannot carry it out
     */
    public Bench(Plan plan, RandomGenerator random, PrintWriter out) {
        OpenFiles.check(plan.connections());
        this.plan = plan;
        this.random = random;
        this.out = out;
    }

    /** Ends what is being done, and reports on what there is. From any thread. */
    public void stop() {
        stopped.complete(null);
    }

    /**
     * Does all of it, once.
     *
     * @throws BadPlan if a node's name is not known
     */
    public Report run() {
        try (Lanes lanes = new Lanes(plan.lanes(), random)) {
            List<Room> rooms = rooms(lanes);
            Crowd crowd = new Crowd(plan, lanes, rooms, faults);
            Meter meter = new Meter(lanes.all());
            Progress progress = new Progress(out, crowd.attendance(), meter);
            Duration joining = connect(crowd, progress);
            Meter.Span measured = Meter.Span.nothing();
            if (crowd.attendance().counts().present() > 0) {
                List<Pace> paces = open(lanes);
                spend("warming up", plan.warmUp(), crowd, progress);
                measured = spend("measuring", plan.time(), crowd, progress);
                close(lanes, paces);
            }
            Tally tally = drain(crowd);
            long posts = lanes.all().stream().mapToLong(Lane::posts).sum();
            Report report =
                    new Report(plan, crowd.attendance().counts(), joining, measured, posts, tally, faults.counts());
            crowd.end();
            return report;
        }
    }

    private List<Room> rooms(Lanes lanes) {
        String run = Integer.toString(random.nextInt(1 << RUN_BITS), Character.MAX_RADIX);
        int digits = Integer.toString(plan.rooms() - 1).length();
        int window = plan.load() instanceof Load.Window load ? load.posts() : 0;
        ClientDialect dialect = plan.protocol().dialect();
        List<Room> rooms = new ArrayList<>();
        for (int i = 0; i < plan.rooms(); i++) {
            // Names of one length: a message then looks like the last one, whatever its room.
            String number = Integer.toString(i);
            String name = "bench-" + run + "-" + "0".repeat(digits - number.length()) + number;
            rooms.add(new Room(name, dialect, lanes.get(i), dialect.post(name, plan.bodyBytes()), window));
        }
        return rooms;
    }

    /** Opens connections until all have joined or failed, and says how long that took. */
    private Duration connect(Crowd crowd, Progress progress) {
        long began = System.nanoTime();
        crowd.open();
        CompletableFuture<?> settledOrStopped = CompletableFuture.anyOf(crowd.settled(), stopped);
        int settled = 0;
        int quietSeconds = 0;
        while (!isDone(settledOrStopped, SECOND) && quietSeconds < PATIENT_SECONDS) {
            int now = crowd.attendance().counts().settled();
            quietSeconds = now == settled ? quietSeconds + 1 : 0;
            settled = now;
            progress.tell("connecting");
        }
        Duration joining = Duration.ofNanos(System.nanoTime() - began);
        if (quietSeconds == PATIENT_SECONDS) {
            faults.count("not joined: no answer for " + PATIENT_SECONDS + " s", plan.connections() - settled);
        }
        crowd.close();
        if (!plan.protocol().dialect().numbersByRoom()) {
            pause(SETTLING);
        }
        return joining;
    }

    /** Lets the rooms post; at a rate, if that is the load. */
    private List<Pace> open(Lanes lanes) {
        lanes.onEach(Lane::openRooms);
        if (!(plan.load() instanceof Load.Rate rate)) {
            return List.of();
        }
        double each = rate.postsPerSecond() / plan.rooms();
        return lanes.onEach(lane -> Pace.begin(lane, each, faults));
    }

    private void close(Lanes lanes, List<Pace> paces) {
        paces.forEach(Pace::end);
        lanes.onEach(Lane::closeRooms);
    }

    /** Lets that time pass, or less if nobody is left, and says what was counted in it. */
    private Meter.Span spend(String phase, Duration time, Crowd crowd, Progress progress) {
        Meter.Span spent = Meter.Span.nothing();
        progress.skip();
        long end = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (left > 0 && !stopped.isDone() && crowd.attendance().counts().present() > 0) {
            pause(Duration.ofNanos(Math.min(left, SECOND.toNanos())));
            spent = spent.plus(progress.tell(phase));
            left = end - System.nanoTime();
        }
        return spent;
    }

    private Tally drain(Crowd crowd) {
        CompletableFuture<Void> never = new CompletableFuture<>();
        long end = System.nanoTime() + DRAINING.toNanos();
        Tally tally = crowd.tally();
        while (tally.missing() > 0 && System.nanoTime() < end) {
            isDone(never, DRAIN_CHECK);
            tally = crowd.tally();
        }
        return tally;
    }

    private void pause(Duration time) {
        isDone(stopped, time);
    }

    /** Whether it is done within that time. */
    private static boolean isDone(CompletableFuture<?> future, Duration patience) {
        try {
            future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
