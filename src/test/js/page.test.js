import assert from "node:assert/strict";
import { test } from "node:test";
import { ChatRoom } from "../../main/resources/confab/web/chat-room.js";
import { newId } from "../../main/resources/confab/web/ids.js";
import { faultOfName, faultOfRoom, tidyName, tidyRoom } from "../../main/resources/confab/web/names.js";
import { RoomFeed } from "../../main/resources/confab/web/room-feed.js";
import { rowsOf } from "../../main/resources/confab/web/rows.js";
import { initialsOf, textOf, typingOf } from "../../main/resources/confab/web/words.js";
import { AT, scene } from "./fakes.js";

const message = (seq, from = "bob", at = "2026-01-02T12:00:00.000Z") => ({ seq, from, at, body: `${seq}` });
const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
const feedOf = (from, to, limit) => {
  const feed = new RoomFeed(limit);
  range(from, to).forEach((each) => feed.append(each, true));
  return feed;
};

test("a feed that is followed stays bounded by letting go of the oldest", () => {
  const feed = feedOf(1, 12, 10);
  assert.deepEqual([feed.firstSeq, feed.lastSeq, feed.hasOlder, feed.isAtEnd], [3, 12, true, true]);
});

test("a full feed takes nothing new away from somebody who reads above", () => {
  const feed = feedOf(1, 10, 10);
  feed.append(message(11), false);
  assert.deepEqual([feed.firstSeq, feed.lastSeq, feed.isAtEnd], [1, 10, false]);
});

