package confab.protocol.engineio;

import confab.protocol.Frame;

/** Reads WebSocket frames, each of which is one packet. */
public final class EngineFrames {
    private EngineFrames() {}

    /**
     * The packet that a frame is. Text that is base64 is taken too: clients without binary frames send it.
     *
     * @throws MalformedEnginePacket if the frame is text without a known type
     */
    public static EnginePacket read(Frame frame) throws MalformedEnginePacket {
        if (frame instanceof Frame.Text text) {
            return EngineText.read(text.utf8(), 0, text.utf8().length);
        }
        return new EnginePacket.Binary(((Frame.Binary) frame).bytes());
    }
}
