package confab.protocol.json;

import confab.model.Message;
import confab.model.RoomName;
import confab.protocol.MessageFormat;
import confab.protocol.WebSocketFrames;
import java.util.List;

/** A room's messages as JSON v1 clients read them, each in a text frame. */
public final class JsonMessages implements MessageFormat {
    @Override
    public Frames encode(RoomName room, List<Message> messages) {
        byte[] opening = MessageText.openingOfFrame(room);
        MessageText[] texts = new MessageText[messages.size()];
        int[] ends = new int[texts.length];
        int end = 0;
        for (int i = 0; i < texts.length; i++) {
            texts[i] = new MessageText(opening, messages.get(i));
            end = Math.addExact(end, WebSocketFrames.length(texts[i].length()));
            ends[i] = end;
        }
        byte[] wire = new byte[end];
        int at = 0;
        for (MessageText text : texts) {
            at = text.write(wire, WebSocketFrames.textHeader(wire, at, text.length()));
        }
        return new Frames(wire, ends);
    }

    @Override
    public boolean echoesToSender() {
        return true;
    }
}
