/**
 * Talks to a Confab server: JSON v1 over a WebSocket, in a browser or in Node.
 *
 *   import { ConfabClient } from "/confab-client.js";
 *
 *   const client = new ConfabClient({ url: "ws://localhost:8080/ws", user: "Ada" });
 *   client.on("message", ({ room, seq, from, body, at }) => console.log(room, seq, from, body));
 *   client.join("lobby");
 *   client.post("lobby", "hello");
 *   client.connect();
 *
 * Connections break; the client comes back by itself after growing, random delays (0.5 s to 30 s), and resumes every
 * room where it stopped: each message is told once, in the order of its room. Posts may be written at any time; those
 * that are not confirmed are sent again with the same id, so that each is kept once.
 *
 * Options: `url`; `user` (else the server names a guest, and the name is kept); `token`; `history` (messages told on
 * the first join, 50); `postLimit` (unconfirmed posts held, 200); `postsAtOnce` (posts of one room under way, 1, which
 * keeps their order whatever happens; with more a refused one may be overtaken); `store` ({load, save}: keeps
 * unconfirmed posts); `WebSocket`, `clock` ({now, setTimeout, clearTimeout}), `random`, `newId`: other parts for tests.
 *
 * Calls: `connect()`, `close()`, `wake()` (try now), `join(room)`, `leave(room)`, `post(room, body)` -> id,
 * `retry(id)`, `discard(id)`, `pending(room)`, `typing(room)`, `history(room, {before|after, limit})` and `who(room)`
 * -> promises; `bodyBytes(body)`. `room(name)` tells `lastSeen`, `newest`, `members`, `users`, `uncertain`.
 *
 * Events, by `on(type, listener)`, which returns the way to stop, or `addEventListener` with the fields in `detail`:
 * - `state`: {phase, ...}: "connecting" | "online" (user) | "waiting" (retryAt, reason) | "closed" (reason)
 * - `joined` {room, seq, members, users, reset, isResumed}, `left` {room}, `refused` {room, code, message}
 * - `message` {room, seq, id, from, body, at}; `gap` {room, from, to}: messages that nobody has any more
 * - `queued` {room, id, body}, `posted` {room, id, body, seq, at}, `failed` {room, id, code, message},
 *   `discarded` {room, id}
 * - `presence` {room}: members or names changed; `typing` {room, user}: holds for 5 s
 * - `problem` {code, message}: the server refused something that nobody waits for
 */
import { Connection } from "./confab-connection.js";
import { Posts } from "./confab-posts.js";
import { ConfabError, Requests } from "./confab-requests.js";
import { Rooms } from "./confab-rooms.js";
import { newId } from "./ids.js";

export { ConfabError };

const SYSTEM_CLOCK = {
  now: () => Date.now(),
  setTimeout: (task, millis) => setTimeout(task, millis),
  clearTimeout: (timer) => clearTimeout(timer),
};
const NO_STORE = { load: () => [], save: () => {} };
const UTF8 = new TextEncoder();

export class ConfabClient extends EventTarget {
  #options;
  #connection;
  #rooms;
  #posts;
  #requests = new Requests();

