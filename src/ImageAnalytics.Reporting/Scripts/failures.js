"use strict";
IA.start(async () => {
  const { el, count } = IA;
  const list = document.getElementById("list"), report = await IA.load("report");
  if (!list) return;
  const all = await IA.loadAll("failures", report.files.failures), state = IA.state();
  const rows = all.filter(f => (!state.failure || f.failure === state.failure) && (!state.folder || f.folder === Number(state.folder)));
  if (rows.length < all.length || state.failure || state.folder) {
    list.append(el("p", {}, `${count(rows.length)} of the ${count(all.length)} failures listed here. `, el("a", { href: "failures.html", onclick: () => setTimeout(() => location.reload()) }, "Show all")));
  }

  list.append(IA.table({
    name: "failures",
    rows,
    text: f => `${f.path}\n${f.failure}\n${f.message}`,
    columns: [
      { name: "image", wide: true, value: f => f.path, cell: f => f.shown ? el("a", { href: IA.pictures({ q: f.path }) }, el("bdi", {}, f.path)) : el("bdi", {}, f.path) },
      { name: "failure", value: f => f.failure, cell: f => f.failure },
      { name: "message", wide: true, value: f => f.message, cell: f => el("bdi", {}, f.message) },
    ],
  }));
  window.addEventListener("hashchange", () => location.reload());
});
