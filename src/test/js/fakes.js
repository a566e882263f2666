import { ConfabClient } from "../../main/resources/confab/web/confab-client.js";

/** Time that passes only when a test says so. */
export class FakeClock {
  #now = 0;
  #tasks = new Map();
  #count = 0;

  now() {
    return this.#now;
  }

  setTimeout(task, millis) {
    this.#count += 1;
    this.#tasks.set(this.#count, { at: this.#now + millis, task });
    return this.#count;
  }

  clearTimeout(timer) {
    this.#tasks.delete(timer);
  }

  pass(millis) {
    const end = this.#now + millis;
    for (;;) {
      const due = [...this.#tasks].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (due === undefined) {
        break;
      }
      const [timer, { at, task }] = due;
      this.#tasks.delete(timer);
      this.#now = Math.max(this.#now, at);
      task();
    }
    this.#now = end;
  }
}

/** The server's side of one connection: what was sent to it, and what it says and does. */
class FakeSocket {
  readyState = 0;
  sent = [];
  closedWith = null;

  constructor(url, protocols) {
    this.url = url;
    this.protocols = protocols;
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close(code) {
    this.readyState = 3;
    this.closedWith = code;
  }

  open() {
    this.readyState = 1;
    this.onopen();
  }

  say(frame) {
    this.onmessage({ data: JSON.stringify(frame) });
  }

  drop(code = 1006, reason = "") {
    this.readyState = 3;
    this.onclose({ code, reason });
  }

  welcome(more = {}) {
    this.open();
    this.say({ type: "welcome", user: "ada", session: "s", node: "n", heartbeatMillis: 20_000, limits: {}, ...more });
  }

  /** The newest frame of a type that the client sent. */
  last(type) {
    return this.sent.findLast((frame) => frame.type === type);
  }

  all(type) {
    return this.sent.filter((frame) => frame.type === type);
  }

  /** Answers the newest join of a room. */
  joined(room, seq, more = {}) {
    const { ref } = this.sent.findLast((frame) => frame.type === "join" && frame.room === room);
    this.say({ type: "joined", room, seq, members: 1, users: ["ada"], log: "log-1", ref, ...more });
  }

  messages(room, from, to) {
    for (let seq = from; seq <= to; seq += 1) {
      this.say({ type: "message", room, seq, id: `m${seq}`, from: "bob", body: `text ${seq}`, at: AT });
    }
  }
}

export const AT = "2026-01-02T03:04:05.678Z";

/** A client, its clock, the sockets it opened so far, and what it told. */
export function scene(options = {}) {
  const clock = new FakeClock();
  const sockets = [];
  const told = [];
  let ids = 0;
  class Socket extends FakeSocket {
    constructor(...args) {
      super(...args);
      sockets.push(this);
    }
  }
  const client = new ConfabClient({
    url: "ws://test/ws",
    user: "ada",
    WebSocket: Socket,
    clock,
    random: () => 1, // the longest delay each time
    newId: () => `id-${(ids += 1)}`,
    ...options,
  });
  const types = ["state", "joined", "left", "refused", "message", "gap", "queued", "posted", "failed", "discarded",
    "presence", "typing", "problem"];
  types.forEach((type) => client.on(type, (detail) => told.push({ event: type, ...detail })));
  return {
    client,
    clock,
    sockets,
    get socket() {
      return sockets.at(-1);
    },
    /** What was told of an event. */
    told: (event) => told.filter((entry) => entry.event === event),
    seqs: () => told.filter(({ event }) => event === "message").map(({ seq }) => seq),
    /** Connects and joins lobby, with messages 1 to seq. */
    online(seq = 0) {
      client.join("lobby");
      client.connect();
      sockets.at(-1).welcome();
      sockets.at(-1).joined("lobby", seq);
      sockets.at(-1).messages("lobby", 1, seq);
      return this;
    },
  };
}
