import { dayKey } from "./words.js";

/** Messages of one person within this time stand under one name. */
const GROUP_MILLIS = 5 * 60_000;

/**
 * The rows that show a feed: its messages and gaps with day lines, the line above what is new, and the user's posts
 * that are not confirmed yet. Each row has a key that stays, so that the list changes only what changed; a room that
 * starts anew with another log has the same numbers again, and other keys.
 *
 * @param newFrom the first `seq` that is new to the reader, or null
 */
export function rowsOf(items, pending, newFrom) {
  const rows = [];
  let previous = null;
  for (const item of items) {
    if (item.gap) {
      rows.push({ kind: "gap", key: `gap-${item.from}-${item.to}`, count: item.to - item.from + 1 });
      previous = null;
      continue;
    }
    if (previous === null || dayKey(previous.at) !== dayKey(item.at)) {
      rows.push({ kind: "day", key: `day-${item.seq}-${dayKey(item.at)}`, at: item.at });
      previous = null;
    }
    if (item.seq === newFrom) {
      rows.push({ kind: "new", key: "new" });
      previous = null;
    }
    rows.push({ kind: "message", key: `seq-${item.seq}-${item.id}`, message: item, isGrouped: isGroup(previous, item) });
    previous = item;
  }
  for (const post of pending) {
    rows.push({ kind: "post", key: `post-${post.id}-${post.state}`, post });
  }
  return rows;
}

function isGroup(previous, { from, at }) {
  return previous !== null && previous.from === from && Date.parse(at) - Date.parse(previous.at) < GROUP_MILLIS;
}
