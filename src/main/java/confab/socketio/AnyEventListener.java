package confab.socketio;

import confab.protocol.socketio.Arguments;

/** Hears of every event that a client emitted. What it throws is logged and harms nobody else. */
@FunctionalInterface
public interface AnyEventListener {
    /** @param ack answers the event, if the client wants an answer; the same as the event's own listeners get */
    void onEvent(String event, Arguments arguments, Ack ack);
}
