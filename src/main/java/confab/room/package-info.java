/**
 * The rooms, spread over the cluster: each {@link confab.room.ChatRoom} is the single writer of its messages.
 *
 * <p>{@link confab.room.Rooms} carries commands to a room wherever it lives; what a room has to say goes as {@link
 * confab.room.RoomNews} to the relays that subscribed, one per node. Subscriptions are leases, kept for all rooms of a node
 * by its one {@link confab.room.Leases}.
 */
@NullMarked
package confab.room;

import org.jspecify.annotations.NullMarked;
