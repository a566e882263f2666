/** Who types in a room now. Each name holds for five seconds, unless repeated or taken back by a message. */
const HOLD_MILLIS = 5_000;

export class Typists {
  #timers = new Map();
  #onChange;

  constructor(onChange) {
    this.#onChange = onChange;
  }

  get names() {
    return [...this.#timers.keys()];
  }

  add(name) {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(name, setTimeout(() => this.remove(name), HOLD_MILLIS));
    this.#onChange();
  }

  remove(name) {
    clearTimeout(this.#timers.get(name));
    if (this.#timers.delete(name)) {
      this.#onChange();
    }
  }
}
