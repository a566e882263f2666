/**
 * From a room to the members on this node and back: posts gathered into batches upward, frames shared by all members
 * downward.
 *
 * <p>{@link confab.relay.Hub} finds, starts and stops the {@link confab.relay.RoomRelay} of each room that has members
 * here. What members read goes through no actor: a relay appends to its room's recent messages and wakes each {@link
 * confab.relay.Lane} once; the lane's task moves every member's cursor.
 */
@NullMarked
package confab.relay;

import org.jspecify.annotations.NullMarked;
