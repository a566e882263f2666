import assert from "node:assert/strict";
import { test } from "node:test";
import { scene } from "./fakes.js";

const refuseJoin = (s, code) => s.socket.say({ type: "error", code, message: "why", ref: s.socket.last("join").ref });

test("the first join asks for the newest history, which starts anywhere", () => {
  const s = scene();
  s.client.join("lobby");
  s.client.connect();
  s.socket.welcome();
  assert.equal(s.socket.last("join").history, 50);
  s.socket.joined("lobby", 120);
  s.socket.messages("lobby", 71, 121);
  assert.equal(s.seqs()[0], 71);
  assert.equal(s.seqs().length, 51);
});

test("a room is resumed after the last message seen, with its log", () => {
  const s = scene().online(3);
  s.socket.drop();
  s.clock.pass(500);
  s.socket.welcome();
  const { after, log, history } = s.socket.last("join");
  assert.deepEqual({ after, log, history }, { after: 3, log: "log-1", history: undefined });
  s.socket.joined("lobby", 5);
  s.socket.messages("lobby", 3, 6);
  assert.deepEqual(s.seqs(), [1, 2, 3, 4, 5, 6]);
  assert.equal(s.told("joined").at(-1).isResumed, true);
});

test("an empty room is resumed from its start", () => {
  const s = scene().online(0);
  s.socket.drop();
  s.clock.pass(500);
  s.socket.welcome();
  assert.equal(s.socket.last("join").after, 0);
});

test("without history a room is resumed from where it was joined", () => {
  const s = scene({ history: 0 });
  s.client.join("lobby");
  s.client.connect();
  s.socket.welcome();
  s.socket.joined("lobby", 7);
  s.socket.drop();
  s.client.wake();
  s.socket.welcome();
  assert.equal(s.socket.last("join").after, 7);
});

test("the answer to an older join means nothing", () => {
  const s = scene();
  s.client.connect();
  s.socket.welcome();
  s.client.join("lobby");
  const { ref } = s.socket.last("join");
  s.client.leave("lobby");
  s.client.join("lobby");
  s.socket.joined("lobby", 3, { ref });
  assert.equal(s.client.room("lobby").isJoined, false);
  s.socket.joined("lobby", 3);
  assert.equal(s.client.room("lobby").isJoined, true);
});

test("what was seen is not told again", () => {
  const s = scene().online(3);
  s.socket.messages("lobby", 2, 4);
  assert.deepEqual(s.seqs(), [1, 2, 3, 4]);
});

test("a hole is closed by joining again from where it starts", () => {
  const s = scene().online(2);
  s.socket.messages("lobby", 5, 6);
  assert.deepEqual(s.seqs(), [1, 2]);
  assert.equal(s.socket.all("join").length, 2);
  assert.equal(s.socket.last("join").after, 2);
  s.socket.joined("lobby", 6);
  s.socket.messages("lobby", 3, 7);
  assert.deepEqual(s.seqs(), [1, 2, 3, 4, 5, 6, 7]);
});

test("a gap is told, and what follows it is no hole", () => {
  const s = scene().online(2);
  s.socket.say({ type: "gap", room: "lobby", from: 3, to: 9, log: "log-1" });
  s.socket.messages("lobby", 10, 11);
  assert.deepEqual(s.told("gap"), [{ event: "gap", room: "lobby", from: 3, to: 9 }]);
  assert.deepEqual(s.seqs(), [1, 2, 10, 11]);
  assert.equal(s.socket.all("join").length, 1);
  s.socket.say({ type: "gap", room: "lobby", from: 3, to: 5, log: "log-1" }); // of before
  s.socket.messages("lobby", 11, 12);
  assert.deepEqual(s.seqs(), [1, 2, 10, 11, 12]);
});

test("another log starts the room anew", () => {
  const s = scene().online(9);
  s.socket.drop();
  s.clock.pass(500);
  s.socket.welcome();
  s.socket.joined("lobby", 2, { log: "log-2", reset: true });
  s.socket.messages("lobby", 1, 3);
  assert.deepEqual(s.seqs().slice(9), [1, 2, 3]);
  assert.equal(s.told("joined").at(-1).reset, true);
  s.socket.drop();
  s.client.wake();
  s.socket.welcome();
  assert.equal(s.socket.last("join").log, "log-2");
});

test("a join that the server cannot do now is tried again", () => {
  const s = scene();
  s.client.join("lobby");
  s.client.connect();
  s.socket.welcome();
  refuseJoin(s, "unavailable");
  s.clock.pass(500);
  assert.equal(s.socket.all("join").length, 2);
  s.socket.joined("lobby", 0);
  assert.equal(s.client.room("lobby").isJoined, true);
  s.socket.messages("lobby", 5, 5); // a hole
  refuseJoin(s, "unavailable");
  s.clock.pass(500); // as short as at first
  assert.equal(s.socket.all("join").length, 4);
});

