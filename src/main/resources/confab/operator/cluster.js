/** As many colours as the style sheet has; nodes beyond them share. */
const COLOURS = 8;

/**
 * What is known of the nodes, from one answer to the next. Only what is new is asked for: samples are kept here under
 * their slot, no more than the nodes keep themselves. A node that is gone from the cluster is forgotten.
 */
export class Cluster {
  /** Millis; when the node that answers looked. */
  at = 0;
  self = "";
  interval = 0;
  kept = 0;
  /** By address, in the order of the answer: { address, state, silent, …, now: Map, samples: Map of slots to Maps } */
  nodes = new Map();

  #colours = new Map();

  /** The slot after which all nodes' samples are wanted: one that came, or came back, has told none yet. */
  get after() {
    const last = [...this.nodes.values()].filter(({ silent }) => !silent).map(({ samples }) => Math.max(0, ...samples.keys()));
    return last.length === 0 ? 0 : Math.min(...last);
  }

  /** The last slot of the charts, which show `kept` of them. */
  get slot() {
    return Math.round(this.at / this.interval);
  }

  /** @param asked the slot after which samples were asked for */
  take(answer, asked) {
    const { at, self, interval, kept } = answer;
    Object.assign(this, { at, self, interval, kept });
    const before = this.nodes;
    this.nodes = new Map();
    for (const { series, now, samples, ...node } of answer.nodes) {
      const known = before.get(node.address);
      const all = new Map(known?.samples);
      if (asked === 0 || known?.silent === false) {
        samples.forEach(([slot, ...values]) => all.set(slot, named(series, values)));
      } else if (!node.silent) {
        all.clear(); // it has more than was asked for: all is asked for next time
      }
      [...all.keys()].filter((slot) => slot <= this.slot - kept).forEach((slot) => all.delete(slot));
      const colour = this.#colourOf(node.address);
      this.nodes.set(node.address, { ...node, colour, now: named(series, now), samples: all });
    }
  }

  /** Of all nodes that tell it now, by `total` of their values; null if none does. */
  now(series, total) {
    return totalOf([...this.nodes.values()].map(({ now }) => now.get(series)), total);
  }

  /** The same of a slot. */
  then(slot, series, total) {
    return totalOf([...this.nodes.values()].map(({ samples }) => samples.get(slot)?.get(series)), total);
  }

  /** A node keeps its colour, whoever comes and goes. */
  #colourOf(address) {
    if (!this.#colours.has(address)) {
      this.#colours.set(address, this.#colours.size % COLOURS);
    }
    return this.#colours.get(address);
  }
}

export const sum = (values) => values.reduce((all, value) => all + value, 0);
export const most = (values) => Math.max(...values);

function named(series, values) {
  return new Map(series.map((name, i) => [name, values[i]]));
}

function totalOf(values, total) {
  const known = values.filter((value) => value !== undefined && value !== null);
  return known.length === 0 ? null : total(known);
}
