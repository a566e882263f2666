/**
 * What the browser keeps for this page: for all tabs the last name, the rooms and what was read; for one tab, over a
 * reload, its name and its unconfirmed posts. A browser that keeps nothing (private windows, full disks) is no error.
 */
const PREFIX = "confab.";

function read(area, key, otherwise) {
  try {
    return JSON.parse(area().getItem(PREFIX + key)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

function write(area, key, value) {
  try {
    area().setItem(PREFIX + key, JSON.stringify(value));
  } catch {
    // the page works without
  }
}

// Even to look at these can throw where storage is switched off.
const ofBrowser = () => localStorage;
const ofTab = () => sessionStorage;

export const storage = {
  get tabName() {
    return read(ofTab, "name", null);
  },
  get lastName() {
    return read(ofBrowser, "name", "");
  },
  /** null: this tab asks for a name when it is loaded again. */
  set tabName(name) {
    write(ofTab, "name", name);
    if (name !== null) {
      write(ofBrowser, "name", name);
    }
  },
  get rooms() {
    return read(ofBrowser, "rooms", ["lobby"]);
  },
  set rooms(names) {
    write(ofBrowser, "rooms", names);
  },
  /** Per room the last `seq` read. */
  get lastRead() {
    return read(ofBrowser, "read", {});
  },
  set lastRead(seqs) {
    write(ofBrowser, "read", seqs);
  },
};

/** Unconfirmed posts of one user in this tab: sent under another name they could appear twice. */
export const postStore = (user) => ({
  load: () => read(ofTab, `posts.${user}`, []),
  save: (posts) => write(ofTab, `posts.${user}`, posts),
});
