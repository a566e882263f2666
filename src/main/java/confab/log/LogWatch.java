package confab.log;

/** Hears how the log works. On the log's threads; must not wait. */
public interface LogWatch {
    /** Nobody cares. */
    LogWatch NOBODY = new LogWatch() {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void committed(long sinceNanos, int posts) {}

        @Override
        public void read(long sinceNanos) {}

        @Override
        public void writeFailed() {}

        @Override
        public void readFailed() {}
    };

    /** As {@link System#nanoTime}. */
    long nanoTime();

    /**
     * The database has a commit.
     *
     * @param sinceNanos when its first write began
     * @param posts that it was asked for, of all rooms together, also those that it left out: repeats, and posts to rooms
     *     that another node owns by now
     */
    void committed(long sinceNanos, int posts);

    /** A range was read. */
    void read(long sinceNanos);

    /** A commit failed, or what became of it is not known. */
    void writeFailed();

    void readFailed();
}
