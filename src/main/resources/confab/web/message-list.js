import { byId } from "./element.js";
import { rowElement } from "./message-row.js";

/** Nearer to an end than this counts as being there. */
const AT_END_PIXELS = 48;
/** Further messages are asked for while the reader is still this far from the edge. */
const AHEAD_PIXELS = 800;

/**
 * The message list: shows rows, and keeps the reader's place whatever comes in above, below or in between.
 * At the end it follows what is new; anywhere else nothing moves under the reader's eyes.
 */
export class MessageList {
  #log = byId("log");
  #list = byId("messages");
  #actions;
  #shown = new Map();
  #isFollowing = true;

  /** @param actions of the rows, and `older()`, `newer()`: the reader comes near an edge; `moved()` */
  constructor(actions) {
    this.#actions = actions;
    this.#log.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    const resized = new ResizeObserver(() => this.#isFollowing && this.toEnd());
    resized.observe(this.#log);
    resized.observe(this.#list);
  }

  /** Whether the reader is at the end of what is shown. */
  get isFollowing() {
    return this.#isFollowing;
  }

  /** Another room: starts at its end. */
  clear() {
    this.#shown.clear();
    this.#list.replaceChildren();
    this.#isFollowing = true;
  }

  show(rows) {
    const place = this.#firstVisible();
    this.#sync(rows);
    if (this.#isFollowing) {
      this.toEnd();
    } else if (place?.element.isConnected) {
      this.#log.scrollTop += place.element.getBoundingClientRect().top - place.top;
    }
    this.#nearEdge();
  }

  toEnd() {
    this.#isFollowing = true;
    this.#log.scrollTop = this.#log.scrollHeight;
  }

  #sync(rows) {
    const keys = new Set(rows.map(({ key }) => key));
    for (const [key, shown] of this.#shown) {
      if (!keys.has(key)) {
        shown.remove();
        this.#shown.delete(key);
      }
    }
    let next = this.#list.firstElementChild;
    for (const row of rows) {
      let shown = this.#shown.get(row.key);
      if (shown === undefined) {
        shown = rowElement(row, this.#actions);
        this.#shown.set(row.key, shown);
      }
      shown.classList.toggle("grouped", row.isGrouped === true);
      if (shown === next) {
        next = next.nextElementSibling;
      } else {
        this.#list.insertBefore(shown, next);
      }
    }
  }

  /** The row at the top edge, by which the place is kept. */
  #firstVisible() {
    const edge = this.#log.getBoundingClientRect().top;
    for (const element of this.#list.children) {
      const { top, bottom } = element.getBoundingClientRect();
      if (bottom > edge && element.classList.contains("message")) {
        return { element, top };
      }
    }
    return null;
  }

  #scrolled() {
    const below = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight;
    this.#isFollowing = below < AT_END_PIXELS;
    this.#nearEdge();
    this.#actions.moved();
  }

  #nearEdge() {
    const below = this.#log.scrollHeight - this.#log.scrollTop - this.#log.clientHeight;
    if (this.#log.scrollTop < AHEAD_PIXELS) {
      this.#actions.older();
    }
    if (below < AHEAD_PIXELS) {
      this.#actions.newer();
    }
  }
}
