package confab;

import confab.ops.Metric;
import confab.ops.Metrics;
import confab.protocol.Dialect;
import confab.protocol.json.JsonDialect;
import confab.protocol.text.TextDialect;
import confab.session.ConnectionEnd;
import confab.session.SessionWatch;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What operators see of a node's chat sessions. */
final class SessionMeters implements SessionWatch {
    private final Map<Protocol, Sessions> sessions = new EnumMap<>(Protocol.class);
    private final LongAdder rateLimited = new LongAdder();
    private final LongAdder cutOff = new LongAdder();

    private enum Protocol {
        JSON,
        TEXT,
        SOCKETIO;

        static Protocol of(Dialect dialect) {
            if (dialect instanceof JsonDialect) {
                return JSON;
            }
            return dialect instanceof TextDialect ? TEXT : SOCKETIO;
        }
    }

    /** Those of one protocol. */
    private static final class Sessions {
        private final LongAdder open = new LongAdder();
        private final LongAdder accepted = new LongAdder();
        private final Map<ConnectionEnd, LongAdder> ended = new EnumMap<>(ConnectionEnd.class);
    }

    SessionMeters(Metrics metrics) {
        for (Protocol protocol : Protocol.values()) {
            Sessions its = new Sessions();
            sessions.put(protocol, its);
            metrics.gauge(Metric.CONNECTIONS, its.open::sum, protocol);
            metrics.counter(Metric.CONNECTIONS_ACCEPTED, its.accepted::sum, protocol);
            for (ConnectionEnd end : ConnectionEnd.values()) {
                LongAdder ends = new LongAdder();
                its.ended.put(end, ends);
                metrics.counter(Metric.CONNECTIONS_CLOSED, ends::sum, protocol, end);
            }
        }
        metrics.counter(Metric.POSTS, rateLimited::sum, "rate_limited");
        metrics.counter(Metric.POSTS, cutOff::sum, "cut_off");
    }

    @Override
    public void opened(Dialect dialect) {
        Sessions its = its(dialect);
        its.open.increment();
        its.accepted.increment();
    }

    @Override
    public void ended(Dialect dialect, ConnectionEnd end) {
        Sessions its = its(dialect);
        its.open.decrement();
        LongAdder ends = its.ended.get(end);
        if (ends != null) {
            ends.increment();
        }
    }

    @Override
    public void rateLimited() {
        rateLimited.increment();
    }

    @Override
    public void cutOff() {
        cutOff.increment();
    }

    private Sessions its(Dialect dialect) {
        Sessions known = sessions.get(Protocol.of(dialect));
        if (known == null) {
            throw new IllegalStateException("not counted: " + dialect);
        }
        return known;
    }
}
