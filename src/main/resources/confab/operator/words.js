const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const fine = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const short = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

/** What stands where a number is not known. */
export const UNKNOWN = "–";

const known = (words) => (value) => (value === null || value === undefined ? UNKNOWN : words(value));

/** How many: 7, 1,204, 1.2M. */
export const count = known((value) => (value < 1e6 ? whole : short).format(value));

/** How often a second: 0.3/s, 1,204/s. */
export const rate = known((value) => `${(value < 10 ? fine : value < 1e6 ? whole : short).format(value)}/s`);

/** Of seconds: 3.2 ms, 1.4 s. */
export const time = known((value) => (value < 1 ? `${fine.format(value * 1000)} ms` : `${fine.format(value)} s`));

/** Of one: 34%. */
export const percent = known((value) => `${whole.format(value * 100)}%`);

/** Of bytes: 120 MB. */
export const bytes = known((value) => `${whole.format(value / 1e6)} MB`);

/** Of seconds, in the two largest units: 3 d 4 h, 2 min. */
export const age = known((value) => {
  const minutes = Math.floor(value / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) return `${whole.format(value)} s`;
  if (hours < 1) return `${minutes} min`;
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
});

/** The time of day, in the reader's own zone. */
export const clock = (millis) => new Date(millis).toLocaleTimeString("en-GB");
