import { byId, element } from "./element.js";
import { initialsOf, plural, toneOf } from "./words.js";

const COLLATOR = new Intl.Collator();

/** Who is in the room: names where the server lists them, always the count, and how many of it are uncertain. */
export class PeopleList {
  #title = byId("people-title");
  #subtitle = byId("room-subtitle");
  #list = byId("people-list");
  #note = byId("people-note");
  #shown = "";

  show(room, user) {
    const { members = 0, users = null, uncertain = 0 } = room ?? {};
    const count = room?.isJoined || members > 0 ? plural(members, "person", "people") : "";
    this.#title.textContent = count === "" ? "People" : `People (${members})`;
    this.#subtitle.textContent = uncertain > 0 ? `${count}, ${uncertain} uncertain` : count;
    const names = [...(users ?? [])].sort((a, b) => (b === user) - (a === user) || COLLATOR.compare(a, b));
    if (names.join("\n") !== this.#shown) {
      this.#shown = names.join("\n");
      this.#list.replaceChildren(...names.map((name) => this.#item(name, name === user)));
    }
    this.#note.textContent = this.#noteOf(users, members, uncertain);
  }

  #noteOf(users, members, uncertain) {
    if (uncertain > 0) {
      return `${plural(uncertain, "person is", "people are")} on a server that cannot be reached now; `
        + "they may still be here.";
    }
    return users === null && members > 0 ? "Too many people to list their names." : "";
  }

  #item(name, isUser) {
    return element("li", {},
      element("span", { class: `avatar small ${toneOf(name)}`, "aria-hidden": "true" }, initialsOf(name)),
      element("span", { class: "name", dir: "auto" }, name),
      isUser ? element("span", { class: "you" }, "you") : null);
  }
}
