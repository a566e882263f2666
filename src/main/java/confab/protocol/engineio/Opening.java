package confab.protocol.engineio;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * What the server's first packet tells a client of its session.
 *
 * @param sid the session's id, which the client's requests bear from now on
 * @param upgrades names of the transports that it may change to
 * @param pingInterval how often the server pings
 * @param pingTimeout how long a ping may go unanswered before the session ends
 * @param maxPayloadBytes the longest request body, or frame, that is taken
 */
public record Opening(
        String sid, List<String> upgrades, Duration pingInterval, Duration pingTimeout, int maxPayloadBytes) {
    private static final JsonFactory JSON = new JsonFactory();

    public Opening {
        upgrades = List.copyOf(upgrades);
    }

    /** The packet: exactly these five keys, in the reference's order, times in milliseconds. */
    public EnginePacket packet() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("sid", sid);
            json.writeArrayFieldStart("upgrades");
            for (String upgrade : upgrades) {
                json.writeString(upgrade);
            }
            json.writeEndArray();
            json.writeNumberField("pingInterval", pingInterval.toMillis());
            json.writeNumberField("pingTimeout", pingTimeout.toMillis());
            json.writeNumberField("maxPayload", maxPayloadBytes);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new EnginePacket.Text(EnginePacket.Type.OPEN, bytes.toByteArray());
    }
}
