package confab.protocol.socketio;

import org.jspecify.annotations.Nullable;

/**
 * What stands before a packet's JSON: type, {@code attachments-}, {@code /namespace,} and acknowledgement id, all but
 * the first only where there is something to say.
 *
 * @param attachments how many binary messages follow; 1 or more if the type is binary, else 0
 * @param ackId there always is one if the type is an acknowledgement's
 * @param end where the JSON begins, if there is any
 */
record Header(
        PacketType type,
        int attachments,
        NamespaceName namespace,
        @Nullable Long ackId,
        int end) {
    /** Largest acknowledgement id: JavaScript holds no larger ones exactly. */
    static final long MAX_ACK_ID = (1L << 53) - 1;

    /** @throws MalformedSocketPacket if the text does not begin as a packet, or announces too many attachments */
    static Header read(String text, int maxAttachments) throws MalformedSocketPacket {
        if (text.isEmpty()) {
            throw new MalformedSocketPacket("an empty packet");
        }
        PacketType type = PacketType.of(text.charAt(0));
        int at = 1;
        int attachments = 0;
        if (type.isBinary()) {
            int end = endOfDigits(text, at);
            attachments = attachments(text, at, end, maxAttachments);
            at = end + 1;
        }
        NamespaceName namespace = NamespaceName.ROOT;
        if (at < text.length() && text.charAt(at) == '/') {
            int comma = text.indexOf(',', at);
            int end = comma < 0 ? text.length() : comma;
            namespace = new NamespaceName(text.substring(at, end));
            at = Math.min(end + 1, text.length());
        }
        int end = endOfDigits(text, at);
        Long ackId = end == at ? null : number(text, at, end, MAX_ACK_ID, "an acknowledgement id");
        if (ackId == null && type.isAck()) {
            throw new MalformedSocketPacket("an acknowledgement without its id");
        }
        return new Header(type, attachments, namespace, ackId, end);
    }

    private static int attachments(String text, int from, int end, int max) throws MalformedSocketPacket {
        if (end == from || end == text.length() || text.charAt(end) != '-') {
            throw new MalformedSocketPacket("a binary packet says how many attachments it has");
        }
        int attachments = (int) number(text, from, end, max, "the number of attachments");
        if (attachments == 0) {
            throw new MalformedSocketPacket("a binary packet without attachments");
        }
        return attachments;
    }

    private static long number(String text, int from, int end, long max, String what) throws MalformedSocketPacket {
        long number = 0;
        for (int i = from; i < end; i++) {
            number = number * 10 + (text.charAt(i) - '0');
            if (number > max) {
                throw new MalformedSocketPacket(what + " is at most " + max);
            }
        }
        return number;
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
