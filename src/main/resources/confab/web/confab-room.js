import { Backoff } from "./backoff.js";

/**
 * What a ConfabClient knows of one room it is in or wants to be in: the number of the next message, so that none is
 * shown twice and none is missed, and who is there. Lives from join to leave, over any number of connections.
 */
export class Room {
  /** The `seq` that must come next; null until the first message of a newest-history join said where it starts. */
  #expected = null;
  #historySize;

  constructor(name, { history, random }) {
    this.name = name;
    this.#historySize = history;
    /** Between its `join` and the answer, a room takes no posts. */
    this.isJoined = false;
    /** The reference of the newest `join`; answers to older ones mean nothing any more. */
    this.ref = null;
    this.log = null;
    /** Newest number that the room is known to have. */
    this.newest = 0;
    this.members = 0;
    /** Names, or null where the server does not list them. */
    this.users = null;
    this.uncertain = 0;
    this.backoff = new Backoff({ random });
    /** Runs while posts or a join wait before they are sent again. */
    this.retryTimer = null;
    this.isAskingWho = false;
    this.typedAt = -Infinity;
  }

  /** The last `seq` seen, or null if none was. */
  get lastSeen() {
    return this.#expected === null ? null : this.#expected - 1;
  }

  /** The fields of the next `join`: what was missed since the last message, else the newest history. */
  joinRequest() {
    if (this.#expected === null) {
      return { room: this.name, history: this.#historySize };
    }
    return { room: this.name, after: this.lastSeen, ...(this.log === null ? {} : { log: this.log }) };
  }

  onJoined({ seq, log, reset, ...crowd }) {
    this.isJoined = true;
    this.newest = seq;
    this.log = log ?? null;
    if (reset) {
      this.#expected = null;
    }
    if (this.#expected === null && (seq === 0 || this.#historySize === 0)) {
      this.#expected = seq + 1;
    }
    this.onWho(crowd);
  }

  /** @return "next" for the message to show, "seen" for a repeat, "hole" when one before it is missing */
  place(seq) {
    if (this.#expected === null && !this.isJoined) {
      return "seen"; // on its way when this room was left, before it was joined again: the history tells it
    }
    this.newest = Math.max(this.newest, seq);
    if (this.#expected !== null && seq !== this.#expected) {
      return seq < this.#expected ? "seen" : "hole";
    }
    this.#expected = seq + 1;
    return "next";
  }

  /** Those from `from` to `to` will never come. */
  onGap({ to, log }) {
    this.#expected = Math.max(this.#expected ?? 0, to + 1);
    this.log = log ?? this.log;
  }

  onWho({ members, users, uncertain }) {
    this.members = members;
    this.users = users ? new Set(users) : null;
    this.uncertain = uncertain ?? 0;
  }

  /** @return whether the names no longer fit the count, so that `who` has to tell them */
  onPresence({ joined, left, members, uncertain }) {
    this.members = members;
    this.uncertain = uncertain ?? 0;
    for (const user of left ?? []) {
      this.users?.delete(user);
    }
    for (const user of joined ?? []) {
      this.users?.add(user);
    }
    return this.users === null ? members <= 100 : this.users.size !== members;
  }
}
