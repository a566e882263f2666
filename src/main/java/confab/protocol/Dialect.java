package confab.protocol;

/** How one kind of client is spoken to: events to bytes. Pure; may be used from several threads. */
public interface Dialect {
    /** What to do about an event on this kind of connection. */
    Output encode(Event event);

    /** How this kind of client reads the messages of a room; one shared object per format. */
    MessageFormat messages();

    /** The outcome of {@link #encode}. */
    sealed interface Output {
        /** @param wire whole transport frames, ready for the socket; shared, not to be written to */
        record Send(byte[] wire) implements Output {}

        /** This kind of client does not hear of that. */
        record Silent() implements Output {}

        /** This kind of client can only be told by closing. */
        record Close(CloseCode code, String reason) implements Output {}
    }

    /** Says nothing. */
    Output SILENT = new Output.Silent();
}
