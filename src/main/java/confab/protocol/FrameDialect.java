package confab.protocol;

import java.util.List;

/** A dialect of clients whose transport frames are requests, one each. Pure; may be used from several threads. */
public interface FrameDialect extends Dialect {
    /** What the connection itself says, before any frame: nothing, or for plain text its hello and its join. */
    List<Request> opening();

    /** Never throws for what a client can send: the answer then is {@link Request.Malformed} or one of its kin. */
    Request decode(Frame frame);
}
