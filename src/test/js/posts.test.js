import assert from "node:assert/strict";
import { test } from "node:test";
import { AT, scene } from "./fakes.js";

const posted = (s, id, seq) => s.socket.say({ type: "posted", room: "lobby", id, seq, at: AT });
const refuse = (s, ref, code, more) => s.socket.say({ type: "error", code, message: "why", ref, ...more });
const sent = (s) => s.socket.all("post").map(({ id }) => id);

test("posts written offline go out in order once the room is joined", () => {
  const s = scene();
  s.client.join("lobby");
  s.client.post("lobby", "one");
  s.client.post("lobby", "two");
  s.client.connect();
  s.socket.welcome();
  assert.deepEqual(sent(s), []);
  s.socket.joined("lobby", 0);
  assert.deepEqual(s.socket.last("post"), { type: "post", room: "lobby", id: "id-1", body: "one" });
  posted(s, "id-1", 1);
  assert.deepEqual(sent(s), ["id-1", "id-2"]);
  posted(s, "id-2", 2);
  assert.deepEqual(s.client.pending("lobby"), []);
  assert.deepEqual(s.told("posted").map(({ id, seq }) => [id, seq]), [["id-1", 1], ["id-2", 2]]);
});

test("an unconfirmed post is sent again with the same id", () => {
  const s = scene().online();
  s.client.post("lobby", "one");
  s.socket.drop();
  s.clock.pass(500);
  s.socket.welcome();
  s.socket.joined("lobby", 1);
  assert.deepEqual(sent(s), ["id-1"]);
  posted(s, "id-1", 1);
  s.socket.drop();
  s.client.wake();
  s.socket.welcome();
  s.socket.joined("lobby", 1);
  assert.deepEqual(sent(s), []);
});

test("the own message confirms like posted, and only once", () => {
  const s = scene().online();
  s.client.post("lobby", "one");
  s.socket.say({ type: "message", room: "lobby", seq: 1, id: "id-1", from: "ada", body: "one", at: AT });
  posted(s, "id-1", 1);
  assert.equal(s.told("posted").length, 1);
});

test("somebody else's message with the same id confirms nothing", () => {
  const s = scene().online();
  s.client.post("lobby", "one");
  s.socket.say({ type: "message", room: "lobby", seq: 1, id: "id-1", from: "bob", body: "one", at: AT });
  assert.equal(s.client.pending("lobby").length, 1);
});

for (const code of ["overloaded", "unavailable"]) {
  test(`${code}: sent again with the same id and a growing delay`, () => {
    const s = scene().online();
    s.client.post("lobby", "one");
    refuse(s, "id-1", code);
    s.clock.pass(499);
    assert.equal(sent(s).length, 1);
    s.clock.pass(1);
    assert.deepEqual(sent(s), ["id-1", "id-1"]);
    refuse(s, "id-1", code);
    s.clock.pass(999);
    assert.equal(sent(s).length, 2);
    s.clock.pass(1);
    assert.equal(sent(s).length, 3);
    posted(s, "id-1", 1);
    s.client.post("lobby", "two");
    refuse(s, "id-2", code);
    s.clock.pass(500); // as short as at first
    assert.deepEqual(sent(s).slice(3), ["id-2", "id-2"]);
  });
}

test("rate_limited: sent again when the server said, and what follows waits", () => {
  const s = scene().online();
  s.client.post("lobby", "one");
  refuse(s, "id-1", "rate_limited", { retryAfterMillis: 4_000 });
  s.client.post("lobby", "two");
  s.clock.pass(3_999);
  assert.deepEqual(sent(s), ["id-1"]);
  s.clock.pass(1);
  assert.deepEqual(sent(s), ["id-1", "id-1"]);
  posted(s, "id-1", 1);
  assert.deepEqual(sent(s), ["id-1", "id-1", "id-2"]);
});

test("a refused post fails, the next one goes on, and it can be tried again", () => {
  const s = scene().online();
  s.client.post("lobby", "one");
  s.client.post("lobby", "two");
  refuse(s, "id-1", "too_large");
  assert.deepEqual(s.told("failed").map(({ id, code }) => [id, code]), [["id-1", "too_large"]]);
  assert.deepEqual(sent(s), ["id-1", "id-2"]);
  posted(s, "id-2", 1);
  s.client.retry("id-1");
  assert.deepEqual(sent(s), ["id-1", "id-2", "id-1"]);
});

