package confab.ops.page;

import akka.actor.ExtendedActorSystem;
import confab.serialization.CborSerializer;
import java.util.Map;

/** Writes what nodes tell each other for the operator's page. */
public final class HistorySerializer extends CborSerializer {
    private static final int IDENTIFIER = 1_662_019;

    /** Called by Akka, by this signature. */
    public HistorySerializer(ExtendedActorSystem system) {
        super(system, IDENTIFIER, Map.of("recall", NodeHistory.Recall.class, "recalled", NodeHistory.Recalled.class));
    }
}
