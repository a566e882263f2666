/** The page's start: asks for a name, then connects a client and the chat around it. The shown room is in the address. */
import { Chat } from "./chat.js";
import { ConfabClient } from "./confab-client.js";
import { startDrawers } from "./drawers.js";
import { byId } from "./element.js";
import { askName } from "./name-form.js";
import { faultOfRoom } from "./names.js";
import { postStore, storage } from "./storage.js";
import { initialsOf, toneOf } from "./words.js";

/** The room that the address names, or null. */
function roomOfAddress() {
  try {
    const room = decodeURIComponent(location.hash.slice(1));
    return faultOfRoom(room) === null ? room : null;
  } catch {
    return null; // a percent sign that means nothing
  }
}

function goTo(room) {
  location.hash = encodeURIComponent(room);
}

function socketAddress() {
  const url = new URL("ws", location.href);
  url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
  url.hash = url.search = "";
  return url.href;
}

function showUser(name) {
  byId("me-name").textContent = name;
  byId("me-avatar").textContent = initialsOf(name);
  byId("me-avatar").classList.add(toneOf(name));
}

function start(user) {
  storage.tabName = user;
  showUser(user);
  byId("chat").hidden = false;
  startDrawers();

  const client = new ConfabClient({ url: socketAddress(), user, store: postStore(user) });
  const chat = new Chat(client, goTo);
  const first = roomOfAddress() ?? storage.rooms[0] ?? "lobby";
  storage.rooms.forEach((room) => chat.join(room));
  history.replaceState(null, "", `#${encodeURIComponent(first)}`);
  chat.enter(first);
  client.connect();

  addEventListener("hashchange", () => roomOfAddress() !== null && chat.enter(roomOfAddress()));
  addEventListener("online", () => client.wake());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && client.wake());
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault(); // the address is for rooms
    byId("composer-input").focus();
  });
  byId("rename").addEventListener("click", () => {
    storage.tabName = null;
    location.reload();
  });
}

const known = storage.tabName;
if (known !== null) {
  start(known);
} else {
  askName(storage.lastName, roomOfAddress() ?? "lobby").then(start);
}
