"use strict";
/** Pictures in pages, each of which opens large with its neighbours. */
IA.grid = (sample, name, { size = 24, turned = () => {} } = {}) => {
  const { el } = IA;
  const grid = el("div", { class: "grid" });
  let shown = [], page = 0, keep = () => true;
  const pagers = [IA.pager(name, turn), IA.pager(`${name}, below`, turn)];

  function turn(to) {
    page = to;
    draw();
    turned(page);
    pagers[0].root.scrollIntoView({ block: "nearest" });
  }

  const open = picture => IA.viewer(sample).show(shown, shown.indexOf(picture), keep);

  const draw = () => {
    page = Math.max(0, Math.min(page, Math.ceil(shown.length / size) - 1));
    grid.replaceChildren(...shown.slice(page * size, (page + 1) * size).map(p => IA.tile(p, sample, { keep, open: () => open(p) })));
    pagers.forEach(p => p.show(page, shown.length, size));
  };

  /** Shows other pictures. keep says which of their boxes are drawn. */
  const show = (pictures, { at = 0, boxes = () => true } = {}) => {
    [shown, page, keep] = [pictures, at, boxes];
    draw();
  };
  return { root: el("div", { class: "paged" }, pagers[0].root, grid, pagers[1].root), show };
};