test("a join that waits is not tried again in a room that was left, nor beside that of the next connection", () => {
  const s = scene();
  ["lobby", "design"].forEach((room) => s.client.join(room));
  s.client.connect();
  s.socket.welcome();
  s.socket.all("join").forEach(({ ref }) => s.socket.say({ type: "error", code: "unavailable", message: "later", ref }));
  s.client.leave("lobby");
  s.socket.drop();
  s.client.wake();
  s.socket.welcome();
  s.clock.pass(1_000);
  assert.deepEqual(s.sockets.map((socket) => socket.all("join").map(({ room }) => room)), [["lobby", "design"], ["design"]]);

  refuseJoin(s, "unavailable");
  s.client.leave("design");
  s.clock.pass(1_000);
  assert.equal(s.socket.all("join").length, 1);
});

test("a join that is refused while posts wait is tried again with them", () => {
  const s = scene().online(2);
  s.client.post("lobby", "one");
  s.socket.say({ type: "error", code: "rate_limited", message: "", ref: "id-1", retryAfterMillis: 5_000 });
  s.socket.messages("lobby", 5, 5); // a hole
  refuseJoin(s, "overloaded");
  s.clock.pass(5_000);
  assert.equal(s.socket.all("join").length, 3);
  s.socket.joined("lobby", 5);
  assert.equal(s.socket.all("post").length, 2);
});

test("a join that the server refuses is told, and the room forgotten", () => {
  const s = scene();
  s.client.join("lobby");
  s.client.connect();
  s.socket.welcome();
  refuseJoin(s, "bad_request");
  assert.equal(s.told("refused")[0].message, "why");
  assert.equal(s.client.room("lobby"), undefined);
});

test("a room that was closed is not joined again by itself", () => {
  const s = scene().online();
  s.socket.say({ type: "left", room: "lobby" });
  assert.equal(s.told("refused")[0].message, "the room was closed");
  assert.equal(s.client.room("lobby"), undefined);
  s.socket.drop();
  s.clock.pass(500);
  s.socket.welcome();
  assert.equal(s.socket.all("join").length, 0);
});

test("the answer to a leave does not end the join after it", () => {
  const s = scene().online();
  s.client.leave("lobby");
  s.client.join("lobby");
  s.socket.say({ type: "left", room: "lobby" });
  s.socket.joined("lobby", 0);
  assert.equal(s.client.room("lobby").isJoined, true);
  assert.deepEqual(s.told("refused"), []);
});

test("a room that was left is not joined again", () => {
  const s = scene().online();
  s.client.leave("lobby");
  assert.equal(s.socket.last("leave").room, "lobby");
  s.socket.drop();
  s.clock.pass(500);
  s.socket.welcome();
  assert.equal(s.socket.all("join").length, 0);
});

test("what was on its way when a room was left does not shorten its history when it is joined again", () => {
  const s = scene().online(2);
  s.client.leave("lobby");
  s.client.join("lobby");
  s.socket.messages("lobby", 3, 3);
  s.socket.joined("lobby", 3);
  s.socket.messages("lobby", 1, 3);
  assert.deepEqual(s.seqs(), [1, 2, 1, 2, 3]);
});

test("presence keeps names and count, with the uncertain", async () => {
  const s = scene().online();
  s.socket.say({ type: "presence", room: "lobby", joined: ["bob", "eve"], left: [], members: 3, uncertain: 1 });
  s.socket.say({ type: "presence", room: "lobby", joined: [], left: ["eve"], members: 2 });
  const { members, users, uncertain } = s.client.room("lobby");
  assert.deepEqual({ members, users: [...users], uncertain }, { members: 2, users: ["ada", "bob"], uncertain: 0 });
  assert.equal(s.socket.all("who").length, 0);
});

test("names that do not fit the count are asked for", async () => {
  const s = scene().online();
  s.socket.say({ type: "presence", room: "lobby", joined: ["bob"], left: [], members: 4 });
  s.socket.say({ type: "presence", room: "lobby", joined: [], left: [], members: 4 });
  assert.equal(s.socket.all("who").length, 1);
  const { ref } = s.socket.last("who");
  s.socket.say({ type: "who", room: "lobby", members: 4, users: ["ada", "bob", "eve", "dan"], ref });
  await new Promise(setImmediate);
  assert.equal(s.client.room("lobby").users.size, 4);
});

test("typing after a message is said at once", () => {
  const s = scene().online(1);
  s.client.typing("lobby");
  s.client.post("lobby", "hi");
  s.client.typing("lobby");
  assert.equal(s.socket.all("typing").length, 2);
});

test("typing is said at most once in three seconds", () => {
  const s = scene().online();
  s.client.typing("lobby");
  s.clock.pass(2_999);
  s.client.typing("lobby");
  assert.equal(s.socket.all("typing").length, 1);
  s.clock.pass(1);
  s.client.typing("lobby");
  assert.equal(s.socket.all("typing").length, 2);
});

test("history is a promise of its page, broken with the connection", async () => {
  const s = scene().online();
  const page = s.client.history("lobby", { before: 9, limit: 2 });
  const { ref, ...asked } = s.socket.last("history");
  assert.deepEqual(asked, { type: "history", room: "lobby", before: 9, limit: 2 });
  s.socket.say({ type: "history", room: "lobby", messages: [], more: false, ref });
  assert.equal((await page).more, false);

  const broken = s.client.history("lobby");
  s.socket.drop();
  await assert.rejects(broken, { code: "disconnected" });
  await assert.rejects(s.client.who("lobby"), { code: "disconnected" });
});
