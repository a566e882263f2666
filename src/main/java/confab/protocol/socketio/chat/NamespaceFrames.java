package confab.protocol.socketio.chat;

import confab.model.Body;
import confab.protocol.Dialect;
import confab.protocol.Event;
import confab.protocol.engineio.EngineFormat;
import confab.protocol.json.EventText;
import confab.protocol.socketio.Arguments;
import confab.protocol.socketio.NamespaceName;
import confab.protocol.socketio.SocketEncoder;
import confab.protocol.socketio.SocketPacket;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Packets of one namespace as whole WebSocket frames, with attachments for what is bytes in them. */
record NamespaceFrames(NamespaceName namespace) {
    private static final byte[] ERROR = "{\"error\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "}".getBytes(StandardCharsets.US_ASCII);

    byte[] event(String name, Body argument) {
        return frames(new SocketPacket.Event(namespace, null, name, Arguments.of(argument)));
    }

    Dialect.Output emit(String name, Body argument) {
        return new Dialect.Output.Send(event(name, argument));
    }

    /** The answer to an event; nothing to say if it has no callback. */
    Dialect.Output acknowledge(@Nullable Long ackId, Body answer) {
        if (ackId == null) {
            return Dialect.SILENT;
        }
        return new Dialect.Output.Send(frames(new SocketPacket.Ack(namespace, ackId, Arguments.of(answer))));
    }

    /** A refusal as the answer to an event that has a callback. */
    Dialect.Output acknowledge(long ackId, Event.Failed failed, @Nullable String ref) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(ERROR);
        answer.writeBytes(EventText.object(failed, ref).json());
        answer.writeBytes(END);
        return acknowledge(ackId, Body.ofJson(answer.toByteArray()));
    }

    private static byte[] frames(SocketPacket packet) {
        return EngineFormat.WEBSOCKET.encode(SocketEncoder.encode(packet));
    }
}
