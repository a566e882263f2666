package confab.relay;

import akka.actor.typed.ActorRef;
import confab.model.RoomName;
import confab.protocol.Event;

/** What relays, and the hub that starts them, tell a session of their node. */
public sealed interface RelayNews {
    /** The relay that a join was handed to: if it ends before it answers, it has failed. */
    record Found(ActorRef<RoomRelay.Command> relay) implements RelayNews {}

    /** The join is under way; what the session says to the relay from now on comes after it. */
    record Joining(RoomName room, ActorRef<RoomRelay.Command> relay) implements RelayNews {}

    /** The join came to nothing: the room did not answer in time. */
    record JoinFailed(RoomName room, Event.Failed event) implements RelayNews {}

    /** The one answer to a post or to the question who is there. */
    record Answer(Event event) implements RelayNews {}

    /** The one answer to the wish for a page of history: the page, or that it could not be read. */
    record HistoryRead(Event event) implements RelayNews {}
}
