import { byId } from "./element.js";
import { countOf } from "./words.js";

/** From this share of the limit on, the page says how much room is left. */
const NEAR_LIMIT = 0.9;

/** Where the user writes. Each room has a draft of its own, so that changing rooms loses nothing. */
export class Composer {
  #input = byId("composer-input");
  #error = byId("composer-error");
  #drafts = new Map();
  #room = null;
  #actions;

  /** @param actions `send(text)` may throw what to tell the user; `typing()`; `size(text)` and `limit()` in bytes */
  constructor(actions) {
    this.#actions = actions;
    byId("composer").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    this.#input.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
        event.preventDefault();
        this.#send();
      }
    });
    this.#input.addEventListener("input", () => this.#changed());
  }

  enter(room) {
    this.#drafts.set(this.#room, this.#input.value);
    this.#room = room;
    this.#input.value = this.#drafts.get(room) ?? "";
    this.#input.placeholder = `Message #${room}`;
    this.#tellSize();
    this.#fit();
  }

  focus() {
    this.#input.focus({ preventScroll: true });
  }

  #changed() {
    this.#fit();
    this.#tellSize();
    if (this.#input.value.trim() !== "") {
      this.#actions.typing();
    }
  }

  #send() {
    const text = this.#input.value.trimEnd();
    if (text.trim() === "" || this.#isTooLarge(text)) {
      return;
    }
    try {
      this.#actions.send(text);
      this.#input.value = "";
      this.#changed();
    } catch (error) {
      this.#tell(`Not sent: ${error.message}.`);
    }
    this.focus();
  }

  #isTooLarge(text) {
    return this.#actions.size(text) > this.#actions.limit();
  }

  #tellSize() {
    const text = this.#input.value;
    const left = this.#actions.limit() - this.#actions.size(text.trimEnd());
    if (left < 0) {
      this.#tell(`This message is ${countOf(-left)} bytes too long to send.`);
    } else if (left < this.#actions.limit() * (1 - NEAR_LIMIT)) {
      this.#tell(`${countOf(left)} bytes left.`, false);
    } else {
      this.#tell("", false);
    }
  }

  #tell(text, isFault = true) {
    this.#error.textContent = text;
    this.#input.setAttribute("aria-invalid", String(isFault));
  }

  /** Grows with its text; the style sheet says how far. */
  #fit() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${this.#input.scrollHeight + 2}px`;
  }
}
