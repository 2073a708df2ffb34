"use strict";
IA.start(async () => {
  const { el, count, fraction } = IA;
  const main = document.getElementById("main"), report = await IA.load("report");
  const labels = await IA.loadAll("labels", report.files.labels), people = main.dataset.kind === "face";
  const share = (value, most) => el("svg:svg", { class: "bar", "aria-hidden": "true" }, el("svg:rect", { width: `${100 * value / Math.max(1, most)}%`, height: "100%", rx: 2 }));
  const link = (label, content) => el("a", { href: IA.pictures({ label: label.id }) }, content);

  report.steps.forEach((step, index) => {
    const rows = labels.filter(l => l.step === index && (!people || l.kind === "face"));
    if (people && rows.length === 0) return;
    main.append(el("section", { id: `step-${index}` },
      el("h2", {}, el("bdi", {}, step.id), " ", el("small", {}, [step.plugin, step.model].filter(Boolean).join(" · "))),
      rows.length === 0 ? el("p", { class: "none" }, "Nothing.") : IA.table({
        name: people ? "people" : `labels of ${step.id}`,
        rows,
        sort: { column: 2, down: true },
        text: label => IA.labelText(label),
        columns: [
          { name: people ? "person" : "label", wide: true, value: IA.labelText, cell: label => link(label, el("bdi", {}, IA.labelText(label))) },
          { name: "", cell: label => share(label.count, Math.max(...rows.slice(0, 1000).map(l => l.count))) },
          { name: "observations", number: true, value: l => l.count, cell: label => link(label, count(label.count)) },
          { name: "images", number: true, value: l => l.images, cell: label => link(label, count(label.images)) },
          { name: "mean confidence", number: true, value: l => l.mean, cell: label => fraction(label.mean) },
          { name: "", cell: label => el("a", { href: `thresholds.html#step=${index}&label=${label.id}`, "aria-label": `Threshold of ${IA.labelText(label)}` }, "threshold") },
        ],
      }),
      step.hidden > 0 ? el("p", { class: "none" }, `${count(step.hidden)} rarer labels are in summary.csv.`) : null));
  });
});
