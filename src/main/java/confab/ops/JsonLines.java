package confab.ops;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.JsonEscapeUtil;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Log events as lines of JSON: Logback's own, with what log stores find hard to search made plain: an event's key-value pairs
 * and its node are fields of the object, a stack trace is one text.
 */
final class JsonLines extends JsonEncoder {
    /** A property of the logger's context, which bears the node's name. */
    static final String NODE = "node";

    /** What Akka puts beside an event of an actor: its path. */
    private static final String ACTOR = "akkaSource";

    JsonLines() {
        setWithSequenceNumber(false);
        setWithNanoseconds(false);
        setWithContext(false);
        setWithMarkers(false);
        setWithMDC(false);
        setWithKVPList(false);
        setWithMessage(false);
        setWithArguments(false);
        setWithThrowable(false);
    }

    @Override
    protected void appendCustomFields(StringBuilder line, ILoggingEvent event) {
        field(line, "message", event.getFormattedMessage());
        field(line, NODE, event.getLoggerContextVO().getPropertyMap().get(NODE));
        field(line, "actor", event.getMDCPropertyMap().get(ACTOR));
        if (event.getKeyValuePairs() != null) {
            for (KeyValuePair pair : event.getKeyValuePairs()) {
                field(line, pair.key, String.valueOf(pair.value));
            }
        }
        if (event.getThrowableProxy() != null) {
            field(line, "stackTrace", ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
    }

    private void field(StringBuilder line, String name, @Nullable String value) {
        if (value != null) {
            line.append(VALUE_SEPARATOR);
            appenderMember(line, name, JsonEscapeUtil.jsonEscapeString(value));
        }
    }
}
