import { RoomFeed } from "./room-feed.js";
import { Typists } from "./typists.js";

const PAGE = 100;
/** After a history page failed, scrolling alone does not ask again at once. */
const PATIENCE_MILLIS = 3_000;

/** What the page knows of one room beyond the client: the messages it holds, who types, what was read. */
export class ChatRoom {
  feed = new RoomFeed();
  typists;
  /** The first message that is new to the reader, under a line of its own; null for none. */
  newFrom = null;
  /** Newest number when the room was joined: what comes later is news. */
  joinedAt = Infinity;
  isLoading = false;
  #blockedUntil = 0;
  #client;
  #onChange;

  constructor(name, client, lastRead, onChange) {
    this.name = name;
    this.lastRead = lastRead;
    this.#client = client;
    this.#onChange = onChange;
    this.typists = new Typists(onChange);
  }

  get newest() {
    return this.#client.room(this.name)?.newest ?? 0;
  }

  get unread() {
    return this.lastRead === null ? 0 : Math.max(0, this.newest - this.lastRead);
  }

  onJoined({ seq, reset, isResumed }) {
    if (reset) {
      this.feed.clear();
      this.newFrom = null;
    }
    if (this.lastRead === null || reset || this.lastRead > seq) {
      this.lastRead = seq; // a room that is new to the reader has nothing unread
    }
    if (!isResumed) {
      this.markNew();
    }
    this.joinedAt = seq;
  }

  onMessage(message, isFollowed) {
    this.feed.append(message, isFollowed);
    this.typists.remove(message.from);
  }

  /** The user's own post is kept; its message may be still to come. */
  onPosted({ seq, id, body, at }) {
    this.feed.confirm({ seq, id, from: this.#client.user, body, at });
  }

  /** Draws the line above what is unread now. */
  markNew() {
    this.newFrom = this.unread > 0 ? this.lastRead + 1 : null;
  }

  older() {
    if (this.feed.hasOlder && this.feed.firstSeq !== undefined) {
      const page = { before: this.feed.firstSeq, limit: PAGE };
      this.#load(page, ({ messages, more }) => this.feed.prepend(messages, more));
    }
  }

  newer() {
    if (!this.feed.isAtEnd) {
      const page = { after: this.feed.lastSeq ?? 0, limit: PAGE };
      this.#load(page, ({ messages }) => this.feed.extend(messages, this.newest));
    }
  }

  latest() {
    this.#load({ limit: PAGE }, ({ messages, more }) => this.feed.replace(messages, more, this.newest));
  }

  async #load(page, place) {
    if (this.isLoading || Date.now() < this.#blockedUntil) {
      return;
    }
    this.isLoading = true;
    this.#onChange();
    try {
      place(await this.#client.history(this.name, page));
    } catch {
      this.#blockedUntil = Date.now() + PATIENCE_MILLIS;
    } finally {
      this.isLoading = false;
      this.#onChange();
    }
  }
}
