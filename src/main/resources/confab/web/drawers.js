import { byId } from "./element.js";

/**
 * On narrow screens the lists at the sides are drawers: one open at a time, above the room. Escape, the backdrop and
 * choosing something close them; focus goes in and comes back. Where there is room they simply stand there.
 */
const DRAWERS = [
  { panel: byId("rooms"), toggle: byId("rooms-toggle"), standsFrom: matchMedia("(min-width: 48rem)") },
  { panel: byId("people"), toggle: byId("people-toggle"), standsFrom: matchMedia("(min-width: 70rem)") },
];
const backdrop = byId("backdrop");
const room = byId("room");
let opened = null;

export function closeDrawers() {
  open(null);
}

export function startDrawers() {
  for (const drawer of DRAWERS) {
    drawer.toggle.addEventListener("click", () => open(opened === drawer ? null : drawer));
    drawer.standsFrom.addEventListener("change", () => open(null));
  }
  backdrop.addEventListener("click", closeDrawers);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && opened !== null) {
      closeDrawers();
    }
  });
  open(null);
}

function open(drawer) {
  const before = opened;
  opened = drawer;
  for (const { panel, toggle, standsFrom } of DRAWERS) {
    const isOpen = drawer?.panel === panel;
    panel.classList.toggle("open", isOpen);
    panel.inert = !isOpen && !standsFrom.matches;
    toggle.setAttribute("aria-expanded", String(isOpen));
  }
  backdrop.hidden = drawer === null;
  room.inert = drawer !== null;
  if (drawer !== null) {
    drawer.panel.tabIndex = -1;
    drawer.panel.focus();
  } else if (before !== null) {
    before.toggle.focus();
  }
}
