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
    Venue {
        places = List.copyOf(places);
        rooms = List.copyOf(rooms);
    }
}