test("a failed post can be given up, one under way cannot", () => {
  const s = scene().online();
  s.client.post("lobby", "one");
  s.client.discard("id-1");
  assert.equal(s.client.pending("lobby").length, 1);
  refuse(s, "id-1", "bad_request");
  s.client.discard("id-1");
  assert.equal(s.client.pending("lobby").length, 0);
});

test("not_joined: joins again, then posts again", () => {
  const s = scene().online();
  s.client.post("lobby", "one");
  refuse(s, "id-1", "not_joined");
  s.clock.pass(500);
  assert.equal(s.socket.all("join").length, 2);
  s.socket.joined("lobby", 0);
  assert.deepEqual(sent(s), ["id-1", "id-1"]);
});

for (const code of ["unavailable", "not_joined", "bad_request"]) {
  test(`${code}: a post in a room that refused the user meanwhile waits until it is joined again`, () => {
    const s = scene().online();
    s.client.post("lobby", "one");
    s.socket.messages("lobby", 5, 5); // a hole
    refuse(s, s.socket.last("join").ref, "forbidden");
    refuse(s, "id-1", code);
    s.clock.pass(1_000);
    assert.deepEqual(sent(s), ["id-1"]);
    s.client.join("lobby");
    s.socket.joined("lobby", 5);
    assert.deepEqual(sent(s), ["id-1", "id-1"]);
  });
}

test("a post is confirmed also in a room that refused the user meanwhile", () => {
  const s = scene().online();
  s.client.post("lobby", "one");
  s.socket.messages("lobby", 5, 5); // a hole
  refuse(s, s.socket.last("join").ref, "forbidden");
  posted(s, "id-1", 6);
  assert.deepEqual(s.client.pending("lobby"), []);
});

test("a body over the limit is refused before it is sent, counted as the server counts", () => {
  const s = scene();
  s.client.join("lobby");
  s.client.connect();
  s.socket.welcome({ limits: { bodyBytes: 8 } });
  s.socket.joined("lobby", 0);
  assert.throws(() => s.client.post("lobby", "ääää"), RangeError); // 8 bytes and two quotes
  s.client.post("lobby", "äää");
  assert.deepEqual(sent(s), ["id-1"]);
});

test("the outbox is bounded", () => {
  const s = scene({ postLimit: 2 });
  s.client.post("lobby", "one");
  s.client.post("lobby", "two");
  assert.throws(() => s.client.post("lobby", "three"), RangeError);
  assert.equal(s.client.pending("lobby").length, 2);
});

test("with more posts at once they go out together, still in order", () => {
  const s = scene({ postsAtOnce: 2 }).online();
  ["one", "two", "three"].forEach((text) => s.client.post("lobby", text));
  assert.deepEqual(sent(s), ["id-1", "id-2"]);
  posted(s, "id-1", 1);
  assert.deepEqual(sent(s), ["id-1", "id-2", "id-3"]);
});

test("unconfirmed posts survive a reload by their store", () => {
  let kept = [];
  const store = { load: () => kept, save: (posts) => (kept = structuredClone(posts)) };
  scene({ store }).online().client.post("lobby", "one");
  const s = scene({ store }).online();
  assert.deepEqual(s.socket.last("post"), { type: "post", room: "lobby", id: "id-1", body: "one" });
  posted(s, "id-1", 1);
  assert.deepEqual(kept, []);
});

test("a failed post is still failed after a reload, and waits to be tried again", () => {
  let kept = [];
  const store = { load: () => kept, save: (posts) => (kept = structuredClone(posts)) };
  const before = scene({ store }).online();
  before.client.post("lobby", "one");
  refuse(before, "id-1", "bad_request");
  const s = scene({ store }).online();
  assert.deepEqual(s.client.pending("lobby").map(({ state, error }) => [state, error.code]), [["failed", "bad_request"]]);
  assert.deepEqual(sent(s), []);
  s.client.retry("id-1");
  assert.deepEqual(sent(s), ["id-1"]);
});
