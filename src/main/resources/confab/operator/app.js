/** The page's start: asks its node again and again what all nodes say, and shows it. */
import { bytes, clock, count, percent, rate, time } from "./words.js";
import { Chart } from "./chart.js";
import { Cluster, most, sum } from "./cluster.js";
import { byId, element } from "./element.js";
import { showNodes, stateOf } from "./nodes.js";

const EVERY_MILLIS = 3_000;
/** Nodes wait for each other for a second. */
const PATIENCE_MILLIS = 5_000;

const cluster = new Cluster();
const charts = [
  { title: "Connections", series: "connections", total: sum, words: count, least: 10 },
  { title: "Posts", series: "posts", total: sum, words: rate, least: 1 },
  { title: "Deliveries", series: "deliveries", total: sum, words: rate, least: 1 },
  { title: "Acknowledged, slowest node", series: "acknowledged", total: most, words: time, least: 0.01 },
  { title: "Posts refused", series: "refused", total: sum, words: rate, least: 1 },
  { title: "Connections opened", series: "accepted", total: sum, words: rate, least: 1 },
  { title: "Rooms", series: "rooms", total: sum, words: count, least: 10 },
  { title: "CPU, busiest node", series: "cpu", total: most, words: percent, least: 1 },
  { title: "Heap", series: "heap", total: sum, words: bytes, least: 1e8 },
].map((chart) => new Chart(chart));

byId("charts").append(...charts.map((chart) => chart.element));

function summary() {
  const nodes = [...cluster.nodes.values()];
  const up = nodes.filter((node) => stateOf(node) === "up").length;
  const all = (series) => count(cluster.now(series, sum));
  return `${up} of ${nodes.length} ${nodes.length === 1 ? "node" : "nodes"} up · ${all("connections")} connections · `
    + `${all("members")} members of ${all("rooms")} rooms · ${all("shards")} shards`;
}

/** In words, what an operator is to look at. */
function troubles() {
  return [...cluster.nodes.values()].flatMap((node) => {
    const state = stateOf(node);
    return [
      state === "unreachable" && `${node.address} is unreachable: crashed, frozen or cut off. The majority shuts it out.`,
      state === "silent" && `${node.address} is a member but does not answer.`,
      node.now.get("log") === 0 && `The log of ${node.address} does not work: see its /ready.`,
    ].filter((trouble) => trouble);
  });
}

function show() {
  byId("summary").textContent = summary();
  const now = troubles();
  const list = byId("troubles");
  if (now.join("\n") !== [...list.children].map((child) => child.textContent).join("\n")) {
    list.replaceChildren(...now.map((trouble) => element("li", {}, trouble))); // anew each time would be read out each time
  }
  showNodes(cluster);
  charts.forEach((chart) => chart.show(cluster));
}

/** A text that stays is not read out again. */
function tell(text, isLate) {
  const live = byId("live");
  live.classList.toggle("late", isLate);
  if (live.textContent !== text) live.textContent = text;
}

async function ask() {
  const after = cluster.after;
  const response = await fetch(`cluster.json?after=${after}`, { signal: AbortSignal.timeout(PATIENCE_MILLIS) });
  if (!response.ok) throw new Error(`answered ${response.status}`);
  cluster.take(await response.json(), after);
}

async function goOn() {
  if (document.visibilityState === "visible") {
    try {
      await ask();
      show();
      tell("live", false);
    } catch {
      tell(cluster.at === 0 ? "this node does not answer" : `this node does not answer; as of ${clock(cluster.at)}`, true);
    }
  }
  setTimeout(goOn, EVERY_MILLIS);
}

goOn();
