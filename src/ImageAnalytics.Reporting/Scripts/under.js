"use strict";
IA.start(async () => {
  const { el, count, fraction } = IA, width = 10;
  const main = document.getElementById("main"), [data, sample] = await Promise.all([IA.thresholdData(), IA.sample()]);
  const told = el("p", { class: "told" }), grid = IA.grid(sample, "pictures just under the threshold");

  const draw = ({ step, label, hundredth }) => {
    const from = Math.max(0, hundredth - width);
    const labels = data.labels.filter(l => l.step === step && (label === null || l.id === label));
    const all = IA.add(labels.map(l => l.observations)), between = IA.from(all, from) - IA.from(all, hundredth);
    // Confidences have four decimals; a hundredth is compared as a whole number of them.
    const keep = found => found[0] === step && (label === null || found[1] === label) && Math.round(found[2] * 10000) >= from * 100 && Math.round(found[2] * 10000) < hundredth * 100;
    const best = picture => Math.max(...[...picture.boxes, ...picture.classes].filter(keep).map(f => f[2]));
    const shown = sample.pictures.filter(p => p.boxes.some(keep) || p.classes.some(keep)).sort((a, b) => best(b) - best(a) || a.index - b.index);
    grid.show(shown, { boxes: keep });
    told.textContent = `${count(between)} observations lie between ${fraction(from / 100)} and ${fraction(hundredth / 100)}; ${count(shown.length)} of the pictures with one are shown, the surest first.`
      + (between === 0 && hundredth <= data.report.steps[step].lowest ? ` The step itself kept nothing under ${fraction(data.report.steps[step].lowest / 100)}.` : "");
    IA.say(told.textContent);
  };

  const choice = IA.thresholdChoice(data, draw);
  if (choice.isEmpty) {
    main.append(el("p", { class: "none" }, "Nothing was found, so nothing is just under a threshold."));
    return;
  }

  main.append(el("p", { class: "problem" }, "What a slightly lower threshold would let in: look here before you move it."), choice.root, told, grid.root);
  choice.follow();
});
