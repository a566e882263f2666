package confab.relay;

import confab.model.Message;
import confab.model.RoomName;
import confab.protocol.Dialect;
import confab.protocol.Event;
import confab.protocol.MessageFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A dialect that tests can read: a message is its seq and a blank, an event its name in brackets. */
final class TestDialect implements Dialect, MessageFormat {
    private final boolean echoes;

    /** How often messages were written. */
    int encodings;

    TestDialect(boolean echoes) {
        this.echoes = echoes;
    }

    @Override
    public Output encode(Event event) {
        String text = event.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
        if (event instanceof Event.Joined joined) {
            text += joined.reset() ? " anew" : "";
        } else if (event instanceof Event.Gap gap) {
            text += gap.from() + "-" + gap.to();
        } else if (event instanceof Event.Presence presence) {
            text += "+" + presence.joined() + "-" + presence.left();
        }
        return new Output.Send(("[" + text + "]").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public MessageFormat messages() {
        return this;
    }

    @Override
    public Frames encode(RoomName room, List<Message> messages) {
        encodings++;
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        int[] ends = new int[messages.size()];
        for (int i = 0; i < ends.length; i++) {
            wire.writeBytes((messages.get(i).seq() + " ").getBytes(StandardCharsets.UTF_8));
            ends[i] = wire.size();
        }
        return new Frames(wire.toByteArray(), ends);
    }

    @Override
    public boolean echoesToSender() {
        return echoes;
    }
}
