package confab.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes the headers that every answer bears: {@code Date} (RFC 9110, section 6.6.1) and {@code Server}. */
final class ResponseDates {
    private static final String SERVER = "confab";
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Clock clock;

    ResponseDates(Clock clock) {
        this.clock = clock;
    }

    void stamp(HttpHeaders headers) {
        headers.set(HttpHeaderNames.DATE, FORMAT.format(clock.instant())).set(HttpHeaderNames.SERVER, SERVER);
    }
}
