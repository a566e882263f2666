import { Backoff } from "./backoff.js";
import { Link } from "./confab-link.js";

/** A connection that held this long was a good one: the next delay is short again. */
const STABLE_MILLIS = 10_000;

/**
 * Keeps a ConfabClient connected: one Link after the other, with delays in between, and two for a moment when the
 * server says goodbye: the old one goes on until the new one is in every room.
 *
 *   closed ──open──► connecting ──welcome──► online ──goodbye──► online, a second link connecting ──► online
 *                     ▲      │                  │
 *                     └─waiting◄───link closed──┘
 */
export class Connection {
  #options;
  #clock;
  #listener;
  #backoff;
  /** The link in use; null between connections. */
  #link = null;
  /** On its way to take over. */
  #nextLink = null;
  /** Was in use until the new one took over. */
  #oldLink = null;
  #timer = null;
  #onlineSince = 0;

  /**
   * @param options `url`, `WebSocket`, `clock`, `random`, `hello()`: the fields to say hello with
   * @param listener `onState(state)`, `onUp(welcome)`, `onDown()`: what is under way is void, `onFrame(frame)`
   */
  constructor(options, listener) {
    this.#options = options;
    this.#clock = options.clock;
    this.#listener = listener;
    this.#backoff = new Backoff({ random: options.random });
    this.state = { phase: "closed", reason: "" };
  }

  get isLive() {
    return this.#link !== null && this.#link.isLive;
  }

  send(frame) {
    this.#link?.send(frame);
  }

  open() {
    if (this.state.phase === "closed") {
      this.#connect();
    }
  }

  close(reason) {
    this.#clock.clearTimeout(this.#timer);
    const links = [this.#oldLink, this.#nextLink, this.#link];
    this.#oldLink = this.#nextLink = this.#link = null;
    links.forEach((link) => link?.close());
    this.#listener.onDown();
    this.#tell({ phase: "closed", reason });
  }

  wake() {
    if (this.state.phase === "waiting") {
      this.#backoff.reset();
      this.#connect();
    } else {
      this.#link?.probe();
    }
  }

  /** All that the old link was good for, the new one is by now. */
  endHandover() {
    const link = this.#oldLink;
    this.#oldLink = null;
    link?.close();
  }

  /** The server will close this link: another one comes first, so that the talk goes on without a break. */
  onGoodbye({ reason, reconnect, afterMillis }) {
    if (reconnect === false) {
      this.close(reason);
    } else if (this.#nextLink === null) {
      this.#connectAfter(afterMillis ?? 0, reason);
    }
  }

  #connect() {
    this.#clock.clearTimeout(this.#timer);
    if (this.#link === null) {
      this.#tell({ phase: "connecting" });
    }
    const options = { ...this.#options, hello: this.#options.hello() };
    this.#nextLink = new Link(options, {
      welcomed: (link, welcome) => this.#welcomed(link, welcome),
      heard: (link, frame) => this.#heard(link, frame),
      closed: (link, end) => this.#closed(link, end),
    });
  }

  #connectAfter(delayMillis, reason) {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.#connect(), delayMillis);
    if (this.#link === null) {
      this.#tell({ phase: "waiting", reason, retryAt: this.#clock.now() + delayMillis });
    }
  }

  #welcomed(link, welcome) {
    this.endHandover();
    this.#oldLink = this.#link;
    this.#link = link;
    this.#nextLink = null;
    this.#onlineSince = this.#clock.now();
    this.#listener.onDown();
    this.#tell({ phase: "online", user: welcome.user });
    this.#listener.onUp(welcome);
  }

  /** Of two links only the one in use is heard; what the other one still says comes again by resuming. */
  #heard(link, frame) {
    if (link === this.#link) {
      this.#listener.onFrame(frame);
    } else if (link === this.#nextLink && frame.type === "error" && frame.code === "bad_request") {
      this.close(frame.message); // the hello itself is wrong, and would be the next time
    }
  }

  #closed(link, { code, reason }) {
    const why = reason || `the connection closed (${code})`;
    if (link === this.#oldLink) {
      this.#oldLink = null;
    } else if (link === this.#nextLink) {
      this.#nextLink = null;
      this.#connectAfter(this.#backoff.next(), why);
    } else if (link === this.#link) {
      this.#link = null;
      this.#listener.onDown();
      if (this.#clock.now() - this.#onlineSince >= STABLE_MILLIS) {
        this.#backoff.reset();
      }
      if (this.#nextLink === null) {
        this.#connectAfter(this.#backoff.next(), why);
      } else {
        this.#tell({ phase: "connecting" });
      }
    }
  }

  #tell(state) {
    this.state = state;
    this.#listener.onState(state);
  }
}
