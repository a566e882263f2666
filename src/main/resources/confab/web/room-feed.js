/**
 * The part of a room's messages that the page holds: a window without holes, bounded, that moves over the history.
 * Items ascend: messages, and gaps `{gap: true, from, to}` where the log holds nothing any more.
 */
export class RoomFeed {
  #items = [];
  /** The user's own messages that are known to be kept, but did not come in their turn yet. */
  #confirmed = [];
  #limit;
  /** Whether messages before the first one can be asked for. */
  hasOlder = false;
  /** Whether the window reaches the newest message; only then do new ones join it. */
  isAtEnd = true;

  constructor(limit = 400) {
    this.#limit = limit;
  }

  /** With the user's own that are ahead of their turn, if the window reaches the newest message. */
  get items() {
    const ahead = this.isAtEnd ? this.#confirmed.filter(({ seq }) => seq > (this.lastSeq ?? 0)) : [];
    return [...this.#items, ...ahead];
  }

  get firstSeq() {
    const first = this.#items[0];
    return first?.gap ? first.from : first?.seq;
  }

  get lastSeq() {
    const last = this.#items.at(-1);
    return last?.gap ? last.to : last?.seq;
  }

  clear() {
    this.#items = [];
    this.#confirmed = [];
    this.hasOlder = false;
    this.isAtEnd = true;
  }

  /** A message of the user is kept under this number: it is shown already, and comes once more in its turn. */
  confirm(message) {
    this.#confirmed.push(message);
    this.#confirmed = this.#confirmed.slice(-this.#limit); // past it, the oldest is shown when its turn comes
  }

  /** @param isFollowed whether the reader is at the end: else nothing is taken away above, where they read */
  append(message, isFollowed) {
    this.#confirmed = this.#confirmed.filter(({ seq }) => seq > message.seq);
    const last = this.lastSeq;
    if (last === undefined) {
      this.hasOlder = message.seq > 1;
    }
    if (!this.isAtEnd || message.seq <= last) {
      return;
    }
    const isFull = this.#items.length >= this.#limit;
    if ((last !== undefined && message.seq !== last + 1) || (isFull && !isFollowed)) {
      this.isAtEnd = false;
      return;
    }
    this.#items.push(message);
    this.#cutAbove();
  }

  appendGap({ from, to }) {
    if (this.isAtEnd && to > (this.lastSeq ?? 0)) {
      this.#items.push({ gap: true, from, to });
    }
  }

  /** A page of older messages, as `history` answered it. */
  prepend(messages, more) {
    const older = messages.filter(({ seq }) => this.firstSeq === undefined || seq < this.firstSeq);
    this.#items = [...older, ...this.#items];
    this.hasOlder = more;
    if (this.#items.length > this.#limit) {
      this.#items.length = this.#limit;
      this.isAtEnd = false;
    }
  }

  /** A page of newer messages, in a room whose newest is `newest`: live ones may have overtaken the page. */
  extend(messages, newest) {
    const last = this.lastSeq ?? 0;
    this.#items.push(...messages.filter(({ seq }) => seq > last));
    this.isAtEnd = messages.length === 0 || this.lastSeq >= newest;
    this.#cutAbove();
  }

  /** Starts anew with the newest page. */
  replace(messages, more, newest) {
    this.#items = [];
    this.hasOlder = more;
    this.extend(messages, newest);
  }

  #cutAbove() {
    if (this.#items.length > this.#limit) {
      this.#items = this.#items.slice(-this.#limit);
      this.hasOlder = true;
    }
  }
}
