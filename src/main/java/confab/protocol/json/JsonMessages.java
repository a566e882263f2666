package confab.protocol.json;

import confab.model.Message;
import confab.model.RoomName;
import confab.protocol.MessageFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A room's messages as JSON v1 clients read them, each in a text frame. */
public final class JsonMessages implements MessageFormat {
    @Override
    public Frames encode(RoomName room, List<Message> messages) {
        byte[] opening = opening(room).getBytes(StandardCharsets.US_ASCII);
        return Frames.of(messages, message -> new MessageText(opening, message));
    }

    @Override
    public boolean echoesToSender() {
        return true;
    }

    private static String opening(RoomName room) {
        return "{\"type\":\"message\"," + MessageText.opening(room).substring(1);
    }
}
