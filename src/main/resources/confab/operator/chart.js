import { clock, UNKNOWN } from "./words.js";
import { element } from "./element.js";
import { ceiling } from "./scale.js";

/** Units of the drawing; it is stretched to its place. */
const HEIGHT = 100;

const svg = (tag, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  return made;
};

/**
 * A series of the last hour, a line for each node. Its number is the cluster's: of now, or of the time that is pointed at.
 */
export class Chart {
  #series;
  #total;
  #words;
  #least;
  #cluster = null;
  #pointed = null;
  #value = element("span", { class: "chart-value" });
  #when = element("span", { class: "chart-when" });
  #top = element("span", { class: "top", "aria-hidden": "true" });
  #from = element("span");
  #plot = svg("svg", { role: "img", preserveAspectRatio: "none" });

  /**
   * @param total makes the cluster's number of the nodes'
   * @param words of a number
   * @param least the scale's smallest top, so that a quiet hour does not look wild
   */
  constructor({ title, series, total, words, least }) {
    this.#series = series;
    this.#total = total;
    this.#words = words;
    this.#least = least;
    this.title = title;
    this.element = element("figure", { class: "chart", "data-series": series },
      element("figcaption", {}, element("span", { class: "chart-title" }, title), this.#when, this.#value),
      element("div", { class: "plot" }, this.#plot, this.#top),
      element("div", { class: "times", "aria-hidden": "true" }, this.#from, element("span", {}, "now")));
    this.#plot.addEventListener("pointermove", (event) => this.#point(event));
    this.#plot.addEventListener("pointerleave", () => this.#point(null));
  }

  show(cluster) {
    this.#cluster = cluster;
    const { kept, slot, interval } = cluster;
    const first = slot - kept + 1;
    const known = [...cluster.nodes.values()].flatMap(({ samples }) => [...samples.values()].map((of) => of.get(this.#series) ?? 0));
    const top = ceiling(known.reduce((a, b) => Math.max(a, b), this.#least));
    const y = (value) => HEIGHT - (value / top) * HEIGHT;
    this.#plot.setAttribute("viewBox", `0 0 ${kept - 1} ${HEIGHT}`);
    this.#plot.replaceChildren(
      ...[0, top / 2, top].map((value) => svg("path", { class: "grid", d: `M0 ${y(value)}H${kept - 1}` })),
      ...[...cluster.nodes.values()].map((node) => svg("path", { class: `line node-${node.colour}`, d: this.#line(node, first, slot, y) })));
    this.#top.textContent = this.#words(top);
    this.#from.textContent = `${Math.round((kept * interval) / 60_000)} min ago`;
    const highest = known.length === 0 ? UNKNOWN : this.#words(known.reduce((a, b) => Math.max(a, b), 0));
    const now = this.#words(cluster.now(this.#series, this.#total));
    this.#plot.setAttribute("aria-label", `${this.title}: now ${now}; most of one node in the last hour ${highest}`);
    this.#tell();
  }

  /** Broken where a node said nothing; a sample by itself is a dot. */
  #line({ samples }, first, last, y) {
    let path = "";
    let isOpen = false;
    for (let slot = first; slot <= last; slot++) {
      const value = samples.get(slot)?.get(this.#series) ?? null;
      if (value !== null) {
        path += `${isOpen ? "L" : "M"}${slot - first} ${y(value).toFixed(2)}${isOpen ? "" : "h0"}`;
      }
      isOpen = value !== null;
    }
    return path;
  }

  #point(event) {
    if (this.#cluster === null) return;
    const { left, width } = this.#plot.getBoundingClientRect();
    const { kept, slot } = this.#cluster;
    const place = event === null ? null : Math.round(((event.clientX - left) / width) * (kept - 1));
    this.#pointed = place === null || place < 0 || place >= kept ? null : slot - kept + 1 + place;
    this.#tell();
  }

  #tell() {
    const { kept, slot, interval } = this.#cluster;
    this.#plot.querySelector(".cursor")?.remove();
    if (this.#pointed === null || this.#pointed <= slot - kept) {
      this.#value.textContent = this.#words(this.#cluster.now(this.#series, this.#total));
      this.#when.textContent = "";
      return;
    }
    const x = this.#pointed - (slot - kept + 1);
    this.#plot.append(svg("path", { class: "cursor", d: `M${x} 0V${HEIGHT}` }));
    this.#value.textContent = this.#words(this.#cluster.then(this.#pointed, this.#series, this.#total));
    this.#when.textContent = `at ${clock(this.#pointed * interval)}`;
  }
}
