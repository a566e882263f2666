package confab.relay;

import confab.model.RoomName;

/**
 * Hears how far its connection has come in each room, on its lane: always before the frame is written that takes it there,
 * and of each frame alone.
 */
public interface Progress {
    /** The connection is in the room; with what is written next it has all up to that seq, or will never have it. */
    void reached(RoomName room, long seq);

    /** The connection is in the room no more. */
    void left(RoomName room);
}
