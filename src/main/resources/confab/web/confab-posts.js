import { Outbox } from "./confab-outbox.js";

/** The server did not do it now; later it may. Of a post nobody knows: it is sent again with the same id. */
export const RETRYABLE = new Set(["overloaded", "unavailable", "rate_limited"]);

/**
 * Sends the posts of a ConfabClient: each room's in the order they were written, until they are confirmed or refused.
 *
 *   queued ──room joined, its turn──► sent ──posted, or seen as a message──► gone
 *     ▲  ▲────connection lost, or refused for now────┘ └─refused──► failed ──discard──► gone
 *     └──────────────────────retry──────────────────────────────────┘
 */
export class Posts {
  #outbox;
  #atOnce;
  #client;

  /** @param client `send(frame)`, `tell(event, detail)`, `retryLater(room, millis)` */
  constructor({ postLimit, postsAtOnce, store }, client) {
    this.#outbox = new Outbox({ limit: postLimit, store });
    this.#atOnce = postsAtOnce;
    this.#client = client;
  }

  add(name, id, body) {
    if (this.#outbox.isFull) {
      throw new RangeError("too many messages wait to be sent");
    }
    this.#outbox.add(name, id, body);
    this.#client.tell("queued", { room: name, id, body });
  }

  /** The unconfirmed posts of a room, oldest first. */
  of(name) {
    return this.#outbox.of(name);
  }

  /** Sends what is due in a room that takes posts now. */
  send(room) {
    if (!room?.isJoined || room.retryTimer !== null) {
      return;
    }
    for (const { id, body } of this.#outbox.due(room.name, this.#atOnce)) {
      this.#outbox.mark(id, "sent");
      this.#client.send({ type: "post", room: room.name, id, body });
    }
  }

  /** The connection is gone: nobody knows which of those sent were kept, so all go out again. */
  requeue() {
    this.#outbox.requeue();
  }

  /** @param room where it was posted; undefined if the server refused the user there meanwhile */
  confirm({ room: name, id, seq, at }, room) {
    const post = this.#outbox.get(id);
    if (post?.room === name) {
      this.#outbox.remove(id);
      room?.backoff.reset();
      this.#client.tell("posted", { room: name, id, seq, at, body: post.body });
      this.send(room);
    }
  }

  /** @return whether the error was about a post */
  refuse(rooms, { ref, code, message, retryAfterMillis }) {
    const post = this.#outbox.get(ref);
    if (post?.state !== "sent") {
      return false;
    }
    const room = rooms.get(post.room);
    if (room === undefined) {
      this.#outbox.mark(ref, "queued"); // until the user comes into that room again
    } else if (RETRYABLE.has(code)) {
      this.#outbox.mark(ref, "queued");
      this.#client.retryLater(room, retryAfterMillis);
    } else if (code === "not_joined") {
      this.#outbox.mark(ref, "queued");
      room.isJoined = false;
      this.#client.retryLater(room);
    } else {
      this.#outbox.mark(ref, "failed", { code, message });
      this.#client.tell("failed", { room: post.room, id: ref, code, message });
      this.send(room);
    }
    return true;
  }

  retry(id, rooms) {
    const post = this.#outbox.get(id);
    if (post?.state === "failed") {
      this.#outbox.mark(id, "queued");
      this.#client.tell("queued", { room: post.room, id, body: post.body });
      this.send(rooms.get(post.room));
    }
  }

  /** Gives up a post that failed. */
  discard(id) {
    const post = this.#outbox.get(id);
    if (post?.state === "failed") {
      this.#drop(post);
    }
  }

  /** The user left the room, and with it what was still to be said there. */
  discardAll(name) {
    this.of(name).forEach((post) => this.#drop(post));
  }

  #drop({ id, room }) {
    this.#outbox.remove(id);
    this.#client.tell("discarded", { room, id });
  }
}
