"use strict";
// Data come as scripts beside the page, because a page that was opened from disk may not fetch files.
// All texts come from anyone (file names, labels): they are only ever set as text, never as markup.
const IA = (() => {
  const loaded = new Map(), waiting = new Map();

  /** Called by every script in data/: keeps what it brings. */
  const data = (name, value) => {
    loaded.set(name, value);
    waiting.get(name)?.resolve(value);
  };

  /** Loads data/NAME.js once. */
  const load = name => {
    if (loaded.has(name)) return Promise.resolve(loaded.get(name));
    if (!waiting.has(name)) {
      const entry = {};
      entry.promise = new Promise((resolve, reject) => Object.assign(entry, { resolve, reject }));
      waiting.set(name, entry);
      const script = document.createElement("script");
      script.src = `data/${name}.js`;
      script.onerror = () => entry.reject(new Error(`data/${name}.js is missing. Copy the whole folder of the report.`));
      document.head.append(script);
    }
    return waiting.get(name).promise;
  };

  /** Loads data/NAME-0.js, NAME-1.js … and joins their rows. */
  const loadAll = async (name, count) =>
    (await Promise.all(Array.from({ length: count }, (_, i) => load(`${name}-${i}`)))).flat();

  /** Makes an element: el("td", { class: "n" }, "text", child…). */
  const el = (name, attributes, ...children) => {
    const svg = name.startsWith("svg:");
    const made = svg ? document.createElementNS("http://www.w3.org/2000/svg", name.slice(4)) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children.flat().filter(c => c !== null && c !== undefined));
    return made;
  };

  /** What the address says after '#': name=value pairs. */
  const state = () => Object.fromEntries(new URLSearchParams(location.hash.slice(1)));

  /** Changes what the address says after '#'; empty values are left out. */
  const setState = (values, replace = true) => {
    const all = new URLSearchParams();
    for (const [key, value] of Object.entries(values)) {
      if (value !== null && value !== undefined && value !== "") all.set(key, value);
    }
    const address = `#${all}`;
    if (replace) history.replaceState(null, "", address);
    else location.hash = address;
  };

  /** The address of the gallery with some filters set. */
  const pictures = filters => `pictures.html#${new URLSearchParams(Object.entries(filters).filter(([, v]) => v !== null && v !== ""))}`;

  /** Says aloud what changed, for those who do not see it. */
  const say = text => {
    const line = document.getElementById("said");
    if (line) line.textContent = text;
  };

  /** Shows why a page cannot be shown. */
  const fail = error => {
    console.error(error);
    document.getElementById("main").append(el("p", { class: "notice", role: "alert" }, error.message));
  };

  /** A label's text; faces without a name have none. */
  const labelText = label => label.text === "" ? "(unknown)" : label.text;

  /** Runs a page's work when the page is there. */
  const start = work => document.addEventListener("DOMContentLoaded", () => work().catch(fail));

  return { data, load, loadAll, el, state, setState, pictures, labelText, say, start };
})();