  constructor(options) {
    super();
    this.#options = {
      history: 50,
      postLimit: 200,
      postsAtOnce: 1,
      store: NO_STORE,
      WebSocket: globalThis.WebSocket,
      clock: SYSTEM_CLOCK,
      random: Math.random,
      newId,
      ...options,
    };
    const talk = {
      isLive: () => this.#connection.isLive,
      send: (frame) => this.#connection.send(frame),
      tell: (type, detail) => this.#tell(type, detail),
    };
    this.#posts = new Posts(this.#options, {
      ...talk,
      retryLater: (room, millis) => this.#rooms.retryLater(room, millis),
    });
    this.#rooms = new Rooms(this.#options, {
      ...talk,
      newRef: () => this.#requests.newRef(),
      who: (name) => this.who(name),
      sendPosts: (room) => this.#posts.send(room),
      allJoined: () => this.#connection.endHandover(),
    });
    this.user = options.user ?? null;
    this.limits = { rooms: 100, frameBytes: 65_536, bodyBytes: 16_384 };
    this.#connection = new Connection({ ...this.#options, hello: () => this.#hello() }, {
      onState: (state) => this.#tell("state", state),
      onUp: (welcome) => this.#onUp(welcome),
      onDown: () => this.#onDown(),
      onFrame: (frame) => this.#onFrame(frame),
    });
  }

  /** Like addEventListener, with the event's fields alone. @return a function that takes the listener off */
  on(type, listener) {
    const unpack = (event) => listener(event.detail);
    this.addEventListener(type, unpack);
    return () => this.removeEventListener(type, unpack);
  }

  // --- the connection

  get state() {
    return this.#connection.state;
  }

  connect() {
    this.#connection.open();
  }

  /** Ends for good; unconfirmed posts stay in the store. */
  close(reason = "") {
    this.#connection.close(reason);
  }

  /** There is reason to look now: ends the delay before the next attempt, or asks the server for a sign of life. */
  wake() {
    this.#connection.wake();
  }

  #hello() {
    const { token } = this.#options;
    return { ...(this.user && { user: this.user }), ...(token && { token }) };
  }

  /** Keeps the name that the server gave: posts sent again are recognised by it. */
  #onUp({ user, limits }) {
    this.user = user;
    this.limits = { ...this.limits, ...limits };
    this.#rooms.joinAll();
  }

  /** What was under way is void; the next connection asks for it again. */
  #onDown() {
    this.#requests.failAll();
    this.#posts.requeue();
    this.#rooms.onDown();
  }

  // --- rooms

  /** Comes into a room, now or as soon as there is a connection, and stays over all that follow. */
  join(name) {
    this.#rooms.join(name);
  }

  /** Goes out of a room; posts that are not confirmed there are given up. */
  leave(name) {
    if (this.#rooms.leave(name)) {
      this.#posts.discardAll(name);
      this.#tell("left", { room: name });
    }
  }

  /** What is known of a room: `lastSeen`, `newest`, `members`, `users` (a Set or null), `uncertain`, `isJoined`. */
  room(name) {
    return this.#rooms.get(name);
  }

  history(name, { before, after, limit } = {}) {
    return this.#ask({ type: "history", room: name, before, after, limit });
  }

  who(name) {
    return this.#ask({ type: "who", room: name });
  }

  /** Says that the user types; may be called at every key. */
  typing(name) {
    this.#rooms.typing(name);
  }

  #ask(request) {
    if (!this.#connection.isLive) {
      return Promise.reject(new ConfabError("disconnected", "there is no connection now"));
    }
    const ref = this.#requests.newRef();
    const answer = this.#requests.expect(ref);
    this.#connection.send({ ...request, ref });
    return answer;
  }

  // --- posts

  /**
   * Posts a body, any JSON value, as soon as its turn comes.
   *
   * @return its id
   * @throws RangeError if it is too large, or too many posts are unconfirmed
   */
  post(name, body) {
    if (this.bodyBytes(body) > this.limits.bodyBytes) {
      throw new RangeError(`a message is at most ${this.limits.bodyBytes} bytes; this one has ${this.bodyBytes(body)}`);
    }
    const id = this.#options.newId();
    this.#posts.add(name, id, body);
    const room = this.#rooms.get(name);
    this.#posts.send(room);
    if (room) {
      // The others took the message for the end of the typing.
      room.typedAt = -Infinity;
    }
    return id;
  }

  /** Sends a failed post again, with the same id. */
  retry(id) {
    this.#posts.retry(id, this.#rooms);
  }

  /** Gives up a post that failed. */
  discard(id) {
    this.#posts.discard(id);
  }

  /** The unconfirmed posts of a room, oldest first: `{id, body, state, error}`, state "queued", "sent" or "failed". */
  pending(name) {
    return this.#posts.of(name);
  }

  /** How large the server will find this body. */
  bodyBytes(body) {
    return UTF8.encode(JSON.stringify(body)).length;
  }

  // --- what the server says

  #onFrame(frame) {
    const room = this.#rooms.get(frame.room);
    switch (frame.type) {
      case "message":
        return room && this.#onMessage(room, frame);
      case "posted":
        return this.#posts.confirm(frame, room);
      case "left":
        return room && this.#rooms.onLeft(room);
      case "joined":
        return room && this.#rooms.onJoined(room, frame);
      case "gap":
        return room && this.#rooms.onGap(room, frame);
      case "presence":
        return room && this.#rooms.onPresence(room, frame);
      case "typing":
        return room && this.#tell("typing", { room: room.name, user: frame.user });
      case "goodbye":
        return this.#connection.onGoodbye(frame);
      case "error":
        return this.#onError(frame);
      default:
        return this.#requests.settle(frame);
    }
  }

  #onMessage(room, message) {
    if (this.#rooms.onMessage(room, message) && message.from === this.user) {
      this.#posts.confirm(message, room);
    }
  }

  #onError(frame) {
    if (!this.#rooms.refuse(frame) && !this.#posts.refuse(this.#rooms, frame) && !this.#requests.settle(frame)) {
      this.#tell("problem", { code: frame.code, message: frame.message });
    }
  }

  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
