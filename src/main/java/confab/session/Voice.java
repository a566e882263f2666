package confab.session;

import confab.protocol.Dialect;
import confab.protocol.ErrorCode;
import confab.protocol.Event;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a session itself says to its client, in the client's dialect. */
record Voice(Connection connection, Dialect dialect) {
    void say(Event event) {
        Dialect.Output output = dialect.encode(event);
        if (output instanceof Dialect.Output.Send send) {
            connection.send(send.wire());
        } else if (output instanceof Dialect.Output.Close close) {
            connection.close(close.code(), close.reason());
        }
    }

    /** @param otherwise what the error refers to if the request bears no {@code ref}: the post's id, or the type */
    void fail(ErrorCode code, String message, @Nullable String ref, String otherwise) {
        say(new Event.Failed(code, message, ref == null ? otherwise : ref, null));
    }

    void failForNow(String message, @Nullable String ref, String otherwise, Duration retryAfter) {
        say(new Event.Failed(ErrorCode.RATE_LIMITED, message, ref == null ? otherwise : ref, retryAfter));
    }
}
