package confab.protocol.socketio;

/**
 * What one packet from a client may need; more is malformed. Its depth is bounded too: {@link
 * PayloadReader#MAX_DEPTH}.
 *
 * @param maxAttachments attachments of one packet; the reference takes 10, from 4.2.6 on
 * @param maxPacketBytes the packet's text and all its attachments together, as they are held until the last came
 */
public record SocketLimits(int maxAttachments, int maxPacketBytes) {}
