/**
 * The posts of a ConfabClient that are not confirmed yet, in the order they were written.
 *
 * Each keeps its id for ever, so that the server recognises it when it is sent again: it is posted once, however often
 * a connection breaks in between. Bounded: a full outbox refuses, and the caller says so.
 */
export class Outbox {
  /** id -> { id, room, body, state: "queued" | "sent" | "failed", error } */
  #posts = new Map();
  #limit;
  #store;

  /** @param store keeps the posts over a reload: `load()` gives an array, `save(array)` takes one */
  constructor({ limit, store }) {
    this.#limit = limit;
    this.#store = store;
    for (const post of store.load()) {
      this.#posts.set(post.id, { ...post, state: post.state === "failed" ? "failed" : "queued" });
    }
  }

  get isFull() {
    return this.#posts.size >= this.#limit;
  }

  add(room, id, body) {
    this.#posts.set(id, { id, room, body, state: "queued", error: null });
    this.#save();
  }

  get(id) {
    return this.#posts.get(id);
  }

  /** What is unconfirmed in a room, oldest first. */
  of(room) {
    return [...this.#posts.values()].filter((post) => post.room === room);
  }

  /** The posts to send now so that `atOnce` of the room are under way: never one ahead of an older one. */
  due(room, atOnce) {
    return this.of(room)
      .filter((post) => post.state !== "failed")
      .slice(0, atOnce)
      .filter((post) => post.state === "queued");
  }

  mark(id, state, error = null) {
    const post = this.#posts.get(id);
    post.state = state;
    post.error = error;
    this.#save();
  }

  /** The connection is gone: nobody knows which of those sent were kept, so all go out again. */
  requeue() {
    for (const post of this.#posts.values()) {
      if (post.state === "sent") {
        post.state = "queued";
      }
    }
  }

  /** @return whether it was there */
  remove(id) {
    const wasThere = this.#posts.delete(id);
    if (wasThere) {
      this.#save();
    }
    return wasThere;
  }

  #save() {
    this.#store.save([...this.#posts.values()]);
  }
}
