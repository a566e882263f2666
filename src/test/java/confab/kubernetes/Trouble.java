package confab.kubernetes;

import java.time.Duration;

/**
 * What becomes of a request to the API server.
 *
 * @param status instead of an answer; 200 for none
 * @param delay before the answer
 */
record Trouble(int status, Duration delay) {
    static final Trouble NONE = new Trouble(200, Duration.ZERO);

    static Trouble error(int status) {
        return new Trouble(status, Duration.ZERO);
    }

    static Trouble delay(Duration delay) {
        return new Trouble(200, delay);
    }
}
