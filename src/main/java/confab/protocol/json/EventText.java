package confab.protocol.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import confab.model.Message;
import confab.model.UserName;
import confab.protocol.Event;
import confab.protocol.WebSocketFrames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event as a text frame: a JSON object with its keys in the order of the protocol's table. */
final class EventText {
    private static final JsonFactory JSON = new JsonFactory();

    /** More than most events need. */
    private static final int USUAL_BYTES = 256;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    private final JsonGenerator json;

    private EventText() throws IOException {
        json = JSON.createGenerator(bytes, JsonEncoding.UTF8);
    }

    static byte[] frame(Event event) {
        try {
            EventText text = new EventText();
            text.json.writeStartObject();
            text.write(event);
            text.json.writeEndObject();
            text.json.close();
            return WebSocketFrames.text(text.bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Event event) throws IOException {
        if (event instanceof Event.Posted posted) {
            write(posted);
        } else if (event instanceof Event.Welcome welcome) {
            write(welcome);
        } else if (event instanceof Event.Joined joined) {
            write(joined);
        } else if (event instanceof Event.Left left) {
            type("left").string("room", left.room().value()).ref(left.ref());
        } else if (event instanceof Event.HistoryPage page) {
            write(page);
        } else if (event instanceof Event.Present present) {
            type("who")
                    .string("room", present.room().value())
                    .crowd(present.crowd())
                    .ref(present.ref());
        } else if (event instanceof Event.Pong pong) {
            type("pong").ref(pong.ref());
        } else if (event instanceof Event.Presence presence) {
            write(presence);
        } else if (event instanceof Event.Typing typing) {
            type("typing")
                    .string("room", typing.room().value())
                    .string("user", typing.user().value());
        } else if (event instanceof Event.Gap gap) {
            write(gap);
        } else if (event instanceof Event.Goodbye goodbye) {
            write(goodbye);
        } else if (event instanceof Event.Failed failed) {
            write(failed);
        } else {
            throw new IllegalArgumentException("no text for " + event.getClass().getName());
        }
    }

    private void write(Event.Welcome welcome) throws IOException {
        type("welcome")
                .string("session", welcome.session().value())
                .string("user", welcome.user().value())
                .string("node", welcome.node())
                .number("heartbeatMillis", welcome.heartbeat().toMillis());
        json.writeObjectFieldStart("limits");
        number("rooms", welcome.limits().rooms())
                .number("frameBytes", welcome.limits().frameBytes())
                .number("bodyBytes", welcome.limits().bodyBytes());
        json.writeEndObject();
        ref(welcome.ref());
    }

    private void write(Event.Joined joined) throws IOException {
        type("joined")
                .string("room", joined.room().value())
                .number("seq", joined.seq())
                .crowd(joined.crowd())
                .string("log", joined.log());
        if (joined.reset()) {
            json.writeBooleanField("reset", true);
        }
        ref(joined.ref());
    }

    private void write(Event.Posted posted) throws IOException {
        type("posted")
                .string("room", posted.room().value())
                .string("id", posted.id().value())
                .number("seq", posted.seq())
                .string("at", WireTime.text(posted.atMillis()))
                .ref(posted.ref());
    }

    private void write(Event.HistoryPage page) throws IOException {
        type("history").string("room", page.room().value());
        byte[] opening = MessageText.openingOfItem(page.room());
        json.writeArrayFieldStart("messages");
        for (Message message : page.messages()) {
            MessageText text = new MessageText(opening, message);
            byte[] item = new byte[text.length()];
            text.write(item, 0);
            json.writeRawValue(new String(item, UTF_8));
        }
        json.writeEndArray();
        json.writeBooleanField("more", page.more());
        ref(page.ref());
    }

    private void write(Event.Presence presence) throws IOException {
        type("presence")
                .string("room", presence.room().value())
                .users("joined", presence.joined())
                .users("left", presence.left())
                .number("members", presence.members())
                .uncertain(presence.uncertain());
    }

    private void write(Event.Gap gap) throws IOException {
        type("gap")
                .string("room", gap.room().value())
                .number("from", gap.from())
                .number("to", gap.to())
                .string("log", gap.log());
    }

    private void write(Event.Goodbye goodbye) throws IOException {
        type("goodbye").number("code", goodbye.code().code()).string("reason", goodbye.reason());
        json.writeBooleanField("reconnect", goodbye.reconnect());
        number("afterMillis", goodbye.after().toMillis());
    }

    private void write(Event.Failed failed) throws IOException {
        type("error")
                .string("code", failed.code().wireName())
                .string("message", failed.message())
                .ref(failed.ref());
        if (failed.retryAfter() != null) {
            number("retryAfterMillis", failed.retryAfter().toMillis());
        }
    }

    private EventText type(String type) throws IOException {
        return string("type", type);
    }

    private EventText string(String key, String value) throws IOException {
        json.writeStringField(key, value);
        return this;
    }

    private EventText number(String key, long value) throws IOException {
        json.writeNumberField(key, value);
        return this;
    }

    private EventText crowd(Event.Crowd crowd) throws IOException {
        number("members", crowd.members());
        if (crowd.users() != null) {
            users("users", crowd.users());
        }
        return uncertain(crowd.uncertain());
    }

    private EventText users(String key, List<UserName> users) throws IOException {
        json.writeArrayFieldStart(key);
        for (UserName user : users) {
            json.writeString(user.value());
        }
        json.writeEndArray();
        return this;
    }

    private EventText uncertain(int uncertain) throws IOException {
        return uncertain > 0 ? number("uncertain", uncertain) : this;
    }

    private void ref(@Nullable String ref) throws IOException {
        if (ref != null) {
            string("ref", ref);
        }
    }
}
