package confab;

import com.typesafe.config.Config;
import confab.config.Settings;

/** Starts this process's node: what {@code serve} does once the settings are good. */
@FunctionalInterface
interface StartNode {
    /**
     * Returns when the node serves; it then lives on by its own threads.
     *
     * @param config all of it, Akka's part included
     * @throws Exception if it cannot serve; the message is a sentence for the operator
     */
    void start(Settings settings, Config config) throws Exception;
}
