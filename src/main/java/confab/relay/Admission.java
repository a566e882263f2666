package confab.relay;

import akka.actor.typed.ActorRef;
import confab.model.RoomName;
import confab.protocol.Event;
import confab.protocol.Request;

/**
 * Lets connections become members of a room on this node: at once where the room has answered it, else when it does. Lives
 * as long as the relay, and is touched by it alone.
 */
final class Admission {
    private final RoomName name;
    private final RelayPlace place;
    private final ActorRef<RoomRelay.Command> relay;
    private final Recent recent;
    private final Fanout fanout;
    private final LocalUsers users;
    private final CrowdView view;
    private final JoinQueue waiting;

    Admission(
            RoomName name,
            RelayPlace place,
            ActorRef<RoomRelay.Command> relay,
            Recent recent,
            Fanout fanout,
            LocalUsers users,
            CrowdView view) {
        this.name = name;
        this.place = place;
        this.relay = relay;
        this.recent = recent;
        this.fanout = fanout;
        this.users = users;
        this.view = view;
        this.waiting = new JoinQueue(place.answerTimeout());
    }

    /** @param isSubscribed whether what is known of the room here is what it said */
    void join(RoomRelay.Join join, boolean isSubscribed) {
        users.join(join.user());
        boolean isAhead = join.after() > recent.end();
        if (isSubscribed && !isAhead) {
            admit(join);
            return;
        }
        if (isAhead) {
            // The room is asked anew: it may have got further than this node has heard.
            users.tellAgain();
        }
        waiting.add(join, isAhead ? users.nextVersion() : 0, place.nanoTime().getAsLong());
    }

    /** Whether it was a member, or about to be one. */
    boolean leave(RoomRelay.Leave leave) {
        RoomRelay.Join join = waiting.remove(leave.reader());
        if (join != null && leave.left() != null) {
            // Its client waits for an answer to the join before that to the leave. How far the room has got nobody
            // knows.
            admit(join, Math.max(recent.end(), join.after()));
        }
        boolean wasMember = fanout.leave(leave.reader(), leave.left());
        if (join != null || wasMember) {
            users.leave(leave.user());
            return true;
        }
        return false;
    }

    /** The room has answered to that version of the attendance. */
    void answered(long version) {
        waiting.answered(version).forEach(this::admitAnswered);
    }

    /** What the join asked for has been looked up in the log. */
    void lookedUp(RoomRelay.Join join) {
        if (waiting.take(join)) {
            admit(join);
        }
    }

    /** Refuses those that waited too long. */
    void expire(long nanos) {
        waiting.expire(nanos).forEach(this::refuse);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Who is in the room, as members are told. */
    Event.Crowd crowd() {
        return users.with(view.crowd(), place.maxNamedUsers());
    }

    /** Who has seen more than the room says comes from another log, or the room's owner is one no more: the log knows. */
    private void admitAnswered(RoomRelay.Join join) {
        if (join.after() <= recent.end() || !place.isLogShared()) {
            admit(join);
            return;
        }
        waiting.add(join, JoinQueue.NO_ANSWER, place.nanoTime().getAsLong());
        // If the log is silent, the join waits till its time is over.
        var unused = place.pages()
                .from(name, join.after())
                .thenAccept(page -> relay.tell(new RoomRelay.LogRead(join, page == null ? 0 : page.last())));
    }

    private void admit(RoomRelay.Join join) {
        admit(join, recent.end());
    }

    private void admit(RoomRelay.Join join, long end) {
        JoinPoint from = JoinPoint.of(
                join.from(), join.log(), place.logId(), end, place.settings().resumeLimit());
        Event.Joined joined = new Event.Joined(name, end, place.logId(), from.isReset(), crowd(), join.ref());
        view.shown(joined.crowd());
        if (join.from() instanceof Request.Start.After) {
            place.books().resume(source(from, end));
        }
        fanout.join(join.reader(), from, joined);
    }

    private Books.Source source(JoinPoint from, long end) {
        if (from.isReset()) {
            return Books.Source.RESET;
        } else if (from.gapTo() > 0) {
            return Books.Source.GAP;
        } else if (from.cursor() > end) {
            return Books.Source.CURRENT;
        }
        return recent.at(from.cursor()) == null ? Books.Source.LOG : Books.Source.MEMORY;
    }

    private void refuse(RoomRelay.Join join) {
        users.leave(join.user());
        Event.Failed failed =
                EarlyQuestions.unavailable("the room did not answer in time", join.ref() == null ? "join" : join.ref());
        join.replyTo().tell(new RelayNews.JoinFailed(name, failed));
    }
}
