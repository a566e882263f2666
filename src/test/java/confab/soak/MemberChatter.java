package confab.soak;

import com.fasterxml.jackson.databind.JsonNode;
import confab.soak.Seat.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A client of any protocol with numbers, as it should be: it resumes where it was, and sends again with the same id until it
 * is answered.
 */
final class MemberChatter extends Chatter {
    private static final Set<String> RETRYABLE = Set.of("unavailable", "overloaded", "rate_limited");
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final int MAX_UNANSWERED = 40;
    private static final String JOIN_REF = "join:";

    private final Speech speech;
    private final Map<String, Seat> seats = new LinkedHashMap<>();
    private boolean isWelcome;

    MemberChatter(int number, int rooms, Venue venue, Random random, Way way, Speech speech) {
        super(number, venue, random, way);
        this.speech = speech;
        List<String> all = new ArrayList<>(venue.rooms());
        Collections.shuffle(all, random);
        all.subList(0, Math.min(rooms, all.size())).forEach(room -> seats.put(room, new Seat(room)));
    }

    /** The last seq seen of each of its rooms. */
    synchronized Map<String, Integer> lastSeen() {
        Map<String, Integer> seen = new LinkedHashMap<>();
        seats.forEach((room, seat) -> seen.put(room, seat.lastSeen()));
        return seen;
    }

    @Override
    Duration patience() {
        return PATIENCE;
    }

    @Override
    void begin() {
        speech.begin(this::say);
    }

    @Override
    void act(long now) {
        if (!isWelcome) {
            return;
        }
        for (Seat seat : seats.values()) {
            if (seat.isJoinDue(now)) {
                join(seat, now);
            } else if (seat.isJoined()) {
                seat.unanswered().forEach((mark, post) -> {
                    if (post.isDue(now)) {
                        send(seat, mark, post, now);
                    }
                });
            }
        }
    }

    @Override
    void post(long now) {
        List<Seat> joined = seats.values().stream().filter(Seat::isJoined).toList();
        int waiting = seats.values().stream()
                .mapToInt(seat -> seat.unanswered().size())
                .sum();
        if (!joined.isEmpty() && waiting < MAX_UNANSWERED) {
            Seat seat = joined.get(random().nextInt(joined.size()));
            Mark mark = newMark();
            Unanswered post = new Unanswered();
            seat.unanswered().put(mark, post);
            send(seat, mark, post, now);
        }
    }

    @Override
    void hear(String text, long now) {
        speech.hear(text).ifPresent(frame -> onFrame(frame, now));
    }

    @Override
    void ping() {
        if (!speech.ping()) {
            super.ping();
        }
    }

    private void onFrame(JsonNode frame, long now) {
        switch (frame.path("type").asText()) {
            case "welcome" -> isWelcome = true;
            case "joined" -> onJoined(seat(frame), frame, now);
            case "message" -> onMessage(seat(frame), frame);
            case "posted" -> onPosted(seat(frame), frame, now);
            case "gap" -> onGap(seat(frame), frame);
            case "error" -> onError(frame, now);
            case Speech.OVER -> giveUp(frame.path("how").asText());
            case "goodbye" ->
                moveAt(now
                        + Duration.ofMillis(frame.path("afterMillis").asLong()).toNanos());
            default -> {
                // Presence, typing: not of the record.
            }
        }
    }

    @Override
    void end(long now) {
        isWelcome = false;
        seats.values().forEach(seat -> seat.leave(now));
    }

    @Override
    boolean isIn() {
        return seats.values().stream().allMatch(Seat::isJoined);
    }

    @Override
    boolean isSettled() {
        return seats.values().stream().allMatch(seat -> seat.unanswered().isEmpty());
    }

    private void join(Seat seat, long now) {
        boolean isResumed = seat.lastSeen() != Seat.NOWHERE;
        Map<String, Object> fields =
                Map.of("room", seat.room(), isResumed ? "after" : "history", isResumed ? seat.lastSeen() : 0);
        speech.request("join", fields, JOIN_REF + seat.room());
        Mark none = new Mark(number(), 0);
        seat.joining(recorder().add(new Sending(none, seat.room(), connection(), node(), Sending.Kind.JOIN, now)));
    }

    private void send(Seat seat, Mark mark, Unanswered post, long now) {
        Sending.Kind kind = post.nextKind();
        post.send(recorder().add(new Sending(mark, seat.room(), connection(), node(), kind, now)));
        String id = mark.toString();
        speech.request("post", Map.of("room", seat.room(), "id", id, "body", id), id);
    }

    private void onJoined(Seat seat, JsonNode frame, long now) {
        if (seat.lastSeen() == Seat.NOWHERE) {
            seat.see(frame.path("seq").asInt());
        }
        Hearing hearing = recorder().add(new Hearing(number(), connection(), seat.room(), seat.lastSeen()));
        if (frame.path("reset").asBoolean()) {
            hearing.trouble("reset, after " + seat.lastSeen() + " of " + frame.path("seq"));
        }
        seat.join(hearing, now);
    }

    private void onMessage(Seat seat, JsonNode frame) {
        Hearing hearing = seat.hearing();
        if (hearing == null) {
            recorder().note("client " + number() + " heard a message of a room that it is not in: " + frame);
            return;
        }
        int seq = frame.path("seq").asInt();
        hearing.add(seq, Mark.parse(frame.path("body").asText()));
        seat.see(seq);
    }

    private void onPosted(Seat seat, JsonNode frame, long now) {
        Mark mark = Mark.parse(frame.path("id").asText());
        int seq = frame.path("seq").asInt();
        Unanswered post = seat.unanswered().remove(mark);
        Sending sending = post == null ? null : post.sending();
        if (sending == null) {
            // The answer to an earlier sending, which was refused or answered: it has to agree with the others.
            Sending earlier = new Sending(mark, seat.room(), connection(), node(), Sending.Kind.AGAIN, now);
            sending = recorder().add(earlier);
        }
        sending.acknowledge(seq, now);
    }

    private void onGap(Seat seat, JsonNode frame) {
        Hearing hearing = seat.hearing();
        if (hearing != null) {
            hearing.trouble("gap from " + frame.path("from") + " to " + frame.path("to"));
        }
        seat.see(frame.path("to").asInt());
    }

    private void onError(JsonNode frame, long now) {
        String ref = frame.path("ref").asText();
        boolean isRetryable = RETRYABLE.contains(frame.path("code").asText());
        if (!isRetryable) {
            recorder().note("client " + number() + " was told " + frame);
        }
        if (ref.startsWith(JOIN_REF)) {
            seat(ref.substring(JOIN_REF.length())).joinAgain(now, now + RETRY.toNanos());
            return;
        }
        for (Seat seat : seats.values()) {
            Unanswered post = isMark(ref) ? seat.unanswered().get(Mark.parse(ref)) : null;
            if (post != null && isRetryable) {
                post.refuse(now, now + RETRY.toNanos());
            } else if (post != null) {
                // Not in the room, says the server: then it goes in again.
                seat.leave(now);
            }
        }
    }

    private static boolean isMark(String ref) {
        return !ref.isEmpty() && Character.isDigit(ref.charAt(0));
    }

    private Seat seat(JsonNode frame) {
        return seat(frame.path("room").asText());
    }

    private Seat seat(String room) {
        Seat seat = seats.get(room);
        if (seat == null) {
            throw new IllegalStateException("client " + number() + " was told of " + room);
        }
        return seat;
    }
}
