/**
 * One WebSocket of a ConfabClient, from the handshake to its end: says hello, notices a server that went silent,
 * and reports its end exactly once and at once. A new connection is a new Link.
 *
 *   connecting ──open──► hello sent ──welcome──► live ──► closed
 *        └────────── no welcome in time ──────────────────┘
 */

/** The server itself gives a client this long to say hello. */
const WELCOME_MILLIS = 10_000;
/** After something that often cuts connections (sleep, another network), silence is not borne for longer than this. */
const PROBE_MILLIS = 5_000;
const OPEN = 1;

/** The frame that a text is, or null if it is none: not JSON, or JSON without fields. */
function frameOf(text) {
  try {
    const frame = JSON.parse(text);
    return typeof frame === "object" ? frame : null;
  } catch {
    return null;
  }
}

export class Link {
  #socket;
  #clock;
  #listener;
  #timer = null;
  #heartbeatMillis = 0;
  #heardAt = 0;
  /** A ping went out and nothing came since. */
  #isAnswerDue = false;
  #isClosed = false;

  /**
   * @param listener `welcomed(link, frame)`, `heard(link, frame)`, `closed(link, { code, reason })`
   */
  constructor({ url, WebSocket, clock, hello }, listener) {
    this.#clock = clock;
    this.#listener = listener;
    this.welcome = null;
    this.#socket = new WebSocket(url, ["confab.json.v1"]);
    this.#socket.onopen = () => this.send({ type: "hello", ...hello });
    this.#socket.onmessage = (event) => this.#hear(event.data);
    this.#socket.onclose = (event) => this.#end(event.code, event.reason);
    this.#socket.onerror = () => {}; // a close follows, which says all there is to say
    this.#timer = clock.setTimeout(() => this.close(4001, "no welcome in time"), WELCOME_MILLIS);
  }

  /** Whether the server knows us and the socket still takes frames. */
  get isLive() {
    return !this.#isClosed && this.welcome !== null && this.#socket.readyState === OPEN;
  }

  send(frame) {
    if (!this.#isClosed && this.#socket.readyState === OPEN) {
      this.#socket.send(JSON.stringify(frame));
    }
  }

  /** Asks for a sign of life now, and gives up soon if none comes. */
  probe() {
    if (this.isLive) {
      this.#ping(Math.min(PROBE_MILLIS, this.#heartbeatMillis));
    }
  }

  /** Ends the connection. The listener hears of it at once: a dead network answers a close only minutes later. */
  close(code = 1000, reason = "") {
    this.#socket.close(code, reason);
    this.#end(code, reason);
  }

  #hear(text) {
    if (this.#isClosed) {
      return;
    }
    this.#heardAt = this.#clock.now();
    this.#isAnswerDue = false;
    const frame = frameOf(text);
    if (frame === null) {
      return; // not of this protocol; nothing that we could answer
    }
    if (frame.type !== "welcome") {
      this.#listener.heard(this, frame);
      return;
    }
    this.welcome = frame;
    this.#heartbeatMillis = frame.heartbeatMillis || 25_000;
    this.#look(this.#heartbeatMillis);
    this.#listener.welcomed(this, frame);
  }

  #look(afterMillis) {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => this.#checkSilence(), afterMillis);
  }

  #checkSilence() {
    const quietMillis = this.#clock.now() - this.#heardAt;
    if (this.#isAnswerDue) {
      this.close(4001, "the server went silent");
    } else if (quietMillis >= this.#heartbeatMillis) {
      this.#ping(this.#heartbeatMillis);
    } else {
      this.#look(this.#heartbeatMillis - quietMillis);
    }
  }

  #ping(patienceMillis) {
    this.#isAnswerDue = true;
    this.send({ type: "ping" });
    this.#look(patienceMillis);
  }

  #end(code, reason) {
    if (this.#isClosed) {
      return;
    }
    this.#isClosed = true;
    this.#clock.clearTimeout(this.#timer);
    this.#listener.closed(this, { code, reason });
  }
}
