"use strict";
/** An image as both runs have it, side by side. open(side) shows one of them large. */
IA.pair = (pair, sample, { keep = () => true, open }) => {
  const { el, fraction } = IA;
  const picture = p => {
    const thumb = p.thumb, image = thumb
      ? [el("span", { class: `frame${Math.max(thumb[1], thumb[2]) < 160 ? " tiny" : ""}` },
        el("img", { src: thumb[0], width: thumb[1], height: thumb[2], loading: "lazy", decoding: "async", alt: `Show large: ${IA.describe(p, sample)}` }), IA.overlay(p, sample.labels, { keep, names: 5 }))]
      : [el("span", { class: "off" }, `Show ${p.path}`), IA.missing(p)];
    return el("button", { type: "button", class: "stage", onclick: () => open(p) }, image);
  };
  const absent = (...said) => el("div", { class: "stage" }, el("div", { class: "missing" }, said.map(text => el("span", { class: "clamp" }, text))));
  const side = (i, p) => {
    const made = el("div", { class: "side" }, el("p", { class: "which" }, el("bdi", {}, sample.report.sides[i])));
    if (!p && pair.change === "moved" && i === 0) made.append(absent("The same content was there as", el("bdi", {}, pair.was)));
    else if (!p) made.append(absent("Not in this run."));
    else {
      made.append(picture(p));
      if (p.status !== "ok") made.append(el("p", { class: "class" }, el("span", { class: `status ${p.status === "failed" ? "bad" : "warn"}` }, p.status)));
      if (p.message) made.append(el("p", { class: "message clamp" }, el("bdi", {}, p.message)));
      // Where nothing is compared, and where there is no picture to draw on, what was found is said in words.
      if (!pair.compared || !p.thumb) made.append(...IA.foundIn(p, sample));
    }
    return made;
  };
  // What one alone found says more than what both are unlike sure of.
  const order = Object.keys(IA.pair.marks), findings = pair.findings.slice().sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
  const differs = findings.slice(0, IA.pair.most).map(([change, before, after, was, is, step]) => {
    const text = label => el("bdi", {}, IA.labelText({ text: label }));
    const mark = IA.pair.marks[change];
    const said = change === "appeared" ? [text(after), ` ${fraction(is)}`]
      : change === "gone" ? [text(before), ` ${fraction(was)}`]
        : change === "relabelled" ? [text(before), ` ${fraction(was)} → `, text(after), ` ${fraction(is)}`]
          : [text(after), ` ${fraction(was)} → ${fraction(is)}`];
    return el("li", {}, el("span", { class: `chip ${mark[0]}` }, mark[1], el("bdi", {}, IA.pair.word(change, sample.report))), " ", said, sample.report.several ? el("small", {}, ` ${step}`) : null);
  });
  const left = pair.findings.length + pair.more - differs.length;
  return el("figure", { class: "tile duo" },
    el("figcaption", { class: "head" }, el("span", { class: `kind ${pair.fate === "now" ? "bad" : ""}` }, IA.pair.kind(pair)), " ", el("bdi", { class: "path" }, pair.path)),
    el("div", { class: "sides" }, side(0, pair.left), side(1, pair.right)),
    differs.length > 0 ? el("ul", { class: "differs" }, differs, left > 0 ? el("li", { class: "none" }, `and ${IA.count(left)} more; changes.csv has all`) : null) : null);
};

/** So many differences of a picture are said in words. */
IA.pair.most = 8;

/** Style and sign of a finding that differs. */
IA.pair.marks = { appeared: IA.marks[2], gone: IA.marks[3], relabelled: IA.marks[4], confidence: IA.marks[5] };

/** What differs about a thing, in a word. Of two models on one folder nothing appears or goes: one of them found it. */
IA.pair.word = (change, report) => change === "confidence" ? "other confidence"
  : report.oneRun && change === "appeared" ? `only ${report.sides[1]}` : report.oneRun && change === "gone" ? `only ${report.sides[0]}` : change;

/** What differs about an image, in words. */
IA.pair.kinds = { new: "new", gone: "gone", moved: "moved", content: "other content", status: "other status", findings: "other findings" };
IA.pair.kind = pair => pair.fate === "now" ? "failed now" : pair.fate === "before" ? "no longer failed" : IA.pair.kinds[pair.change];

/** What was found in a picture, as chips. Each step counts for itself: two that found the same thing found it once each, not two things. */
IA.foundIn = (picture, sample) => {
  const { el } = IA, steps = new Map();
  for (const [step, label] of [...picture.boxes, ...picture.classes]) {
    if (!steps.has(step)) steps.set(step, new Map());
    steps.get(step).set(label, (steps.get(step).get(label) ?? 0) + 1);
  }
  return [...steps].map(([step, tally]) => el("div", { class: "chips" }, steps.size > 1 ? el("small", {}, sample.report.steps[step].id) : null, [...tally].slice(0, 12).map(([id, n]) =>
    el("span", { class: `chip c${sample.labels.get(id).colour}` }, el("bdi", {}, IA.labelText(sample.labels.get(id))), n > 1 ? ` × ${IA.count(n)}` : ""))));
};
