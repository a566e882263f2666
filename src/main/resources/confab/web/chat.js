import { Announcer } from "./announcer.js";
import { ChatRoom } from "./chat-room.js";
import { Composer } from "./composer.js";
import { ConnectionNotice } from "./connection-notice.js";
import { closeDrawers } from "./drawers.js";
import { byId } from "./element.js";
import { MessageList } from "./message-list.js";
import { PeopleList } from "./people-list.js";
import { RoomHead } from "./room-head.js";
import { RoomList } from "./room-list.js";
import { rowsOf } from "./rows.js";
import { storage } from "./storage.js";

/** The chat: rooms and views around one client, one room shown at a time. Lives as long as the page. */
export class Chat {
  #client;
  #rooms = new Map();
  #active = null;
  #isDrawn = true;
  #onEnter;

  #announcer = new Announcer();
  #people = new PeopleList();
  #head = new RoomHead({ leave: () => this.#leave(), latest: () => this.#toLatest() });
  #roomList = new RoomList((name) => this.#onEnter(name));
  #notice = new ConnectionNotice(() => this.#tryNow());
  #messages = new MessageList({
    user: () => this.#client.user,
    retry: (id) => this.#client.retry(id),
    discard: (id) => this.#client.discard(id),
    older: () => this.#active.older(),
    newer: () => this.#active.newer(),
    moved: () => this.#drawSoon(),
  });
  #composer = new Composer({
    send: (text) => this.#send(text),
    typing: () => this.#client.typing(this.#active.name),
    size: (text) => this.#client.bodyBytes(text),
    limit: () => this.#client.limits.bodyBytes,
  });

  /** @param onEnter asks the address to go to a room; it calls `enter` */
  constructor(client, onEnter) {
    this.#client = client;
    this.#onEnter = onEnter;
    this.#listen();
    document.addEventListener("visibilitychange", () => {
      this.#isDrawn = true; // a page that was hidden before its next frame gets none: it would draw nothing any more
      this.#drawSoon();
    });
  }

  /** Joins a room without showing it. */
  join(name) {
    if (!this.#rooms.has(name)) {
      this.#rooms.set(name, new ChatRoom(name, this.#client, storage.lastRead[name] ?? null, () => this.#drawSoon()));
      storage.rooms = [...this.#rooms.keys()];
      this.#client.join(name);
    }
    return this.#rooms.get(name);
  }

  enter(name) {
    const room = this.join(name);
    if (room === this.#active) {
      return;
    }
    this.#active = room;
    room.markNew();
    this.#messages.clear();
    this.#composer.enter(name);
    closeDrawers();
    this.#draw();
    if (!matchMedia("(pointer: coarse)").matches) {
      this.#composer.focus();
    }
  }

  #listen() {
    const inRoom = (change) => (event) => {
      const room = this.#rooms.get(event.room);
      if (room !== undefined) {
        change?.(room, event);
        this.#drawSoon();
      }
    };
    this.#client.on("state", (state) => {
      this.#notice.show(state);
      this.#drawSoon();
    });
    this.#client.on("joined", inRoom((room, event) => room.onJoined(event)));
    this.#client.on("message", inRoom((room, message) => this.#onMessage(room, message)));
    this.#client.on("gap", inRoom((room, gap) => room.feed.appendGap(gap)));
    this.#client.on("posted", inRoom((room, post) => room.onPosted(post)));
    this.#client.on("typing", inRoom((room, { user }) => room.typists.add(user)));
    this.#client.on("refused", inRoom((room, { message }) => this.#onRefused(room, message)));
    for (const event of ["presence", "queued", "failed", "discarded"]) {
      this.#client.on(event, inRoom());
    }
  }

  #onMessage(room, message) {
    const isRead = room === this.#active && this.#isReading;
    if (room === this.#active && !isRead && room.lastRead === message.seq - 1) {
      room.newFrom = message.seq;
    }
    room.onMessage(message, room !== this.#active || this.#messages.isFollowing);
    if (room === this.#active && message.seq > room.joinedAt && message.from !== this.#client.user) {
      this.#announcer.tell(message);
    }
  }

  #tryNow() {
    if (this.#client.state.phase === "closed") {
      this.#client.connect();
    } else {
      this.#client.wake();
    }
  }

  #onRefused(room, why) {
    this.#roomList.tellError(`#${room.name}: ${why}`);
    this.#drop(room);
  }

  #send(text) {
    this.#active.newFrom = null;
    this.#client.post(this.#active.name, text);
    this.#toLatest();
  }

  #toLatest() {
    if (!this.#active.feed.isAtEnd) {
      this.#active.latest();
    }
    this.#messages.toEnd();
    this.#drawSoon();
  }

  #leave() {
    this.#client.leave(this.#active.name);
    this.#drop(this.#active);
  }

  #drop(room) {
    this.#rooms.delete(room.name);
    storage.rooms = [...this.#rooms.keys()];
    if (room === this.#active) {
      this.#onEnter([...this.#rooms.keys()][0] ?? "lobby");
    }
    this.#drawSoon();
  }

  /** Whether the reader sees the newest message of the room that is shown. */
  get #isReading() {
    return document.visibilityState === "visible" && this.#messages.isFollowing && this.#active.feed.isAtEnd;
  }

  /** However much happens at once, it is drawn once, before the next frame; a hidden page draws at its own pace. */
  #drawSoon() {
    if (this.#isDrawn && this.#active !== null) {
      this.#isDrawn = false;
      if (document.visibilityState === "visible") {
        requestAnimationFrame(() => this.#draw());
      } else {
        setTimeout(() => this.#draw(), 0);
      }
    }
  }

  #draw() {
    this.#isDrawn = true;
    const room = this.#active;
    const pending = room.feed.isAtEnd ? this.#client.pending(room.name) : [];
    this.#messages.show(rowsOf(room.feed.items, pending, room.newFrom));
    this.#markRead(room);
    const rooms = [...this.#rooms.values()];
    this.#roomList.show(rooms, room.name);
    this.#head.show(room, rooms, this.#messages.isFollowing && room.feed.isAtEnd);
    this.#people.show(this.#client.room(room.name), this.#client.user);
    byId("rename").disabled = rooms.some(({ name }) => this.#client.pending(name).length > 0);
  }

  #markRead(room) {
    if (this.#isReading && room.lastRead !== null && room.lastRead !== room.newest) {
      room.lastRead = room.newest;
      storage.lastRead = { ...storage.lastRead, [room.name]: room.lastRead };
    }
  }
}
