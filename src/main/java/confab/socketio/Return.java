package confab.socketio;

import confab.model.SessionId;

/**
 * By what a client is known when it comes back, as its answer tells it under {@code pid}: clients take themselves for
 * recovered if it is their own. What a namespace emits is kept nowhere, so who lets clients come back sees to it that they
 * get what they missed, and that every event ends in a string that says where the client is with it: clients remember the
 * last one and bear it, under {@code offset}, beside the pid. Chat does so, from its log.
 *
 * @param pid secret: who bears it puts out the connection that bore it before, wherever in the cluster that is
 * @param hasCome whether the client has come back with it; else it is new
 */
public record Return(SessionId pid, boolean hasCome) {}
