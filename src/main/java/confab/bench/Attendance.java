package confab.bench;

/** Who is there: counts the connections on their way in and out, and what went wrong by name. From any thread. */
final class Attendance {
    private final Faults faults;
    /** Called when a connection has joined, or has not: another may be opened. */
    private final Runnable settled;

    // Guarded by this.
    private int connected;
    private int joined;
    private int failed;
    private int left;

    Attendance(Faults faults, Runnable settled) {
        this.faults = faults;
        this.settled = settled;
    }

    /** @param settled connections that have joined at some time, or have failed to */
    record Counts(int connected, int joined, int left, int settled) {
        int present() {
            return joined - left;
        }
    }

    synchronized Counts counts() {
        return new Counts(connected, joined, left, joined + failed);
    }

    synchronized void connected() {
        connected++;
    }

    void joined() {
        synchronized (this) {
            joined++;
        }
        settled.run();
    }

    void notJoined(String why) {
        synchronized (this) {
            failed++;
        }
        faults.count(why);
        settled.run();
    }

    synchronized void left(String why) {
        left++;
        faults.count(why);
    }

    void fault(String name) {
        faults.count(name);
    }
}
