/**
 * Growing, random delays between attempts ("full jitter"): each is anything from nothing to a bound that doubles,
 * so that the clients of a node that died do not all come back in the same moment.
 */
export class Backoff {
  #firstMillis;
  #mostMillis;
  #random;
  #attempts = 0;

  constructor({ firstMillis = 500, mostMillis = 30_000, random = Math.random } = {}) {
    this.#firstMillis = firstMillis;
    this.#mostMillis = mostMillis;
    this.#random = random;
  }

  /** The delay before the next attempt, in milliseconds. */
  next() {
    const bound = Math.min(this.#mostMillis, this.#firstMillis * 2 ** this.#attempts);
    this.#attempts = Math.min(this.#attempts + 1, 30);
    return Math.round(this.#random() * bound);
  }

  /** An attempt succeeded: the next failure starts again with a short delay. */
  reset() {
    this.#attempts = 0;
  }
}
