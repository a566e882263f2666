package confab.protocol.text;

import confab.model.Body;
import confab.model.Message;
import confab.model.RoomName;
import confab.protocol.BytesBody;
import confab.protocol.FramedMessage;
import confab.protocol.JsonString;
import confab.protocol.MessageFormat;
import confab.protocol.WebSocketFrames;
import java.util.List;

/** A room's messages as plain text clients read them: the body alone, in a text frame or, if it is bytes, a binary one. */
public final class TextMessages implements MessageFormat {
    @Override
    public Frames encode(RoomName room, List<Message> messages) {
        return Frames.of(messages, message -> FramedMessage.of(frame(message.body())));
    }

    @Override
    public boolean echoesToSender() {
        return false;
    }

    private static byte[] frame(Body body) {
        byte[] json = body.json();
        if (json[0] == '"') {
            return WebSocketFrames.text(JsonString.unquote(json, 1, json.length - 1));
        }
        byte[] bytes = BytesBody.bytesOf(json);
        return bytes == null ? WebSocketFrames.text(json) : WebSocketFrames.binary(bytes);
    }
}
