import { element } from "./element.js";
import { countOf, dayOf, fullTimeOf, initialsOf, plural, textOf, timeOf, toneOf } from "./words.js";

/**
 * Makes the element of one row of the message list.
 *
 * @param actions `user()`: the reader's own name; `retry(id)` and `discard(id)` for posts that failed
 */
export function rowElement(row, actions) {
  switch (row.kind) {
    case "day":
      return element("li", { class: "line" }, element("span", {}, dayOf(row.at)));
    case "new":
      return element("li", { class: "line new" }, element("span", {}, "New"));
    case "gap":
      return element("li", { class: "line gap" },
        element("span", {}, `${plural(row.count, "message is", "messages are")} no longer kept`));
    case "post":
      return postElement(row.post, actions);
    default:
      return messageElement(row.message, actions.user());
  }
}

/** Every row of a person: the avatar beside, the name and the time above, the text. */
function said(classes, from, isOwn, time, ...content) {
  return element("li", { class: classes },
    element("span", { class: `avatar ${toneOf(from)}`, "aria-hidden": "true" }, initialsOf(from)),
    element("div", { class: "said" },
      element("p", { class: "by" },
        element("span", { class: "from", dir: "auto" }, from),
        isOwn ? element("span", { class: "you" }, "you") : null,
        time),
      ...content));
}

function messageElement({ seq, from, body, at }, user) {
  const isOwn = from === user;
  const time = element("time", { datetime: at, title: `${fullTimeOf(at)}, number ${countOf(seq)}` }, timeOf(at));
  return said(`message${isOwn ? " own" : ""}`, from, isOwn, time, bodyElement(body));
}

function bodyElement(body) {
  const isText = typeof body === "string";
  return element(isText ? "p" : "pre", { class: isText ? "body" : "body data", dir: "auto" }, textOf(body));
}

function postElement({ id, body, state, error }, { user, retry, discard }) {
  if (state !== "failed") {
    const note = element("span", { class: "sending" }, state === "sent" ? "Sending…" : "Waiting to be sent");
    return said("message own pending", user(), true, note, bodyElement(body));
  }
  const why = element("p", { class: "failure" },
    element("span", {}, `Not sent: ${error?.message ?? "the server refused it"}. `),
    element("button", { type: "button", class: "link", onclick: () => retry(id) }, "Try again"),
    element("button", { type: "button", class: "link", onclick: () => discard(id) }, "Discard"));
  return said("message own failed", user(), true, null, bodyElement(body), why);
}
