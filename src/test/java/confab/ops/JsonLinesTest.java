package confab.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

final class JsonLinesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LoggerContext logback = new LoggerContext();

    @BeforeEach
    void withoutContextOfItsOwn() {
        logback.setMDCAdapter(new LogbackMDCAdapter());
    }

    @Test
    void aLineSaysWhatWhenAndWhere() throws JsonProcessingException {
        logback.putProperty("node", "10.0.0.1:25520");
        LoggingEvent event = event("room {} stops", null, "lobby");
        event.setKeyValuePairs(List.of(new KeyValuePair("room", "lobby"), new KeyValuePair("session", 7)));
        event.setMDCPropertyMap(Map.of("akkaSource", "akka://confab/user/hub", "akkaUid", "1"));

        assertThat(fields(event)).isEqualTo(JSON.readTree("""
                        {"timestamp":1700000000123,"level":"INFO","threadName":"a thread","loggerName":"confab.room.ChatRoom",
                        "message":"room lobby stops","node":"10.0.0.1:25520","actor":"akka://confab/user/hub",
                        "room":"lobby","session":"7"}"""));
    }

    @Test
    void whatIsNotThereIsNoField() throws JsonProcessingException {
        assertThat(fields(event("quiet", null)).fieldNames())
                .toIterable()
                .containsExactly("timestamp", "level", "threadName", "loggerName", "message");
    }

    @Test
    void aLineIsOneLineWhateverIsInIt() throws JsonProcessingException {
        String wild = "a \"quote\"\n\r\t\\ \u0000\u0007\u001b[31m \u2028 é 🙂";
        LoggingEvent event = event(wild, new IllegalStateException(wild));
        event.setKeyValuePairs(List.of(new KeyValuePair("room", wild)));

        JsonNode fields = fields(event);

        assertThat(fields.get("message").asText()).isEqualTo(wild);
        assertThat(fields.get("room").asText()).isEqualTo(wild);
        assertThat(fields.get("stackTrace").asText())
                .startsWith("java.lang.IllegalStateException: a \"quote\"")
                .contains("\tat " + JsonLinesTest.class.getName() + ".");
    }

    private LoggingEvent event(String message, @Nullable Throwable failure, Object... arguments) {
        LoggingEvent event = new LoggingEvent(
                getClass().getName(),
                logback.getLogger("confab.room.ChatRoom"),
                Level.INFO,
                message,
                failure,
                arguments);
        event.setThreadName("a thread");
        event.setInstant(Instant.ofEpochMilli(1_700_000_000_123L));
        return event;
    }

    private JsonNode fields(LoggingEvent event) throws JsonProcessingException {
        JsonLines lines = new JsonLines();
        lines.setContext(logback);
        lines.start();
        String line = new String(lines.encode(event), StandardCharsets.UTF_8);
        assertThat(line.indexOf('\n')).as("its only line's end").isEqualTo(line.length() - 1);
        return JSON.readTree(line);
    }
}
