package confab.session;

import akka.actor.typed.ActorRef;
import confab.protocol.Request;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Tells a session what its connection says. */
record Reading(ActorRef<Session.Command> session) implements Subscriber<Request> {
    @Override
    public void onSubscribe(Subscription subscription) {
        session.tell(new Session.Opened(subscription));
    }

    @Override
    public void onNext(Request request) {
        session.tell(new Session.Received(request));
    }

    @Override
    public void onComplete() {
        session.tell(new Session.Ended());
    }

    @Override
    public void onError(Throwable cause) {
        session.tell(new Session.Failed(cause));
    }
}
