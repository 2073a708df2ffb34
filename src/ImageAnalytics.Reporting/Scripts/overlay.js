"use strict";
/** How a box stands to what another run found: a style, and a sign before its name for those who do not see colours. */
IA.marks = [null, ["same", ""], ["appeared", "+ "], ["gone", "− "], ["relabelled", "≠ "], ["surer", "~ "]];

/** Boxes, masks, points and names over a picture. Places are in ten-thousandths of the picture, so that any size of it will do. */
IA.overlay = (picture, labels, { keep = () => true, names = 8 } = {}) => {
  const { el } = IA, part = value => `${value / 100}%`;
  const drawing = el("svg:svg", { class: "overlay", "aria-hidden": "true" });
  const chips = el("span", { class: "names", "aria-hidden": "true" });
  const groups = new Map(), mark = i => IA.marks[picture.marks?.[i] ?? 0], colour = (label, i) => `c${labels.get(label).colour} ${mark(i)?.[0] ?? ""}`;
  // The least sure are drawn first, so that the surest is on top; they come surest first.
  picture.boxes.map((box, i) => [box, i]).filter(([box]) => keep(box)).reverse().forEach(([box, i]) => {
    const [, label, , x, y, width, height, , points = []] = box;
    const place = { x: part(x), y: part(y), width: part(width), height: part(height) };
    const group = el("svg:g", { class: colour(label, i) }, el("svg:rect", { class: "under", ...place }), el("svg:rect", place));
    for (let p = 0; p < points.length; p += 2) group.append(el("svg:circle", { cx: part(points[p]), cy: part(points[p + 1]), r: 2.5 }));
    groups.set(i, group);
    drawing.append(group);
  });
  picture.boxes.map((box, i) => [box, i]).filter(([box, i]) => keep(box) && mark(i)?.[0] !== "same").slice(0, names).reverse().forEach(([box, i]) => {
    const [, label, confidence, x, y, width, , distance] = box;
    const chip = el("span", { class: `chip ${colour(label, i)}` }, mark(i)?.[1] ?? null, el("bdi", {}, IA.labelText(labels.get(label))), ` ${IA.fraction(confidence)}${distance === null || distance === undefined ? "" : ` · ${IA.fraction(distance)}`}`);
    const right = x + width / 2 > 6000;
    chip.style[right ? "right" : "left"] = part(right ? 10000 - x - width : x);
    chip.style.maxWidth = part(right ? x + width : 10000 - x);
    chip.style.top = part(y);
    if (y > 700) chip.classList.add("above");
    chips.append(chip);
  });

  IA.masksOf(picture).then(masks => {
    for (const [, box, path, width, height] of masks) {
      const group = groups.get(box);
      if (!group) continue;
      group.classList.add("masked");
      group.prepend(el("svg:svg", { viewBox: `-.5 -.5 ${width} ${height}`, preserveAspectRatio: "none" }, el("svg:path", { d: path })));
    }
  }).catch(() => {});
  return [drawing, chips];
};
