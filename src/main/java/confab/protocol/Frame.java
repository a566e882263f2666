package confab.protocol;

/** One message of a client as its transport delivered it: complete, unmasked, within the transport's bound. */
public sealed interface Frame {
    /** @param utf8 valid UTF-8; owned by the receiver */
    record Text(byte[] utf8) implements Frame {}

    /** @param bytes any bytes; owned by the receiver */
    record Binary(byte[] bytes) implements Frame {}
}
