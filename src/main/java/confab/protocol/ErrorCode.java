package confab.protocol;

import java.util.Locale;

/** Why a request was not carried out; the wire name is the lower-case name. */
public enum ErrorCode {
    BAD_REQUEST,
    UNKNOWN_TYPE,
    TOO_LARGE,
    NOT_JOINED,
    RATE_LIMITED,
    /** A bounded queue on the way was full; a post may be kept all the same: send it again with the same id. */
    OVERLOADED,
    /** The room or the log did not answer in time; a post may be kept all the same: send it again with the same id. */
    UNAVAILABLE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
        return wireName;
    }
}
