package confab.socketio;

import confab.protocol.socketio.Arguments;

/** Hears of an event that a client emitted. What it throws is logged and harms nobody else. */
@FunctionalInterface
public interface EventListener {
    /** @param ack answers the event, if the client wants an answer */
    void onEvent(Arguments arguments, Ack ack);
}
