import { byId } from "./element.js";
import { plural, textOf } from "./words.js";

/** Messages that come within this time are told together, so that a lively room does not talk without a pause. */
const GATHER_MILLIS = 1_000;
const MOST_TOLD = 3;
const LONGEST_TEXT = 240;

/** Reads new messages of the shown room to those who listen to the page. */
export class Announcer {
  #region = byId("announcer");
  #gathered = [];

  tell(message) {
    if (this.#gathered.length === 0) {
      setTimeout(() => this.#say(), GATHER_MILLIS);
    }
    this.#gathered.push(message);
  }

  #say() {
    const messages = this.#gathered;
    this.#gathered = [];
    this.#region.textContent = messages.length > MOST_TOLD
      ? plural(messages.length, "new message", "new messages")
      : messages.map(({ from, body }) => `${from}: ${textOf(body).slice(0, LONGEST_TEXT)}`).join("\n");
  }
}
