package confab.relay;

import confab.config.Settings;
import confab.room.NodeId;
import confab.room.Rooms;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What the relays of a node have in common.
 *
 * @param answerTimeout how long a join waits for the room
 * @param maxTypingMembers in larger rooms nobody hears who types
 * @param maxNamedUsers above so many, a crowd is told without names
 * @param logId the id of the cluster's log
 * @param isLogShared whether the room's numbers outlive its owner
 * @param books what the members here are owed, and what became of it
 * @param posts what became of the posts from here
 * @param nanoTime as {@link System#nanoTime}
 */
public record RelayPlace(
        NodeId node,
        Settings.Relay settings,
        Duration answerTimeout,
        int maxTypingMembers,
        int maxNamedUsers,
        Rooms rooms,
        Pages pages,
        RecentBudget recentBudget,
        String logId,
        boolean isLogShared,
        Books books,
        PostCounts posts,
        LongSupplier nanoTime) {}
