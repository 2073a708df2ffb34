"use strict";
/** Rows of 100 numbers, one for each hundredth of confidence; kept as [first, numbers…] without the zeros around. */
IA.bins = packed => {
  const bins = new Array(100).fill(0);
  packed.slice(1).forEach((n, i) => { bins[packed[0] + i] = n; });
  return bins;
};

/** How many lie at a hundredth or above it. */
IA.from = (bins, hundredth) => bins.slice(hundredth).reduce((sum, n) => sum + n, 0);

IA.add = rows => rows.reduce((all, row) => all.map((n, i) => n + row[i]), new Array(100).fill(0));

/** A histogram of confidences with a line at the threshold. Heights grow with the root, so that rare confidences can be seen. */
IA.histogram = (bins, hundredth, description) => {
  const { el } = IA, most = Math.max(1, ...bins);
  return el("svg:svg", { class: "bins", viewBox: "0 0 100 30", preserveAspectRatio: "none", role: "img", "aria-label": description },
    bins.map((n, i) => n === 0 ? null : el("svg:rect", { class: i >= hundredth ? "kept" : "dropped", x: i + 0.08, y: 30 - 29 * Math.sqrt(n / most), width: 0.84, height: 29 * Math.sqrt(n / most) })),
    el("svg:line", { x1: hundredth, x2: hundredth, y1: 0, y2: 30 }));
};

/** Every label with its histograms and, where truth is known, its right and wrong ones. */
IA.thresholdData = async () => {
  const report = await IA.load("report");
  const [labels, rows, truth] = await Promise.all([IA.loadAll("labels", report.files.labels), IA.loadAll("histograms", report.files.histograms), IA.loadAll("truth", report.files.truth)]);
  const found = new Map(rows.map(([label, observations, images]) => [label, { observations: IA.bins(observations), images: IA.bins(images) }]));
  for (const [label, marked, right, wrong] of truth) Object.assign(found.get(label) ?? {}, { marked, right: IA.bins(right), wrong: IA.bins(wrong) });
  return { report, labels: labels.filter(l => found.has(l.id)).map(l => ({ ...l, ...found.get(l.id) })) };
};

/** Precision and recall of what lies at a hundredth or above it; null where there is nothing to divide by. */
IA.accuracy = (labels, hundredth) => {
  const known = labels.filter(l => l.marked !== undefined);
  if (known.length === 0) return null;
  const sum = pick => known.reduce((all, l) => all + pick(l), 0);
  const right = sum(l => IA.from(l.right, hundredth)), wrong = sum(l => IA.from(l.wrong, hundredth)), marked = sum(l => l.marked);
  return { right, wrong, marked, precision: right + wrong > 0 ? right / (right + wrong) : null, recall: marked > 0 ? right / marked : null };
};
