package confab.protocol.engineio;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the packets of one polling request's body, one by one: a body within its bound may be hundreds of thousands of
 * packets, which as a list would be many times its size. Those before a malformed one count, as with the reference.
 */
public final class PayloadReader {
    /** Stands between packets: ASCII's record separator. */
    static final byte SEPARATOR = 0x1e;

    private final byte[] body;
    private int next;

    /**
     * @param body within the bound on request bodies; handed over
     * @throws MalformedEnginePacket if the body is not UTF-8
     */
    public PayloadReader(byte[] body) throws MalformedEnginePacket {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
        } catch (CharacterCodingException e) {
            throw new MalformedEnginePacket("a payload is UTF-8");
        }
        this.body = body;
    }

    /**
     * The next packet; nothing after the last.
     *
     * @throws MalformedEnginePacket if it is empty, as all of an empty body is, or has no known type
     */
    public @Nullable EnginePacket next() throws MalformedEnginePacket {
        if (next > body.length) {
            return null;
        }
        int end = next;
        while (end < body.length && body[end] != SEPARATOR) {
            end++;
        }
        EnginePacket packet = EngineText.read(body, next, end);
        next = end + 1;
        return packet;
    }
}
