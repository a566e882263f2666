import { age, bytes, count, percent, rate, time, UNKNOWN } from "./words.js";
import { byId, element } from "./element.js";

/** Columns after the node's name and state: their series, and how it is said. */
const COLUMNS = [
  ["Connections", "connections", count],
  ["Members", "members", count],
  ["Lagging", "lagging", count],
  ["Rooms", "rooms", count],
  ["Shards", "shards", count],
  ["Posts", "posts", rate],
  ["Deliveries", "deliveries", rate],
  ["Ack.", "acknowledged", time],
  ["CPU", "cpu", percent],
  ["Heap", "heap", bytes],
  ["Up for", "uptime", age],
];

/** What Akka says where nobody gave a version. */
const NO_VERSION = "0.0.0";

const GOOD = ["up"];
const BAD = ["unreachable", "down", "silent"];

/** A node that is a member and does not answer is called silent. */
export const stateOf = ({ state, silent }) => (silent && state !== "unreachable" ? "silent" : state);

/** The table of nodes, a row for each. */
export function showNodes(cluster) {
  if (byId("nodes-head").childElementCount === 0) {
    byId("nodes-head").append(...["Node", "State", "Version", ...COLUMNS.map(([title]) => title)].map((title) =>
      element("th", { scope: "col" }, title)));
  }
  byId("nodes").replaceChildren(...[...cluster.nodes.values()].map((node) => row(node, cluster.self)));
}

function row(node, self) {
  const state = stateOf(node);
  const kind = GOOD.includes(state) ? "good" : BAD.includes(state) ? "bad" : "";
  const notes = [node.address === self && "asked", node.oldest && "oldest"].filter((note) => note);
  return element("tr", { "data-node": node.address },
    element("th", { scope: "row" },
      element("span", { class: `key node-${node.colour}`, "aria-hidden": "true" }),
      node.address,
      notes.length > 0 ? element("span", { class: "note" }, notes.join(", ")) : null),
    cell("State", element("span", { class: `state ${kind}` }, state)),
    cell("Version", node.version === NO_VERSION ? UNKNOWN : node.version),
    ...COLUMNS.map(([title, series, words]) => cell(title, words(node.now.get(series)))));
}

const cell = (label, content) => element("td", { "data-label": label }, content);
