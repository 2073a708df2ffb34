"use strict";
/** What a picture is about, in words. */
IA.describe = (picture, sample) => {
  const tally = new Map();
  for (const [step, label] of picture.boxes) tally.set(label, (tally.get(label) ?? 0) + 1);
  const found = [...tally].map(([label, n]) => `${IA.labelText(sample.labels.get(label))}${n > 1 ? ` × ${n}` : ""}`);
  return found.length > 0 ? `${picture.path}: ${found.slice(0, 8).join(", ")}` : picture.path;
};

/** Why there is nothing to show. */
IA.missing = picture => {
  const { el } = IA;
  const text = picture.width > 0 ? "The original cannot be shown: it is gone or has changed." : "There is no picture to show.";
  return el("div", { class: "missing" },
    el("svg:svg", { viewBox: "0 0 48 36", "aria-hidden": "true" }, el("svg:path", { d: "M2 2h44v32H2zM2 30l14-14 8 8 8-8 14 14M34 10a2 2 0 1 0 .1 0M2 2l44 32" })), el("span", {}, text));
};

/** A picture of the gallery. open() shows it large. */
IA.tile = (picture, sample, { keep = () => true, open }) => {
  const { el, fraction } = IA;
  const thumb = picture.thumb;
  const stage = thumb
    ? el("button", { type: "button", class: "stage", onclick: open },
      el("span", { class: `frame${Math.max(thumb[1], thumb[2]) < 160 ? " tiny" : ""}` },
        el("img", { src: thumb[0], width: thumb[1], height: thumb[2], loading: "lazy", decoding: "async", alt: `Show large: ${IA.describe(picture, sample)}` }), IA.overlay(picture, sample.labels, { keep, names: 5 })))
    : el("button", { type: "button", class: "stage", onclick: open }, el("span", { class: "off" }, `Show ${picture.path}`), IA.missing(picture));
  const caption = el("figcaption", {}, el("div", { class: "path" }, el("bdi", {}, picture.path)));
  if (picture.status !== "ok") caption.firstChild.append(" ", el("span", { class: `status ${picture.status === "failed" ? "bad" : "warn"}` }, picture.status));
  if (picture.taken) caption.append(el("div", { class: "class" }, el("small", {}, IA.date(picture.taken))));
  if (picture.message) caption.append(el("div", { class: "message clamp" }, el("bdi", {}, picture.message)));
  // Each step counts for itself: two that found the same thing found it once each, not two things.
  const steps = Map.groupBy ? Map.groupBy(picture.boxes.filter(keep), b => b[0]) : new Map([[0, picture.boxes.filter(keep)]]);
  for (const [step, boxes] of steps) {
    const tally = new Map();
    for (const box of boxes) tally.set(box[1], (tally.get(box[1]) ?? 0) + 1);
    caption.append(el("div", { class: "chips" }, steps.size > 1 ? el("small", {}, sample.report.steps[step].id) : null, [...tally].slice(0, 12).map(([id, n]) =>
      el("a", { class: `chip c${sample.labels.get(id).colour}`, href: IA.pictures({ label: id }) }, el("bdi", {}, IA.labelText(sample.labels.get(id))), n > 1 ? ` × ${IA.count(n)}` : ""))));
  }
  for (const [, label, confidence, , region] of picture.classes.filter(keep).slice(0, 6)) {
    const of = region >= 0 ? ` of ${IA.labelText(sample.labels.get(picture.boxes[region][1]))}` : "";
    caption.append(el("div", { class: "class clamp" }, el("span", { class: "n" }, fraction(confidence)), " ", el("bdi", {}, IA.labelText(sample.labels.get(label))), el("small", {}, of)));
  }
  const made = picture.made.slice(0, 2).map(m => el("a", { class: "made", href: m[3], title: m[0] },
    el("img", { src: m[2][0], width: m[2][1], height: m[2][2], loading: "lazy", alt: `${m[0]} of ${picture.path}` }), el("span", { class: "name" }, el("bdi", {}, m[0]))));
  return el("figure", { class: `tile${made.length > 0 ? " broad" : ""}` }, el("div", { class: made.length > 0 ? "stages pair" : "stages" }, stage, made), caption);
};
