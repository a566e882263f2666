package confab.socketio;

import confab.model.SessionId;

/**
 * By what a client is known when it comes back, as its answer tells it under {@code pid}: clients take themselves for
 * recovered if it is their own.
 *
 * @param pid secret: who bears it puts out the connection that bore it before, wherever in the cluster that is
 * @param hasCome whether the client has come back with it; else it is new
 */
public record Return(SessionId pid, boolean hasCome) {}
