package confab.relay;

import confab.model.Message;
import confab.model.RoomName;
import confab.model.UserName;
import confab.protocol.Dialect;
import confab.protocol.Event;
import confab.protocol.MessageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A dialect that a test's member can follow: a line for each message and event, its words between blanks. */
final class LineDialect implements Dialect, MessageFormat {
    /** For no names at all; a name is never that. */
    private static final String NONE = ",";

    @Override
    public Output encode(Event event) {
        String line;
        if (event instanceof Event.Joined joined) {
            line = "joined " + joined.seq() + " " + joined.reset() + " "
                    + names(joined.crowd().users());
        } else if (event instanceof Event.Presence presence) {
            line = "presence " + names(presence.joined()) + " " + names(presence.left());
        } else {
            line = event.toString();
        }
        return new Output.Send((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public MessageFormat messages() {
        return this;
    }

    @Override
    public Frames encode(RoomName room, List<Message> messages) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        int[] ends = new int[messages.size()];
        for (int i = 0; i < ends.length; i++) {
            Message message = messages.get(i);
            wire.writeBytes(("message " + message.seq() + " " + message.id() + "\n").getBytes(StandardCharsets.UTF_8));
            ends[i] = wire.size();
        }
        return new Frames(wire.toByteArray(), ends);
    }

    @Override
    public boolean echoesToSender() {
        return true;
    }

    /** The names of one word of a line. */
    static List<String> names(String word) {
        return word.equals(NONE) ? List.of() : List.of(word.split(",", -1));
    }

    private static String names(@Nullable List<UserName> users) {
        if (users == null || users.isEmpty()) {
            return NONE;
        }
        return users.stream().map(UserName::value).collect(Collectors.joining(","));
    }
}
