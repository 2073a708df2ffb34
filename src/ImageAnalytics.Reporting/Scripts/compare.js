"use strict";
IA.start(async () => {
  const { el, count } = IA, size = 12;
  const section = document.getElementById("changed"), sample = await IA.sample(), sides = sample.report.sides;
  const list = document.getElementById("list");
  if (list) list.addEventListener("toggle", () => IA.changeList(list, sample.report).catch(IA.fail), { once: true });
  const pairs = await IA.loadAll("pairs", sample.report.files.pairs);
  if (pairs.length === 0) return;

  const same = new Set();
  for (const pair of pairs) {
    [pair.left, pair.right] = [sample.pictures[pair.before], sample.pictures[pair.after]];
    pair.compared = Boolean(pair.left && pair.right);
    const found = [pair.left, pair.right].flatMap(p => p ? [...p.labels].map(l => sample.labels.get(l).text) : []);
    pair.texts = new Set(pair.compared ? pair.findings.flatMap(f => [f[1], f[2]]).filter(l => l !== null) : found);
    pair.text = [pair.path, pair.was ?? "", ...pair.texts].join("\n").toLowerCase();
    [pair.left, pair.right].forEach((picture, side) => {
      if (!picture) return;
      picture.path = `${picture.path} · ${sides[side]}`;
      picture.marks?.forEach((mark, i) => { if (mark === 1) same.add(picture.boxes[i]); });
    });
  }

  const told = el("p", { class: "told", id: "told" }), rows = el("div", { class: "duos" });
  const pagers = [IA.pager("changed pictures", turn), IA.pager("changed pictures, below", turn)];
  let shown = [], page = 0, keep = () => true;

  // In the full view the arrows go from one side of a picture to the other, then to the next picture.
  const open = picture => {
    const all = shown.flatMap(p => [p.left, p.right].filter(Boolean));
    IA.viewer(sample).show(all, all.indexOf(picture), keep);
  };

  const draw = () => {
    page = Math.max(0, Math.min(page, Math.ceil(shown.length / size) - 1));
    rows.replaceChildren(...shown.slice(page * size, (page + 1) * size).map(p => IA.pair(p, sample, { keep, open })));
    pagers.forEach(p => p.show(page, shown.length, size));
  };

  function turn(to) {
    page = to;
    draw();
    IA.setState({ ...filters.read(), page: page > 0 ? page + 1 : "" });
    pagers[0].root.scrollIntoView({ block: "nearest" });
  }

  const apply = (values, at = 0) => {
    shown = pairs.filter(IA.compareMatches(values));
    [page, keep] = [at, values.same === "0" ? box => !same.has(box) : () => true];
    if (Object.values(values).some(v => v !== "") || at > 0 || location.hash.includes("=")) IA.setState({ ...values, page: at > 0 ? at + 1 : "" });
    draw();
    told.textContent = `${count(shown.length)} of the ${count(pairs.length)} images shown here${shown.length === 0 ? ": none of this kind is among them. changes.csv has all." : ""}`;
    IA.say(told.textContent);
  };

  const filters = IA.compareFilters(pairs, sample.report, values => apply(values));
  const follow = () => apply(filters.write(IA.state()), Math.max(0, Number(IA.state().page ?? 1) - 1 || 0));
  window.addEventListener("hashchange", () => {
    if (!location.hash.includes("=")) return;
    follow();
    section.scrollIntoView();
  });
  section.append(IA.legend(sides), filters.root, told, pagers[0].root, rows, pagers[1].root);
  follow();
  if (location.hash.includes("=")) section.scrollIntoView();
});

/** What the styles of boxes mean. */
IA.legend = sides => {
  const { el } = IA, item = (style, sign, text) => el("li", {}, el("span", { class: `chip ${style}` }, sign), " ", text);
  return el("ul", { class: "legend", "aria-label": "How boxes are drawn" },
    item("appeared", "+", el("span", {}, "only ", el("bdi", {}, sides[1]), " found it")), item("gone", "−", el("span", {}, "only ", el("bdi", {}, sides[0]), " found it")),
    item("relabelled", "≠", "called otherwise"), item("surer", "~", "another confidence"), el("li", {}, el("span", { class: "faintly", "aria-hidden": "true" }), " the same in both, faint"));
};

/** Fills the list of changes when it is asked for. */
IA.changeList = async (root, report) => {
  const { el } = IA, rows = await IA.loadAll("list", report.files.list);
  const label = l => IA.labelText({ text: l });
  const words = ([change, before, after, n]) => `${change === "relabelled" ? `${label(before)} → ${label(after)}` : label(after ?? before)} ${IA.pair.word(change, report)}${n > 1 ? ` × ${IA.count(n)}` : ""}`;
  const said = row => [row[2] === "" ? "" : `was ${row[2]}`, row[3], ...row[4].map(words)].filter(Boolean).join("; ");
  root.append(IA.table({
    name: "changes",
    rows,
    text: row => `${row[0]}\n${row[1]}\n${said(row)}`,
    columns: [
      { name: "image", wide: true, value: row => row[0], cell: row => el("bdi", {}, row[0]) },
      { name: "change", value: row => row[1], cell: row => IA.pair.kinds[row[1]] },
      { name: "what", wide: true, value: said, cell: row => el("bdi", {}, said(row)) },
    ],
  }));
};
