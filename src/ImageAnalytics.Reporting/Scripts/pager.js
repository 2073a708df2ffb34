"use strict";
/** A line with the number of things, the page, and buttons to turn it. Calls turn(page) with pages from 0. */
IA.pager = (name, turn) => {
  const { el, count } = IA;
  const button = (text, label, step) => el("button", { type: "button", "aria-label": label, onclick: () => turn(step(page)) }, text);
  const first = button("«", "First page", () => 0), back = button("‹", "Page before", p => p - 1);
  const next = button("›", "Next page", p => p + 1), last = button("»", "Last page", () => pages - 1);
  const place = el("span", { class: "place" });
  const root = el("nav", { class: "pager", "aria-label": `Pages of ${name}` }, first, back, place, next, last);
  let page = 0, pages = 1;

  /** Shows where we are. */
  const show = (current, total, size) => {
    [page, pages] = [current, Math.max(1, Math.ceil(total / size))];
    const from = total === 0 ? 0 : page * size + 1, to = Math.min(total, (page + 1) * size);
    place.textContent = `${count(from)}–${count(to)} of ${count(total)}`;
    first.disabled = back.disabled = page === 0;
    next.disabled = last.disabled = page >= pages - 1;
    root.hidden = pages === 1;
  };
  return { root, show };
};
