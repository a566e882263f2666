package confab.engineio;

import java.net.InetSocketAddress;

/** What a request asks for. */
public sealed interface EngineAsk {
    /** A new session. */
    record Open() implements EngineAsk {}

    /** What the session has to say. */
    record Poll(EngineSession session) implements EngineAsk {}

    /** To be heard by the session. */
    record Post(EngineSession session) implements EngineAsk {}

    /** That the session change to a WebSocket. */
    record Join(EngineSession session) implements EngineAsk {}

    /** Something of a session that another node owns. */
    record Elsewhere(InetSocketAddress owner) implements EngineAsk {}

    /** What it cannot have. */
    record Refused(EngineRefusal refusal) implements EngineAsk {}
}
