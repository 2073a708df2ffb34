"use strict";
IA.start(async () => {
  const { el, count, fraction } = IA;
  const main = document.getElementById("main"), data = await IA.thresholdData();
  const out = el("div", { "aria-live": "off" });

  const card = (name, text, more) => el("div", { class: "card" }, el("dt", {}, name), el("dd", {}, text), more ? el("dd", { class: "more" }, more) : null);
  const of = (kept, all) => [count(kept), all > 0 ? `${IA.percent(kept / all)} of ${count(all)}` : null];

  const yaml = (text, what) => {
    const said = el("span", { class: "copied", role: "status" });
    return el("p", { class: "copy" }, el("code", {}, text), el("button", { type: "button", onclick: async () => { said.textContent = await IA.copy(text) ? "Copied" : "Mark the line and copy it"; } }, `Copy ${what}`), said);
  };

  const draw = ({ step, label, hundredth }) => {
    const chosen = data.labels.filter(l => l.step === step && (label === null || l.id === label)), info = data.report.steps[step];
    const all = IA.add(chosen.map(l => l.observations)), images = label === null ? IA.bins(info.surest) : chosen[0].images;
    const accuracy = IA.accuracy(chosen, hundredth), value = (hundredth / 100).toFixed(2), filter = { step, label, min: value };
    const kept = IA.from(all, hundredth);
    const quote = text => `'${text.replaceAll("'", "''")}'`;
    const condition = label === null ? `where: confidence >= ${value}` : `where: ${JSON.stringify(`label = ${quote(chosen[0].text)} and confidence >= ${value}`)}`;
    out.replaceChildren(...[
      IA.histogram(all, hundredth, `Confidence of ${count(IA.from(all, 0))} observations; ${count(kept)} at or above ${fraction(hundredth / 100)}`),
      el("div", { class: "axis", "aria-hidden": "true" }, el("span", {}, fraction(0)), el("span", {}, fraction(0.5)), el("span", {}, fraction(1))),
      el("dl", { class: "cards", id: "kept" },
        card("observations kept", ...of(kept, IA.from(all, 0))), card("images with one", ...of(IA.from(images, hundredth), data.report.images)),
        accuracy ? [card("precision", accuracy.precision === null ? "–" : fraction(accuracy.precision), `${count(accuracy.right)} right, ${count(accuracy.wrong)} wrong`),
          card("recall", accuracy.recall === null ? "–" : fraction(accuracy.recall), `of ${count(accuracy.marked)} in truth`)] : null),
      el("p", {}, el("a", { href: IA.pictures(filter) }, "Pictures with what is kept"), " · ", el("a", { href: `under.html#${new URLSearchParams({ step, ...(label === null ? {} : { label }), t: hundredth })}` }, "Just under this threshold")),
      info.option ? yaml(`options: { minConfidence: ${value} }`, "for the step") : null,
      yaml(condition, "for a step that runs on it"),
      hundredth < info.lowest ? el("p", { class: "none" }, `Nothing under ${fraction(info.lowest / 100)} was kept by the step, so a lower threshold shows the same here. Scan again with a lower minConfidence to see more.`) : null,
      label === null && chosen.length > 1 ? el("h2", {}, "By label") : null, label === null && chosen.length > 1 ? byLabel(chosen, hundredth) : null].filter(Boolean));
    IA.say(`${count(kept)} observations at or above ${fraction(hundredth / 100)}`);
  };

  const byLabel = (labels, hundredth) => {
    const rows = labels.slice().sort((a, b) => b.count - a.count).slice(0, 100);
    const truth = rows.some(l => l.marked !== undefined);
    const cell = (l, part) => { const a = IA.accuracy([l], hundredth); return el("td", { class: "n" }, a?.[part] === null || a === null ? "–" : fraction(a[part])); };
    const head = ["label", "kept", "of", "images", ...(truth ? ["precision", "recall"] : [])];
    return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "By label" }, el("table", {},
      el("thead", {}, el("tr", {}, head.map((h, i) => el("th", { scope: "col", class: i > 0 ? "n" : "" }, h)))),
      el("tbody", {}, rows.map(l => el("tr", {}, el("td", { class: "path" }, el("a", { href: IA.pictures({ label: l.id, min: (hundredth / 100).toFixed(2) }) }, el("bdi", {}, IA.labelText(l)))),
        el("td", { class: "n" }, count(IA.from(l.observations, hundredth))), el("td", { class: "n" }, count(IA.from(l.observations, 0))), el("td", { class: "n" }, count(IA.from(l.images, hundredth))),
        truth ? [cell(l, "precision"), cell(l, "recall")] : null)))));
  };

  const choice = IA.thresholdChoice(data, draw);
  if (choice.isEmpty) {
    main.append(el("p", { class: "none" }, "Nothing was found, so there is nothing to count."));
    return;
  }

  main.append(el("p", { class: "problem" }, "Move the threshold and see at once what would be left of the whole run."), choice.root, out);
  choice.follow();
});

/** Puts a text on the clipboard; false where the browser will not have it. */
IA.copy = async text => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = IA.el("textarea", { class: "off", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
};
