package confab.engineio;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Session ids that tell which node a session is on, and that nobody can guess: the node's uid in the cluster, and behind it
 * what was drawn.
 */
public final class Sids {
    private static final int DRAWN_BYTES = 16;
    private static final int LENGTH = 32;

    private Sids() {}

    /**
     * Another one each time.
     *
     * @param nodeUid of this incarnation of the node
     * @param random not to be foreseen
     */
    public static String draw(long nodeUid, RandomGenerator random) {
        byte[] drawn = new byte[DRAWN_BYTES];
        random.nextBytes(drawn);
        byte[] all = ByteBuffer.allocate(Long.BYTES + DRAWN_BYTES)
                .putLong(nodeUid)
                .put(drawn)
                .array();
        return Base64.getUrlEncoder().encodeToString(all);
    }

    /** The uid of the node that a session is on; nothing for what is no session id. */
    static OptionalLong nodeUid(String sid) {
        if (sid.length() != LENGTH) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(
                    ByteBuffer.wrap(Base64.getUrlDecoder().decode(sid)).getLong());
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }
}
