package confab.relay;

import confab.model.RoomName;
import confab.room.ChatRoom;
import java.util.concurrent.CompletionStage;

/** Where pages of a room are read: this node's log if all nodes share it, else the room's owner. */
public interface PageSource {
    /**
     * The messages from {@code fromSeq} up, as {@link confab.log.MessageLog#read}; ends in a bounded time.
     *
     * @param limit messages at the most
     * @param maxBytes where the bodies together pass this, the answer ends
     */
    CompletionStage<ChatRoom.Part> read(RoomName room, long fromSeq, int limit, int maxBytes);
}
