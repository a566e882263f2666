// A Socket.IO client of any version that a test talks to: JSON lines in, JSON lines out.
//
//   node socket-io-client.mjs FOLDER PACKAGE URL OPTIONS
//
// FOLDER holds node_modules, PACKAGE is the client in it, OPTIONS is the JSON of what io() takes. It ends when its input ends.
//
// In:  {"emit": event, "args": […]}                an event
//      {"emit": event, "args": […], "ask": n}      an event whose acknowledgement is wanted
//      {"leave": true}                             leaves the namespace
//      {"drop": true}                              goes on without its WebSocket, which it neither closes nor reads further
// Out: {"state": name, …}                          what became of the connection
//      {"event": name, "args": […]}                an event; if it wants an acknowledgement, that is its own arguments
//      {"answer": n, "args": […]}                  an acknowledgement
//
// Bytes are written {"$bytes": base64}, both ways.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const [folder, name, url, options] = process.argv.slice(2);
const { io } = createRequire(resolve(folder, "package.json"))(name);

const tell = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

/** Calls back with each value that is no array or object, and with bytes; makes a copy of what it returns. */
const copy = (value, leaf) => {
  const changed = leaf(value);
  if (changed !== value || typeof value !== "object" || value === null) {
    return changed;
  }
  return Array.isArray(value)
    ? value.map((item) => copy(item, leaf))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copy(item, leaf)]));
};
const toLine = (args) =>
  copy(args, (value) =>
    value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? { $bytes: Buffer.from(value).toString("base64") } : value,
  );
const fromLine = (args) =>
  copy(args, (value) => (typeof value?.$bytes === "string" ? Buffer.from(value.$bytes, "base64") : value));

const socket = io(url, { forceNew: true, ...JSON.parse(options) });

socket.on("connect", () =>
  tell({
    state: "connect",
    id: socket.id,
    transport: socket.io.engine.transport.name,
    recovered: socket.recovered === true,
  }),
);
socket.on("connect_error", (error) =>
  tell({
    state: "connect_error",
    message: error.message,
    data: error.data,
    // Of a transport that failed: its request's status or what went wrong, and what the server said.
    description: error.description?.message ?? error.description,
    said: error.context?.responseText,
  }),
);
socket.on("disconnect", (reason) => tell({ state: "disconnect", reason }));
socket.io.on("open", () =>
  socket.io.engine.on("upgrade", (transport) => tell({ state: "upgrade", transport: transport.name })),
);
socket.onAny((event, ...args) => {
  const answer = typeof args.at(-1) === "function" ? args.pop() : undefined;
  tell({ event, args: toLine(args) });
  answer?.(...args);
});

/** As if the network had swallowed it: the server is told nothing, and says so if it closes the WebSocket. */
const dropTransport = () => {
  const { engine } = socket.io;
  const { transport } = engine;
  transport.ws.onmessage = () => {};
  transport.ws.onclose = () => tell({ state: "dropped WebSocket closed" });
  transport.doClose = () => {};
  transport.onClose();
};

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const { emit, args, ask, leave, drop } = JSON.parse(line);
    if (leave) {
      socket.disconnect();
    } else if (drop) {
      dropTransport();
    } else if (ask === undefined) {
      socket.emit(emit, ...fromLine(args));
    } else {
      socket.emit(emit, ...fromLine(args), (...answer) => tell({ answer: ask, args: toLine(answer) }));
    }
  })
  .on("close", () => process.exit(0));
