package confab.protocol;

/** One message in transport frames of its own: knows its length before a byte is written, so that a batch needs no copy. */
public interface FramedMessage {
    /** Length of the frames, headers and all, in bytes. */
    int length();

    /** Writes the frames and says where they end. */
    int write(byte[] to, int at);

    /** @param frames whole frames, not to be written to from now on */
    static FramedMessage of(byte[] frames) {
        return new FramedMessage() {
            @Override
            public int length() {
                return frames.length;
            }

            @Override
            public int write(byte[] to, int at) {
                System.arraycopy(frames, 0, to, at, frames.length);
                return at + frames.length;
            }
        };
    }
}
