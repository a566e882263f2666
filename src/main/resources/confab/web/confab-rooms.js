import { RETRYABLE } from "./confab-posts.js";
import { Room } from "./confab-room.js";

/** Typing holds for 5 s at the others, and is said again a little sooner. */
const TYPING_MILLIS = 3_000;

/**
 * The rooms that a ConfabClient is in or wants to be in: joins each on every new connection, keeps what it hears in
 * order, and tries again what the server cannot do now.
 *
 *   joining ──joined──► joined ──leave──► gone
 *     ▲  │  ▲              │
 *     │  │  └──hole, lost connection, not_joined
 *     │  └─refused──► gone
 *     └──refused for now, after a delay
 */
export class Rooms {
  #rooms = new Map();
  #options;
  #clock;
  #client;

  /**
   * @param client `isLive()`, `send(frame)`, `newRef()`, `who(name)`, `tell(event, detail)`; `sendPosts(room)`: the room
   *   takes posts now; `allJoined()`: no room waits for its answer
   */
  constructor(options, client) {
    this.#options = options;
    this.#clock = options.clock;
    this.#client = client;
  }

  get(name) {
    return this.#rooms.get(name);
  }

  join(name) {
    if (!this.#rooms.has(name)) {
      const room = new Room(name, this.#options);
      this.#rooms.set(name, room);
      this.#sendJoin(room);
    }
  }

  /** @return whether it was there */
  leave(name) {
    const room = this.get(name);
    if (room === undefined) {
      return false;
    }
    this.#forget(room);
    this.#client.send({ type: "leave", room: name });
    return true;
  }

  /** There is a new connection, which knows nothing of the rooms. */
  joinAll() {
    this.#rooms.forEach((room) => this.#sendJoin(room));
    this.#checkAllJoined();
  }

  /** The connection is gone; the next one asks again. */
  onDown() {
    for (const room of this.#rooms.values()) {
      room.isJoined = false;
      this.#cancelRetry(room);
    }
  }

  typing(name) {
    const room = this.get(name);
    if (room?.isJoined && this.#clock.now() - room.typedAt >= TYPING_MILLIS) {
      room.typedAt = this.#clock.now();
      this.#client.send({ type: "typing", room: name });
    }
  }

  /** Tries again what the room waits for, its join or its posts: when the server said, else after a growing delay. */
  retryLater(room, retryAfterMillis) {
    if (room.retryTimer === null) {
      room.retryTimer = this.#clock.setTimeout(() => {
        room.retryTimer = null;
        if (room.isJoined) {
          this.#client.sendPosts(room);
        } else {
          this.#sendJoin(room);
        }
      }, retryAfterMillis ?? room.backoff.next());
    }
  }

  // --- what the server says

  onJoined(room, frame) {
    if (room.ref !== frame.ref) {
      return; // of an older join
    }
    const isResumed = room.lastSeen !== null && !frame.reset;
    room.onJoined(frame);
    room.backoff.reset();
    this.#client.tell("joined", { ...frame, isResumed, reset: frame.reset === true });
    this.#client.sendPosts(room);
    this.#checkAllJoined();
  }

  /** @return whether this is the next message of its room, now told */
  onMessage(room, message) {
    const place = room.place(message.seq);
    if (place === "hole" && room.isJoined) {
      this.#sendJoin(room); // what is missing, and this one, come again
    }
    if (place !== "next") {
      return false;
    }
    const { type, ...fields } = message;
    this.#client.tell("message", fields);
    return true;
  }

  onGap(room, gap) {
    room.onGap(gap);
    this.#client.tell("gap", { room: room.name, from: gap.from, to: gap.to });
  }

  onPresence(room, frame) {
    const isIncomplete = room.onPresence(frame);
    this.#client.tell("presence", { room: room.name });
    if (isIncomplete && !room.isAskingWho) {
      room.isAskingWho = true;
      this.#client.who(room.name)
        .then((crowd) => {
          room.onWho(crowd);
          this.#client.tell("presence", { room: room.name });
        })
        .catch(() => {}) // the next presence asks again
        .finally(() => (room.isAskingWho = false));
    }
  }

  /** Who left a room by itself is not in it any more, so this one was closed; else it was left and is being joined again. */
  onLeft(room) {
    if (room.isJoined) {
      this.#forget(room);
      this.#client.tell("refused", { room: room.name, code: "closed", message: "the room was closed" });
    }
  }

  /** @return whether the error was about a join */
  refuse({ ref, code, message, retryAfterMillis }) {
    const room = [...this.#rooms.values()].find((each) => each.ref === ref);
    if (room === undefined) {
      return false;
    }
    if (RETRYABLE.has(code)) {
      this.retryLater(room, retryAfterMillis);
    } else {
      this.#forget(room);
      this.#client.tell("refused", { room: room.name, code, message });
    }
    return true;
  }

  #sendJoin(room) {
    if (this.#client.isLive()) {
      room.isJoined = false;
      room.ref = this.#client.newRef();
      this.#client.send({ type: "join", ref: room.ref, ...room.joinRequest() });
    }
  }

  #forget(room) {
    this.#cancelRetry(room);
    this.#rooms.delete(room.name);
    this.#checkAllJoined();
  }

  #cancelRetry(room) {
    this.#clock.clearTimeout(room.retryTimer);
    room.retryTimer = null;
  }

  #checkAllJoined() {
    if ([...this.#rooms.values()].every((room) => room.isJoined)) {
      this.#client.allJoined();
    }
  }
}
