package confab.relay;

import confab.protocol.MessageFormat;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** One task of a lane that writes batches to members: makes each batch's bytes shareable once for all of them. */
final class Delivery implements AutoCloseable {
    private final Lane lane;
    private final IdentityHashMap<MessageFormat.Frames, Lane.Shared> shared = new IdentityHashMap<>(2);

    // The last asked for, which nearly always is the next asked for.
    private MessageFormat.@Nullable Frames frames;
    private Lane.@Nullable Shared bytes;

    Delivery(Lane lane) {
        this.lane = lane;
    }

    // The same frames are the same object.
    @SuppressWarnings("ReferenceEquality")
    Lane.Shared share(MessageFormat.Frames wanted) {
        Lane.Shared known = bytes;
        if (known == null || wanted != frames) {
            known = shared.computeIfAbsent(wanted, all -> lane.share(all.wire(), 0, all.wire().length));
            frames = wanted;
            bytes = known;
        }
        return known;
    }

    @Override
    public void close() {
        shared.values().forEach(Lane.Shared::release);
    }
}
