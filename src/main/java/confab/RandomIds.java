package confab;

import confab.engineio.Sids;
import confab.model.SessionId;
import confab.model.UserName;
import java.security.SecureRandom;
import java.util.Base64;

/** Ids that nobody can guess or meet twice, and names for guests. From any thread. */
final class RandomIds {
    private static final int SESSION_BYTES = 12;
    private static final int POST_BYTES = 16;
    private static final int GUEST_LENGTH = 6;
    /** Without those that look alike. */
    private static final String GUEST_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final SecureRandom random = new SecureRandom();

    SessionId session() {
        return new SessionId(text(SESSION_BYTES));
    }

    /** Of a session of Engine.IO on the node with that uid. */
    String sid(long nodeUid) {
        return Sids.draw(nodeUid, random);
    }

    String post() {
        return text(POST_BYTES);
    }

    UserName guest() {
        StringBuilder name = new StringBuilder(UserName.GUEST_PREFIX);
        for (int i = 0; i < GUEST_LENGTH; i++) {
            name.append(GUEST_LETTERS.charAt(random.nextInt(GUEST_LETTERS.length())));
        }
        return new UserName(name.toString());
    }

    private String text(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
