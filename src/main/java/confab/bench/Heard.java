package confab.bench;

/** What a frame turned out to be: one per lane, written over and over, so that a delivery allocates nothing. */
final class Heard {
    Kind kind = Kind.OTHER;

    /** Of a message: its number, of the room or of its poster. */
    long number;

    /** Of a message: which poster numbers it; 0 where the room does. */
    int poster;

    /** Of a message: when it was posted, in nanoseconds since the bench began. */
    long stampNanos;

    /** Where in the last message its number stood, counted from the frame's beginning: most likely the next one's too. */
    int numberAt;

    /** The same of its stamp. */
    int stampAt;

    enum Kind {
        MESSAGE,
        REFUSED,
        /** Messages that this client will not get any more. */
        GAP,
        PING,
        GOODBYE,
        OTHER
    }
}
