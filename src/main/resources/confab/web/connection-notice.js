import { byId } from "./element.js";

const SECOND = 1_000;

/** Says in words how the connection is: quietly while all is well, with a countdown and "Try now" while it is not. */
export class ConnectionNotice {
  #notice = byId("notice");
  #text = byId("notice-text");
  #tryNow = byId("try-now");
  #short = byId("me-state");
  #announcer = byId("state-announcer");
  #timer = null;
  #wasOnline = false;

  constructor(onTryNow) {
    this.#tryNow.addEventListener("click", onTryNow);
  }

  show(state) {
    clearInterval(this.#timer);
    const isOnline = state.phase === "online";
    this.#notice.hidden = isOnline || (state.phase === "connecting" && !this.#wasOnline);
    this.#short.dataset.phase = state.phase;
    switch (state.phase) {
      case "online":
        this.#say("Connected", "", this.#wasOnline ? "Connected again" : "");
        this.#wasOnline = true;
        break;
      case "connecting":
        this.#say("Connecting…", "Connecting…", "");
        break;
      case "waiting":
        this.#say("Not connected", "", this.#isRepeated() ? "" : "Connection lost. Trying again by itself.");
        this.#wasOnline = true;
        this.#countDown(state.retryAt);
        break;
      default:
        this.#say("Disconnected", `Disconnected: ${state.reason || "the server ended the conversation"}.`,
          "Disconnected");
    }
    this.#tryNow.hidden = state.phase !== "waiting" && state.phase !== "closed";
  }

  /** One announcement for an outage, however many attempts it takes. */
  #isRepeated() {
    return this.#announcer.textContent.startsWith("Connection lost");
  }

  #say(short, long, announced) {
    this.#short.textContent = short;
    this.#text.textContent = long;
    if (announced !== "") {
      this.#announcer.textContent = announced;
    }
  }

  #countDown(retryAt) {
    const tell = () => {
      const seconds = Math.ceil((retryAt - Date.now()) / SECOND);
      const cause = navigator.onLine ? "No connection to the server." : "You are offline.";
      this.#text.textContent = seconds > 0 ? `${cause} Trying again in ${seconds} s.` : `${cause} Trying again…`;
    };
    tell();
    this.#timer = setInterval(tell, SECOND / 2);
  }
}
