import { byId, element } from "./element.js";
import { faultOfRoom, tidyRoom } from "./names.js";
import { plural } from "./words.js";

const MOST_COUNTED = 99;

/** The list of joined rooms with what is unread in each, and the way into another one. */
export class RoomList {
  #list = byId("room-list");
  #input = byId("join-input");
  #error = byId("join-error");
  #shown = "";

  /** @param onJoin called with a good room name */
  constructor(onJoin) {
    byId("join-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit(onJoin);
    });
    this.#input.addEventListener("input", () => this.tellError(""));
  }

  /** @param rooms `{name, unread}` in the order of the list */
  show(rooms, active) {
    const state = JSON.stringify([active, rooms.map(({ name, unread }) => [name, unread])]);
    if (state === this.#shown) {
      return; // an element that is made anew loses a click or a focus under way
    }
    this.#shown = state;
    const focused = this.#list.contains(document.activeElement) ? document.activeElement.dataset.room : null;
    this.#list.replaceChildren(...rooms.map((room) => this.#item(room, room.name === active)));
    if (focused !== null) {
      [...this.#list.querySelectorAll("a")].find((link) => link.dataset.room === focused)?.focus();
    }
  }

  tellError(text) {
    this.#error.textContent = text;
    this.#input.setAttribute("aria-invalid", String(text !== ""));
  }

  #item({ name, unread }, isActive) {
    const badge = unread > 0
      ? element("span", { class: "badge" },
          element("span", { "aria-hidden": "true" }, unread > MOST_COUNTED ? `${MOST_COUNTED}+` : String(unread)),
          element("span", { class: "hidden-text" }, `, ${plural(unread, "unread message", "unread messages")}`))
      : null;
    return element("li", {},
      element("a", {
        href: `#${encodeURIComponent(name)}`,
        class: unread > 0 ? "has-unread" : null,
        "data-room": name,
        "aria-current": isActive ? "page" : null,
      }, element("span", { class: "sign", "aria-hidden": "true" }, "#"), element("span", { class: "name" }, name), badge));
  }

  #submit(onJoin) {
    const room = tidyRoom(this.#input.value);
    const fault = faultOfRoom(room);
    this.tellError(fault ?? "");
    if (fault === null) {
      this.#input.value = "";
      onJoin(room);
    }
  }
}
