/**
 * JSON v1 on {@code /ws}: one JSON object per text frame, each with a {@code type}.
 *
 * <p>{@link confab.protocol.json.JsonDialect} is the way in; requests are read token by token, never as a tree, and a
 * post's body stays the text that the client wrote, without its white space. What a member of a room reads is written
 * by {@link confab.protocol.json.JsonMessages}. Protocols that say the same with other things around it use {@link
 * confab.protocol.json.RequestReader}, {@link confab.protocol.json.EventText} and {@link
 * confab.protocol.json.MessageText}.
 */
@NullMarked
package confab.protocol.json;

import org.jspecify.annotations.NullMarked;
