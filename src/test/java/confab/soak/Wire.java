package confab.soak;

/** A client's connection, from the attempt to its end. Nothing here waits: the node may be frozen. */
interface Wire {
    /** Who hears it. */
    interface Ear {
        void onOpen(Wire wire);

        void onText(Wire wire, String text);

        void onEnd(Wire wire, String how);
    }

    void say(String text);

    /** Makes the server show that it is there, where the transport has a way to. */
    void ping();

    /** When anything came last, or it was begun. */
    long heardNanos();

    /** Without a farewell. */
    void drop();
}
