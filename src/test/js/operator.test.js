import assert from "node:assert/strict";
import { test } from "node:test";
import { Cluster, most, sum } from "../../main/resources/confab/operator/cluster.js";
import { ceiling } from "../../main/resources/confab/operator/scale.js";
import { age, bytes, count, rate, time } from "../../main/resources/confab/operator/words.js";

const node = (address, samples, more = {}) =>
  ({ address, state: "up", silent: false, series: ["posts"], now: [samples.at(-1)?.[1] ?? null], samples, ...more });
const silent = (address) => node(address, [], { silent: true, series: [], now: [] });
const answer = (slot, ...nodes) => ({ at: slot * 10_000, self: "a", interval: 10_000, kept: 4, nodes });
const slots = (cluster, address) => [...cluster.nodes.get(address).samples.keys()];
const take = (cluster, given) => cluster.take(given, cluster.after);

test("only what is new is asked for, and what is older than the charts is let go", () => {
  const cluster = new Cluster();
  assert.equal(cluster.after, 0);
  take(cluster, answer(102, node("a", [[100, 1], [101, 2], [102, 3]]), node("b", [[101, 5], [102, 6]])));
  assert.equal(cluster.after, 102);
  take(cluster, answer(105, node("a", [[103, 4], [104, 5], [105, 6]]), node("b", [[103, 7]])));
  assert.deepEqual(slots(cluster, "a"), [102, 103, 104, 105]);
  assert.equal(cluster.after, 103);
});

test("all is asked for when a node comes, or answers again after it was silent", () => {
  const cluster = new Cluster();
  take(cluster, answer(101, node("a", [[101, 1]])));
  take(cluster, answer(102, node("a", [[102, 1]]), node("b", [[102, 9]])));
  assert.deepEqual([cluster.after, slots(cluster, "b")], [0, []]);
  take(cluster, answer(102, node("a", [[101, 1], [102, 1]]), node("b", [[101, 8], [102, 9]])));
  assert.deepEqual(slots(cluster, "b"), [101, 102]);

  take(cluster, answer(103, node("a", [[103, 1]]), silent("b")));
  assert.deepEqual([cluster.after, slots(cluster, "b")], [103, [101, 102]]);
  take(cluster, answer(104, node("a", [[104, 1]]), node("b", [[104, 7]])));
  assert.equal(cluster.after, 0);
  take(cluster, answer(104, node("a", [[104, 1]]), node("b", [[103, 6], [104, 7]])));
  assert.deepEqual(slots(cluster, "b"), [103, 104]);
});

test("a node that is gone is forgotten, but comes back in its colour", () => {
  const cluster = new Cluster();
  take(cluster, answer(101, node("a", [[101, 1]]), node("b", [[101, 1]]), node("c", [[101, 1]])));
  take(cluster, answer(102, node("a", [[102, 1]]), node("c", [[102, 1]])));
  assert.deepEqual([...cluster.nodes.keys()], ["a", "c"]);
  assert.equal(cluster.nodes.get("c").colour, 2);
  take(cluster, answer(103, node("a", [[103, 1]]), node("b", [[103, 1]]), node("d", [])));
  assert.deepEqual([...cluster.nodes.values()].map(({ colour }) => colour), [0, 1, 3]);
});

test("the cluster's number is made of the nodes that tell theirs", () => {
  const cluster = new Cluster();
  take(cluster, answer(101, node("a", [[101, 3]]), node("b", [[101, null]]), node("c", [[101, 4]]), silent("d")));
  assert.equal(cluster.now("posts", sum), 7);
  assert.equal(cluster.then(101, "posts", most), 4);
  assert.equal(cluster.then(100, "posts", sum), null);
  assert.equal(cluster.now("unheard of", sum), null);
});

test("scales end at round numbers that hold the value", () => {
  assert.deepEqual([1, 1.1, 3, 10, 0.03, 60, 1e8].map(ceiling).map((top) => Number(top.toPrecision(3))), [1, 2, 5, 10, 0.05, 100, 1e8]);
});

test("numbers are said shortly, and a dash where there is none", () => {
  assert.deepEqual([count(1204), count(2_500_000), rate(0.25), rate(1204.4), time(0.00321), time(1.44), bytes(123e6)],
    ["1,204", "2.5M", "0.3/s", "1,204/s", "3.2 ms", "1.4 s", "123 MB"]);
  assert.deepEqual([age(42), age(150), age(3 * 3600 + 240), age(100 * 3600)], ["42 s", "2 min", "3 h 4 min", "4 d 4 h"]);
  assert.deepEqual([count(null), rate(undefined)], ["–", "–"]);
});
