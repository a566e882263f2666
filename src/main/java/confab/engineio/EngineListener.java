package confab.engineio;

import confab.protocol.engineio.EnginePacket;

/** What a session carries: made when it opens, told on its lane of all that happens. */
public interface EngineListener {
    /** A message of the client, text or bytes. */
    void onMessage(EnginePacket message);

    /** The session takes more again. */
    void onWritable();

    /** Nothing comes any more, and nothing written arrives; told once. */
    void onClosed(EngineEnd end);
}
