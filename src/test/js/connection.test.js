import assert from "node:assert/strict";
import { test } from "node:test";
import { scene } from "./fakes.js";

const goodbye = (socket) => socket.say({ type: "goodbye", code: 1001, reason: "drain", reconnect: true, afterMillis: 0 });

test("says hello first, with its name", () => {
  const { client, socket, sockets } = scene();
  assert.equal(socket, undefined);
  client.connect();
  sockets[0].open();
  assert.deepEqual(sockets[0].sent, [{ type: "hello", user: "ada" }]);
  assert.deepEqual(sockets[0].protocols, ["confab.json.v1"]);
});

test("keeps the name that welcome gave it", () => {
  const s = scene({ user: undefined });
  s.client.connect();
  s.socket.welcome({ user: "guest-abc123" });
  s.socket.drop();
  s.clock.pass(500);
  s.socket.open();
  assert.equal(s.socket.last("hello").user, "guest-abc123");
});

test("comes back after delays that grow from half a second to thirty", () => {
  const s = scene();
  s.client.connect();
  const delays = [];
  for (let i = 0; i < 9; i += 1) {
    s.socket.drop();
    const { phase, retryAt } = s.client.state;
    assert.equal(phase, "waiting");
    delays.push(retryAt - s.clock.now());
    s.clock.pass(retryAt - s.clock.now());
  }
  assert.deepEqual(delays, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  assert.equal(s.sockets.length, 10);
});

test("a delay is anything from nothing to its bound", () => {
  const s = scene({ random: () => 0.25 });
  s.client.connect();
  s.socket.drop();
  assert.equal(s.client.state.retryAt, 125);
});

test("only a connection that held makes the next delay short again", () => {
  const s = scene();
  s.client.connect();
  const breakAfter = (millis) => {
    s.socket.welcome();
    s.clock.pass(millis);
    s.socket.drop();
    const delay = s.client.state.retryAt - s.clock.now();
    s.clock.pass(delay);
    return delay;
  };
  assert.equal(breakAfter(0), 500);
  assert.equal(breakAfter(0), 1_000);
  assert.equal(breakAfter(10_000), 500);
});

test("wake ends the delay", () => {
  const s = scene();
  s.client.connect();
  s.socket.drop();
  s.client.wake();
  assert.equal(s.sockets.length, 2);
  s.clock.pass(500); // when the delay would have ended
  assert.equal(s.sockets.length, 2);
  s.socket.drop();
  assert.equal(s.client.state.retryAt - s.clock.now(), 500); // as short as at first
});

test("pings a server that is silent, and goes on when it answers", () => {
  const s = scene().online();
  s.clock.pass(19_999);
  assert.equal(s.socket.all("ping").length, 0);
  s.clock.pass(1);
  assert.equal(s.socket.all("ping").length, 1);
  s.clock.pass(10_000);
  s.socket.say({ type: "pong" });
  s.clock.pass(19_999);
  assert.equal(s.client.state.phase, "online");
  assert.equal(s.sockets.length, 1);
});

test("gives a connection up when nothing comes in the same time again", () => {
  const s = scene().online();
  s.clock.pass(39_999);
  assert.equal(s.client.state.phase, "online");
  s.clock.pass(1);
  assert.equal(s.client.state.phase, "waiting");
  assert.notEqual(s.sockets[0].closedWith, null);
});

test("wake looks soon whether the server is still there", () => {
  const s = scene().online();
  s.client.wake();
  assert.equal(s.socket.all("ping").length, 1);
  s.clock.pass(5_000);
  assert.equal(s.client.state.phase, "waiting");
});

test("what is no JSON object is passed over", () => {
  const s = scene().online();
  ["null", "7", "[1]", "no JSON", new ArrayBuffer(1)].forEach((data) => s.socket.onmessage({ data }));
  s.socket.messages("lobby", 1, 1);
  assert.deepEqual(s.seqs(), [1]);
});

test("gives up a server that does not welcome it", () => {
  const s = scene();
  s.client.connect();
  s.socket.open();
  s.clock.pass(10_000);
  assert.equal(s.client.state.phase, "waiting");
  s.socket.say({ type: "welcome", user: "ada", heartbeatMillis: 20_000, limits: {} }); // too late
  assert.equal(s.client.state.phase, "waiting");
});

test("a hello that the server refuses is not tried again", () => {
  const s = scene();
  s.client.connect();
  s.socket.open();
  s.socket.say({ type: "error", code: "bad_request", message: "user: too long", ref: "hello" });
  s.socket.drop();
  assert.deepEqual(s.client.state, { phase: "closed", reason: "user: too long" });
  s.clock.pass(60_000);
  assert.equal(s.sockets.length, 1);
});

test("after a goodbye the new connection comes first, and the old one ends when all rooms are joined", () => {
  const s = scene().online(2);
  const [old] = s.sockets;
  old.say({ type: "goodbye", code: 1001, reason: "drain", reconnect: true, afterMillis: 700 });
  s.clock.pass(699);
  assert.equal(s.sockets.length, 1);
  old.messages("lobby", 3, 3);
  s.clock.pass(1);
  assert.equal(s.sockets.length, 2);
  old.messages("lobby", 4, 4); // the new one is not there yet
  s.socket.welcome();
  assert.deepEqual(s.socket.last("join"), { type: "join", ref: s.socket.last("join").ref, room: "lobby", after: 4, log: "log-1" });
  old.messages("lobby", 5, 5); // comes again by resuming
  assert.equal(old.closedWith, null);
  s.socket.joined("lobby", 6);
  assert.equal(old.closedWith, 1000);
  s.socket.messages("lobby", 5, 6);
  assert.deepEqual(s.seqs(), [1, 2, 3, 4, 5, 6]);
  assert.equal(s.told("state").some(({ phase }) => phase === "waiting"), false);
});

test("goodbyes while another connection is on its way open no more", () => {
  const s = scene().online();
  const [old] = s.sockets;
  goodbye(old);
  s.clock.pass(0);
  goodbye(old);
  s.clock.pass(1_000);
  assert.equal(s.sockets.length, 2);
});

test("a connection that ends before the next one took over leaves it its turn", () => {
  const s = scene().online(2);
  const [old] = s.sockets;
  goodbye(old);
  s.clock.pass(0);
  old.drop(1001);
  assert.equal(s.client.state.phase, "connecting");
  s.clock.pass(1_000);
  assert.equal(s.sockets.length, 2);
  s.socket.welcome();
  assert.equal(s.socket.last("join").after, 2);
});

test("after a goodbye the old connection ends at once where there is no room, or none any more", () => {
  const s = scene();
  s.client.connect();
  s.socket.welcome();
  goodbye(s.socket);
  s.clock.pass(0);
  s.socket.welcome();
  assert.deepEqual(s.sockets.map(({ closedWith }) => closedWith), [1000, null]);

  s.client.join("lobby");
  goodbye(s.socket);
  s.clock.pass(0);
  s.socket.welcome();
  assert.equal(s.sockets[1].closedWith, null);
  s.client.leave("lobby");
  assert.equal(s.sockets[1].closedWith, 1000);
});

test("a goodbye for good closes", () => {
  const s = scene().online();
  s.socket.say({ type: "goodbye", code: 4008, reason: "too slow", reconnect: false, afterMillis: 0 });
  assert.deepEqual(s.client.state, { phase: "closed", reason: "too slow" });
  s.clock.pass(60_000);
  assert.equal(s.sockets.length, 1);
});

test("connect starts anew after the end, and resumes", () => {
  const s = scene().online(2);
  s.socket.say({ type: "goodbye", code: 4008, reason: "too slow", reconnect: false, afterMillis: 0 });
  s.client.connect();
  assert.equal(s.sockets.length, 2);
  s.socket.welcome();
  assert.equal(s.socket.last("join").after, 2);
  s.client.connect();
  assert.equal(s.sockets.length, 2);
});

test("close is for good", () => {
  const s = scene().online();
  s.client.close();
  s.clock.pass(60_000);
  assert.equal(s.sockets.length, 1);
  assert.equal(s.socket.closedWith, 1000);
});
