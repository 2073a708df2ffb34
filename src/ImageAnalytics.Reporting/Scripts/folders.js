"use strict";
IA.start(async () => {
  const { el, count } = IA;
  const main = document.getElementById("main"), report = await IA.load("report");
  const rows = await IA.loadAll("folders", report.files.folders);
  const link = (folder, text, more = {}) => el("a", { href: IA.pictures({ folder: folder.id, ...more }) }, text);
  main.append(el("section", {}, IA.table({
    name: "folders",
    rows,
    sort: { column: 1, down: true },
    text: folder => folder.name,
    columns: [
      { name: "folder", wide: true, value: f => f.name, cell: f => link(f, el("bdi", {}, f.name === "" ? "(top folder)" : f.name)) },
      { name: "images", number: true, value: f => f.images, cell: f => link(f, count(f.images)) },
      { name: "failures", number: true, value: f => f.failures, cell: f => f.failures === 0 ? count(0) : el("a", { href: `failures.html#folder=${f.id}` }, count(f.failures)) },
      { name: "observations", number: true, value: f => f.observations, cell: f => link(f, count(f.observations)) },
      { name: "most often", wide: true, cell: f => f.labels.map(([id, text, n], i) => el("span", {}, i > 0 ? ", " : "", link(f, el("bdi", {}, text === "" ? "(unknown)" : text), { label: id }), ` ${count(n)}`)) },
    ],
  }), report.hiddenFolders > 0 ? el("p", { class: "none" }, `${count(report.hiddenFolders)} folders with fewer images are left out; images.csv has all.`) : null));
});
