/** How the page says things. All pure; times in the reader's own zone and language. */
const TIME = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });
const DAY = new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "long", year: "numeric" });
const COUNT = new Intl.NumberFormat();
/** RFC 4648 section 4, padded. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export const timeOf = (at) => TIME.format(new Date(at));
export const fullTimeOf = (at) => FULL.format(new Date(at));
export const countOf = (number) => COUNT.format(number);
export const plural = (number, one, many) => `${countOf(number)} ${number === 1 ? one : many}`;

/** The local day, as a key. */
export const dayKey = (at) => new Date(at).toDateString();

export function dayOf(at, now = new Date()) {
  const date = new Date(at);
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (date.toDateString() === now.toDateString()) {
    return "Today";
  }
  if (date.toDateString() === yesterday.toDateString()) {
    return "Yesterday";
  }
  return (date.getFullYear() === now.getFullYear() ? DAY : DAY_AND_YEAR).format(date);
}

/** A body as text: a string as it is, bytes by their size, anything else as its JSON. */
export function textOf(body) {
  if (typeof body === "string") {
    return body;
  }
  const bytes = body?.$bytes;
  if (typeof bytes === "string" && Object.keys(body).length === 1 && BASE64.test(bytes)) {
    return `binary, ${plural(Math.floor((bytes.replace(/=+$/, "").length * 3) / 4), "byte", "bytes")}`;
  }
  return JSON.stringify(body, null, 2);
}

export function typingOf(users) {
  const [first, second] = users;
  switch (users.length) {
    case 0:
      return "";
    case 1:
      return `${first} is typing…`;
    case 2:
      return `${first} and ${second} are typing…`;
    default:
      return `${first}, ${second} and ${plural(users.length - 2, "other", "others")} are typing…`;
  }
}

/** One or two letters for a name's avatar. */
export function initialsOf(name) {
  const words = name.replace(/^guest-/, "").split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [[...words[0]][0], [...words.at(-1)][0]] : [[...(words[0] ?? "?")][0]];
  return letters.join("").toUpperCase();
}

/** One of the eight colours of the style sheet, always the same for a name. */
export function toneOf(name) {
  let hash = 7;
  for (const char of name) {
    hash = (hash * 31 + char.codePointAt(0)) >>> 0;
  }
  return `tone-${hash % 8}`;
}
