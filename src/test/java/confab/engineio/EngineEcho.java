package confab.engineio;

import confab.protocol.engineio.EngineFormat;
import confab.protocol.engineio.EnginePacket;
import java.util.List;

/** Says each message back. */
public final class EngineEcho implements EngineListener {
    private final EngineConnection connection;

    public EngineEcho(EngineConnection connection) {
        this.connection = connection;
    }

    @Override
    public void onMessage(EnginePacket message) {
        connection.write(EngineFormat.WEBSOCKET.encode(List.of(message)));
        connection.flush();
    }

    @Override
    public void onWritable() {}

    @Override
    public void onSentAway() {}

    @Override
    public void onClosed(EngineEnd end) {}
}
