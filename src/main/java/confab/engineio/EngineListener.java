package confab.engineio;

import confab.protocol.engineio.EnginePacket;

/** What a session carries: made when it opens, told on its lane of all that happens. */
public interface EngineListener {
    /** A message of the client, text or bytes. */
    void onMessage(EnginePacket message);

    /** The session takes more again. */
    void onWritable();

    /** The client is to go to another node: the session is to be closed, after what there is to say. */
    void onSentAway();

    /** Nothing comes any more, and nothing written arrives; told once. */
    void onClosed(EngineEnd end);
}
