package confab.soak;

import confab.scene.Place;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/**
 * Where the chatters chat.
 *
 * @param places of the nodes, by their numbers; a node that is started again is at the same one
 * @param postInterval of each client that posts
 * @param isRoaming whether clients change their node now and then unasked
 * @param outages what a balancer before the nodes would know of them
 */
record Venue(
        List<Place> places,
        List<String> rooms,
        Duration postInterval,
        boolean isRoaming,
        HttpClient http,
        Recorder recorder,
        Outages outages) {
    private static final Duration UNHURRIED = Duration.ofSeconds(40);

    Venue {
        places = List.copyOf(places);
        rooms = List.copyOf(rooms);
    }

    /** Where no node is frozen or cut off, silence is that of a busy machine: whoever gave up would make it busier. */
    Duration patience(Duration otherwise) {
        return isRoaming ? otherwise : UNHURRIED;
    }
}
