package confab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A room's posts: they leave from the members on its home lane, in turn. Its members are on one lane or on several, each
 * with a {@link Share}.
 */
final class Room {
    private final String name;
    private final ClientDialect dialect;
    private final Lane home;
    private final PostText post;
    /** Posts under way; 0 if they are paced by a rate. */
    private final int window;

    private final List<Share> shares = new ArrayList<>();
    private final Share homeShare;

    private final AtomicLong members = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicBoolean isToldToPump = new AtomicBoolean();

    // On the home lane only.
    private boolean isPumpWaiting;
    private boolean isOpen;
    private long sent;
    private int turn;

    Room(String name, ClientDialect dialect, Lane home, PostText post, int window) {
        this.name = name;
        this.dialect = dialect;
        this.home = home;
        this.post = post;
        this.window = window;
        this.homeShare = new Share(home);
        shares.add(homeShare);
        home.isHomeOf(this);
    }

    String name() {
        return name;
    }

    /** The members on that lane; before any client is there. */
    Share share(Lane lane) {
        for (Share share : shares) {
            if (share.lane == lane) {
                return share;
            }
        }
        Share share = new Share(lane);
        shares.add(share);
        return share;
    }

    /** From now on it posts, or from now on it does not. On the home lane. */
    void open(boolean isOpen) {
        this.isOpen = isOpen;
        pump();
    }

    /** Whether it is to be put among those that wait to pump; then it is. On the home lane. */
    boolean isToPump() {
        boolean isNew = !isPumpWaiting && isOpen && window > 0;
        isPumpWaiting |= isNew;
        return isNew;
    }

    /** Posts until so many are under way as may be. On the home lane. */
    void pump() {
        isPumpWaiting = false;
        long fan = fan();
        if (!isOpen || window == 0 || fan <= 0) {
            return;
        }
        long got = 0;
        for (Share share : shares) {
            got += share == homeShare ? share.got : share.gotShown.get();
        }
        while ((sent - refused.get() - window) * fan < got && post(home.now())) {
            // the next one
        }
    }

    /** Posts once, by the member whose turn it is; false if none can. On the home lane. */
    boolean post(long stampNanos) {
        for (int tries = homeShare.clients.size(); tries > 0; tries--) {
            turn = turn + 1 < posters() ? turn + 1 : 0;
            Client client = homeShare.clients.get(turn);
            if (client.canPost()) {
                sent++;
                client.post(post, stampNanos, turn, dialect.numbersByRoom() ? sent : client.posted() + 1);
                home.posted();
                return true;
            }
        }
        return false;
    }

    void refused() {
        refused.incrementAndGet();
    }

    /** What a member that posted {@code own} is to have heard by the end; after the home lane has closed the room. */
    long expected(long own) {
        return sent - refused.get() - (dialect.echoes() ? 0 : own);
    }

    /** How many numberings a receiver tells apart. */
    int numberings() {
        return dialect.numbersByRoom() ? 1 : Stamp.MAX_POSTERS;
    }

    private int posters() {
        int members = homeShare.clients.size();
        return dialect.numbersByRoom() ? members : Math.min(members, Stamp.MAX_POSTERS);
    }

    /** Deliveries of a post. */
    private long fan() {
        return members.get() - (dialect.echoes() ? 0 : 1);
    }

    /** A room's members on one lane; touched on that lane only. */
    final class Share {
        private final Lane lane;
        private final List<Client> clients = new ArrayList<>();
        /** Deliveries to members that are still there. */
        private long got;

        private final AtomicLong gotShown = new AtomicLong();
        private int here;
        /** Posts that all of its members had when the home lane was last told. */
        private long postsShown;

        private Share(Lane lane) {
            this.lane = lane;
        }

        Room room() {
            return Room.this;
        }

        Lane lane() {
            return lane;
        }

        /** Before the load begins. */
        void joined(Client client) {
            clients.add(client);
            here++;
            members.incrementAndGet();
        }

        /** It counts no more: what it did not get must not hold up the others. */
        void left(long received) {
            here--;
            got -= received;
            members.decrementAndGet();
            afterRead();
        }

        void delivered() {
            got++;
        }

        /** After some deliveries. The home lane is told when it may have become time to post. */
        void afterRead() {
            if (lane == home) {
                home.pumpLater(Room.this);
            } else if (window > 0) {
                gotShown.lazySet(got);
                long whole = here == 0 ? 0 : got / here;
                if (whole != postsShown && isToldToPump.compareAndSet(false, true)) {
                    home.loop().execute(this::pumpHome);
                }
                postsShown = whole;
            }
        }

        private void pumpHome() {
            isToldToPump.set(false);
            home.pumpLater(Room.this);
        }
    }
}
