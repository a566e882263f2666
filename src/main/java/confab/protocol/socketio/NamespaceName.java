package confab.protocol.socketio;

import confab.model.InvalidValue;

/**
 * A namespace's name as it stands in packets: a slash, then anything but a comma, which ends it there.
 *
 * @param value with its slash
 */
public record NamespaceName(String value) {
    /** The one that packets without a name are of. */
    public static final NamespaceName ROOT = new NamespaceName("/");

    /** @throws InvalidValue if the name does not begin with a slash, or holds a comma */
    public NamespaceName {
        if (!value.startsWith("/") || value.indexOf(',') >= 0) {
            throw new InvalidValue("a namespace's name begins with a slash and holds no comma");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
