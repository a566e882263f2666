import { byId } from "./element.js";
import { faultOfName, tidyName } from "./names.js";

/** The first screen: asks for a name. @return a promise of a good one */
export function askName(remembered, room) {
  const screen = byId("welcome");
  const input = byId("name-input");
  const error = byId("name-error");
  byId("welcome-room").textContent = `Choose a name to talk in #${room}.`;
  input.value = remembered;
  screen.hidden = false;
  input.focus();
  input.select();
  return new Promise((resolve) => {
    byId("name-form").addEventListener("submit", (event) => {
      event.preventDefault();
      const name = tidyName(input.value);
      const fault = faultOfName(name);
      error.textContent = fault ?? "";
      input.setAttribute("aria-invalid", String(fault !== null));
      if (fault === null) {
        screen.hidden = true;
        resolve(name);
      } else {
        input.focus();
      }
    });
  });
}
