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

    /** A packet's type. */
    enum Type {
        /** The server's first packet, with an {@link Opening}. */
        OPEN('0'),
        CLOSE('1'),
        /** The server's heartbeat; from a client only with {@code probe}, on a transport that it tries. */
        PING('2'),
        PONG('3'),
        MESSAGE('4'),
        UPGRADE('5'),
        /** Ends a poll that has nothing to say. */
        NOOP('6');

        private final byte digit;

        Type(char digit) {
            this.digit = (byte) digit;
        }

        /** @throws MalformedEnginePacket if no type has the digit */
        static Type of(byte digit) throws MalformedEnginePacket {
            return switch (digit) {
                case '0' -> OPEN;
                case '1' -> CLOSE;
                case '2' -> PING;
                case '3' -> PONG;
                case '4' -> MESSAGE;
                case '5' -> UPGRADE;
                case '6' -> NOOP;
                default -> throw new MalformedEnginePacket("unknown packet type");
            };
        }

        byte digit() {
            return digit;
        }
    }
}
