import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "../../main/resources/confab/web/ids.js";
import { faultOfName, faultOfRoom, tidyName, tidyRoom } from "../../main/resources/confab/web/names.js";
import { RoomFeed } from "../../main/resources/confab/web/room-feed.js";
import { rowsOf } from "../../main/resources/confab/web/rows.js";
import { initialsOf, textOf, typingOf } from "../../main/resources/confab/web/words.js";

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
