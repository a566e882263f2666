package confab.protocol.engineio;

/** One packet of Engine.IO 4, the same for every transport. */
public sealed interface EnginePacket {
    /**
     * A packet of any type with what it says, which is nothing for most.
     *
     * @param utf8 what follows the type; owned by the receiver of a packet that was read, else shared and not to be
     *     written to
     */
    record Text(Type type, byte[] utf8) implements EnginePacket {
        private static final byte[] NOTHING = {};

        /** A packet that says nothing but its type. */
        public Text(Type type) {
            this(type, NOTHING);
        }
    }

    /**
     * A message that is bytes, the only type that may be.
     *
     * @param bytes as with {@link Text}
     */
    record Binary(byte[] bytes) implements EnginePacket {}

    /** A packet's type; on the wire the digit of its place. */
    enum Type {
        /** The server's first packet, with an {@link Opening}. */
        OPEN,
        CLOSE,
        /** The server's heartbeat; from a client only with {@code probe}, on a transport that it tries. */
        PING,
        PONG,
        MESSAGE,
        UPGRADE,
        /** Ends a poll that has nothing to say. */
        NOOP;

        private static final Type[] BY_DIGIT = values();

        /** @throws MalformedEnginePacket if no type has the digit */
        static Type of(byte digit) throws MalformedEnginePacket {
            int index = digit - '0';
            if (index < 0 || index >= BY_DIGIT.length) {
                throw new MalformedEnginePacket("unknown packet type");
            }
            return BY_DIGIT[index];
        }

        byte digit() {
            return (byte) ('0' + ordinal());
        }
    }
}
