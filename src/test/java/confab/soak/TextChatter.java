package confab.soak;

import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A client of plain text: it posts, hears the others, and never learns what became of its own. */
final class TextChatter extends Chatter {
    /** While too many posts are under way, the server reads no further, pings neither. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String room;
    private @Nullable Hearing hearing;

    TextChatter(int number, Venue venue, Random random) {
        this(
                number,
                venue,
                random,
                venue.rooms().get(random.nextInt(venue.rooms().size())));
    }

    private TextChatter(int number, Venue venue, Random random, String room) {
        super(number, venue, random, new SocketWay(venue, "/?room=" + room + "&user=text-" + number));
        this.room = room;
    }

    @Override
    Duration patience() {
        return PATIENCE;
    }

    @Override
    void begin() {
        hearing = recorder().add(new Hearing(number(), connection(), room, Hearing.FROM_NOW));
    }

    @Override
    void hear(String text, long now) {
        if (hearing != null) {
            hearing.add(Mark.parse(text));
        }
    }

    @Override
    void act(long now) {}

    @Override
    void post(long now) {
        Mark mark = newMark();
        recorder().add(new Sending(mark, room, connection(), node(), Sending.Kind.PLAIN, now));
        say(mark.toString());
    }

    @Override
    void end(long now) {
        if (hearing != null) {
            hearing.end();
            hearing = null;
        }
    }

    @Override
    boolean isIn() {
        return true;
    }

    @Override
    boolean isSettled() {
        return true;
    }
}
