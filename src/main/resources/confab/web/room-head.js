import { byId } from "./element.js";
import { plural, typingOf } from "./words.js";

/** What stands around the messages of the shown room: its name, who types, the way to the latest, the page's title. */
export class RoomHead {
  #title = byId("room-title");
  #leave = byId("leave");
  #top = byId("log-top");
  #toLatest = byId("to-latest");
  #typing = byId("typing");
  #dot = byId("rooms-dot");
  #toggle = byId("rooms-toggle");

  constructor({ leave, latest }) {
    this.#leave.addEventListener("click", leave);
    this.#toLatest.addEventListener("click", latest);
  }

  show(room, rooms, isAtLatest) {
    const elsewhere = rooms.filter((other) => other !== room).reduce((sum, { unread }) => sum + unread, 0);
    const unread = elsewhere + room.unread;
    document.title = `${unread > 0 ? `(${unread}) ` : ""}#${room.name} · Confab`;
    this.#title.textContent = `#${room.name}`;
    this.#leave.hidden = rooms.length < 2;
    this.#leave.setAttribute("aria-label", `Leave #${room.name}`);
    this.#top.textContent = topOf(room);
    this.#toLatest.hidden = isAtLatest;
    this.#toLatest.textContent = room.unread > 0
      ? `${plural(room.unread, "new message", "new messages")} ↓`
      : "Jump to the latest ↓";
    this.#typing.textContent = typingOf(room.typists.names);
    this.#dot.hidden = elsewhere === 0;
    this.#toggle.setAttribute("aria-label", elsewhere > 0 ? "Rooms, with unread messages" : "Rooms");
  }
}

function topOf({ name, feed, isLoading, joinedAt }) {
  if (isLoading) {
    return "Loading messages…";
  }
  if (joinedAt === Infinity || feed.hasOlder) {
    return "";
  }
  return feed.items.length === 0 ? "Nothing has been said here yet." : `The beginning of #${name}`;
}
