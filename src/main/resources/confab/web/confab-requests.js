/** What a server answered instead of an answer; `code` is the wire's, or "disconnected". */
export class ConfabError extends Error {
  constructor(code, message) {
    super(message);
    this.name = "ConfabError";
    this.code = code;
  }
}

/** The questions of one connection that wait for their answer, by reference. None outlives its connection. */
export class Requests {
  #waiting = new Map();
  #count = 0;

  /** A reference that no other request of this client has. */
  newRef() {
    this.#count += 1;
    return `r${this.#count}`;
  }

  /** @return a promise of the answer frame */
  expect(ref) {
    return new Promise((resolve, reject) => this.#waiting.set(ref, { resolve, reject }));
  }

  /** @return whether somebody waited for this frame, an answer or an `error` */
  settle(frame) {
    const request = this.#waiting.get(frame.ref);
    if (request === undefined) {
      return false;
    }
    this.#waiting.delete(frame.ref);
    if (frame.type === "error") {
      request.reject(new ConfabError(frame.code, frame.message));
    } else {
      request.resolve(frame);
    }
    return true;
  }

  failAll() {
    for (const { reject } of this.#waiting.values()) {
      reject(new ConfabError("disconnected", "the connection broke before the answer came"));
    }
    this.#waiting.clear();
  }
}