test("older pages push out the newest, newer pages bring them back without a hole", () => {
  const feed = feedOf(20, 29, 10);
  feed.prepend(range(14, 19), true);
  assert.deepEqual([feed.firstSeq, feed.lastSeq, feed.isAtEnd], [14, 23, false]);
  feed.append(message(30), true);
  assert.equal(feed.lastSeq, 23);
  feed.extend(range(24, 29), 30);
  assert.equal(feed.isAtEnd, false);
  feed.extend(range(30, 30), 30);
  assert.deepEqual(feed.items.map(({ seq }) => seq), [21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
  assert.deepEqual([feed.hasOlder, feed.isAtEnd], [true, true]);
});

test("what a page of history brought already is not added once more", () => {
  const feed = feedOf(1, 2);
  feed.extend(range(3, 4), 4);
  feed.append(message(4), true);
  feed.append(message(5), true);
  assert.deepEqual(feed.items.map(({ seq }) => seq), [1, 2, 3, 4, 5]);
});

test("a message past a hole waits for the page between", () => {
  const feed = feedOf(1, 2);
  feed.append(message(4), true);
  assert.deepEqual([feed.lastSeq, feed.isAtEnd], [2, false]);
  feed.extend(range(3, 4), 4);
  assert.deepEqual([feed.lastSeq, feed.isAtEnd], [4, true]);
});

test("an empty page is the end, whatever number the newest had", () => {
  const feed = feedOf(1, 2);
  feed.append(message(4), true);
  feed.extend([], 4);
  assert.equal(feed.isAtEnd, true);
});

test("an own message that is kept is shown before its turn, once, and becomes the one that comes", () => {
  const feed = feedOf(1, 2);
  const own = { ...message(4, "ada"), id: "p" };
  feed.confirm(own);
  const keyOf = () => rowsOf(feed.items, [], null).at(-1).key;
  const key = keyOf();
  assert.deepEqual(feed.items.map(({ seq }) => seq), [1, 2, 4]);
  assert.equal(feed.lastSeq, 2);
  feed.append(message(3), true);
  feed.append(own, true);
  assert.deepEqual(feed.items.map(({ seq }) => seq), [1, 2, 3, 4]);
  assert.equal(keyOf(), key);
});

test("where the window ends before the newest message, nothing is shown before its turn", () => {
  const feed = feedOf(11, 20, 10);
  feed.prepend(range(9, 10), true);
  feed.confirm({ ...message(21, "ada"), id: "p" });
  assert.equal(feed.items.at(-1).seq, 18);
  feed.extend(range(19, 20), 20);
  assert.deepEqual(feed.items.slice(-2).map(({ seq }) => seq), [20, 21]);
});

test("a gap takes what it covers, and a room that starts anew takes all, of what was shown before its turn", () => {
  const feed = feedOf(1, 2);
  feed.confirm({ ...message(4, "ada"), id: "p" });
  feed.appendGap({ from: 3, to: 9 });
  assert.deepEqual(feed.items.map(({ seq, to }) => seq ?? to), [1, 2, 9]);
  feed.confirm({ ...message(11, "ada"), id: "q" });
  feed.clear();
  assert.deepEqual(feed.items, []);
});

test("an own post stands there from posted on, whichever of posted and its message comes first", () => {
  const s = scene().online(2);
  const room = new ChatRoom("lobby", s.client, null, () => {});
  s.client.on("posted", (post) => room.onPosted(post));
  s.client.on("message", (each) => room.onMessage(each, true));
  const bodies = () => room.feed.items.map(({ body }) => body);
  const posted = (id, seq) => s.socket.say({ type: "posted", room: "lobby", id, seq, at: AT });
  const told = (id, seq, body) => s.socket.say({ type: "message", room: "lobby", seq, id, from: "ada", body, at: AT });

  s.client.post("lobby", "one");
  posted("id-1", 3);
  assert.deepEqual(room.feed.items, [{ seq: 3, id: "id-1", from: "ada", body: "one", at: AT }]);
  told("id-1", 3, "one");
  assert.deepEqual(bodies(), ["one"]);

  s.client.post("lobby", "two");
  told("id-2", 4, "two");
  posted("id-2", 4);
  assert.deepEqual(bodies(), ["one", "two"]);
});

test("a room that has fewer messages than were read in it has nothing unread", () => {
  const s = scene().online(3);
  const room = new ChatRoom("lobby", s.client, 50, () => {});
  room.onJoined(s.told("joined")[0]);
  assert.deepEqual([room.unread, room.lastRead, room.newFrom], [0, 3, null]);
  s.socket.messages("lobby", 4, 4);
  assert.equal(room.unread, 1);
});

test("a message ends the typing of its author", () => {
  const room = new ChatRoom("lobby", scene().online().client, null, () => {});
  room.typists.add("bob");
  assert.deepEqual(room.typists.names, ["bob"]);
  room.onMessage(message(1, "bob"), true);
  assert.deepEqual(room.typists.names, []);
});

test("rows have a line per day and one above what is new, and group what one person says in a row", () => {
  const items = [message(1), message(2), message(3, "eve"), message(4, "eve", "2026-01-09T12:00:00.000Z")];
  const rows = rowsOf(items, [{ id: "p", state: "queued" }], 3);
  assert.deepEqual(rows.map(({ kind, isGrouped }) => (isGrouped ? "grouped" : kind)),
    ["day", "message", "grouped", "new", "message", "day", "message", "post"]);
  assert.equal(new Set(rows.map(({ key }) => key)).size, rows.length);
});

test("rows of another log are other rows, though the numbers are the same", () => {
  const keysOf = (id, at) => rowsOf([{ ...message(1, "bob", at), id }], [], null).map(({ key }) => key);
  const later = new Set(keysOf("b", "2026-01-09T12:00:00.000Z"));
  assert.deepEqual(keysOf("a", "2026-01-02T12:00:00.000Z").filter((key) => later.has(key)), []);
});

test("bodies are told as text", () => {
  assert.equal(textOf("<b>hi</b>"), "<b>hi</b>");
  assert.equal(textOf({ $bytes: "AAECAw==" }), "binary, 4 bytes");
  assert.equal(textOf({ $bytes: "AA==" }), "binary, 1 byte");
  assert.equal(textOf({ $bytes: "" }), "binary, 0 bytes");
  for (const text of ["AAECAw", "no bytes", "A==="]) {
    assert.equal(textOf({ $bytes: text }), JSON.stringify({ $bytes: text }, null, 2));
  }
  const twoKeys = { $bytes: "AA==", a: 1 };
  assert.equal(textOf(twoKeys), JSON.stringify(twoKeys, null, 2));
  assert.equal(textOf({ a: [1] }), JSON.stringify({ a: [1] }, null, 2));
  assert.equal(textOf(null), "null");
});

test("those who type are told in words", () => {
  assert.equal(typingOf([]), "");
  assert.equal(typingOf(["Ada"]), "Ada is typing…");
  assert.equal(typingOf(["Ada", "Bob", "Eve"]), "Ada, Bob and 1 other are typing…");
});

test("names follow the wire's rules", () => {
  assert.equal(tidyName("  Zoe\u0308 "), "Zo\u00eb");
  assert.equal(faultOfName("\u{1f600}".repeat(64)), null);
  assert.notEqual(faultOfName("\u{1f600}".repeat(65)), null);
  assert.notEqual(faultOfName("a\u200db"), null);
  assert.equal(tidyRoom(" #my room "), "my-room");
  assert.equal(faultOfRoom("a.B_c-d:e@f#0"), null);
  assert.notEqual(faultOfRoom("caf\u00e9"), null);
  assert.notEqual(faultOfRoom("a".repeat(129)), null);
  assert.equal(initialsOf("ada lovelace"), "AL");
});

test("an id is a version 4 UUID, also where the browser makes none", () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
  const insecure = { getRandomValues: (bytes) => crypto.getRandomValues(bytes) };
  assert.match(newId(), uuid);
  assert.match(newId(insecure), uuid);
});
