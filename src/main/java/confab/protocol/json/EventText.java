package confab.protocol.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import confab.model.Body;
import confab.model.Message;
import confab.model.UserName;
import confab.protocol.Event;
import confab.protocol.WebSocketFrames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event as a JSON object, with its keys in the order of the protocol's table. */
public final class EventText {
    private static final JsonFactory JSON = new JsonFactory();

    /** More than most events need. */
    private static final int USUAL_BYTES = 256;

    private static final Map<Class<? extends Event>, String> TYPES = Map.ofEntries(
            entry(Event.Welcome.class, "welcome"),
            entry(Event.Joined.class, "joined"),
            entry(Event.Left.class, "left"),
            entry(Event.Posted.class, "posted"),
            entry(Event.HistoryPage.class, "history"),
            entry(Event.Present.class, "who"),
            entry(Event.Pong.class, "pong"),
            entry(Event.Presence.class, "presence"),
            entry(Event.Typing.class, "typing"),
            entry(Event.Gap.class, "gap"),
            entry(Event.Goodbye.class, "goodbye"),
            entry(Event.Failed.class, "error"));

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
    private final JsonGenerator json;
    private final @Nullable String ref;

    private EventText(@Nullable String ref) throws IOException {
        this.json = JSON.createGenerator(bytes, JsonEncoding.UTF8);
        this.ref = ref;
    }

    /** What the protocol's table calls the event. */
    public static String type(Event event) {
        return Objects.requireNonNull(TYPES.get(event.getClass()));
    }

    /** The event's object without its type. */
    public static Body object(Event event, @Nullable String ref) {
        return Body.ofJson(write(ref, text -> text.fields(event)));
    }

    /** The event's object with its type, in a text frame. */
    static byte[] frame(Event event) {
        return WebSocketFrames.text(
                write(event.ref(), text -> text.string("type", type(event)).fields(event)));
    }

    private interface Writing {
        void to(EventText text) throws IOException;
    }

    private static byte[] write(@Nullable String ref, Writing fields) {
        try {
            EventText text = new EventText(ref);
            text.json.writeStartObject();
            fields.to(text);
            text.json.writeEndObject();
            text.json.close();
            return text.bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fields(Event event) throws IOException {
        if (event instanceof Event.Posted posted) {
            write(posted);
        } else if (event instanceof Event.Welcome welcome) {
            write(welcome);
        } else if (event instanceof Event.Joined joined) {
            write(joined);
        } else if (event instanceof Event.Left left) {
            string("room", left.room().value()).ref();
        } else if (event instanceof Event.HistoryPage page) {
            write(page);
        } else if (event instanceof Event.Present present) {
            string("room", present.room().value()).crowd(present.crowd()).ref();
        } else if (event instanceof Event.Pong) {
            ref();
        } else if (event instanceof Event.Presence presence) {
            write(presence);
        } else if (event instanceof Event.Typing typing) {
            string("room", typing.room().value()).string("user", typing.user().value());
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
        string("session", welcome.session().value())
                .string("user", welcome.user().value())
                .string("node", welcome.node())
                .number("heartbeatMillis", welcome.heartbeat().toMillis());
        json.writeObjectFieldStart("limits");
        number("rooms", welcome.limits().rooms())
                .number("frameBytes", welcome.limits().frameBytes())
                .number("bodyBytes", welcome.limits().bodyBytes());
        json.writeEndObject();
        ref();
    }

    private void write(Event.Joined joined) throws IOException {
        string("room", joined.room().value())
                .number("seq", joined.seq())
                .crowd(joined.crowd())
                .string("log", joined.log());
        if (joined.reset()) {
            json.writeBooleanField("reset", true);
        }
        ref();
    }

    private void write(Event.Posted posted) throws IOException {
        string("room", posted.room().value())
                .string("id", posted.id().value())
                .number("seq", posted.seq())
                .string("at", WireTime.text(posted.atMillis()))
                .ref();
    }

    private void write(Event.HistoryPage page) throws IOException {
        string("room", page.room().value());
        byte[] opening = MessageText.opening(page.room()).getBytes(US_ASCII);
        json.writeArrayFieldStart("messages");
        for (Message message : page.messages()) {
            json.writeRawValue(new String(new MessageText(opening, message).text(), UTF_8));
        }
        json.writeEndArray();
        json.writeBooleanField("more", page.more());
        ref();
    }

    private void write(Event.Presence presence) throws IOException {
        string("room", presence.room().value())
                .users("joined", presence.joined())
                .users("left", presence.left())
                .number("members", presence.members())
                .uncertain(presence.uncertain());
    }

    private void write(Event.Gap gap) throws IOException {
        string("room", gap.room().value())
                .number("from", gap.from())
                .number("to", gap.to())
                .string("log", gap.log());
    }

    private void write(Event.Goodbye goodbye) throws IOException {
        number("code", goodbye.code().code()).string("reason", goodbye.reason());
        json.writeBooleanField("reconnect", goodbye.reconnect());
        number("afterMillis", goodbye.after().toMillis());
    }

    private void write(Event.Failed failed) throws IOException {
        string("code", failed.code().wireName())
                .string("message", failed.message())
                .ref();
        if (failed.retryAfter() != null) {
            number("retryAfterMillis", failed.retryAfter().toMillis());
        }
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

    private void ref() throws IOException {
        if (ref != null) {
            string("ref", ref);
        }
    }
}
