package confab.soak;

import java.util.List;
import java.util.Map;

/**
 * All that is known at the end.
 *
 * @param hearings what clients heard
 * @param sendings what they sent, those of each connection in order
 * @param log each room as the server's history tells it at the end
 */
record Records(List<Hearing> hearings, List<Sending> sendings, Map<String, Hearing> log) {
    Records {
        hearings = List.copyOf(hearings);
        sendings = List.copyOf(sendings);
        log = Map.copyOf(log);
    }
}
