"use strict";
/** The controls that choose a step, a label of it, and a threshold. Calls changed({ step, label, hundredth }). */
IA.thresholdChoice = (data, changed) => {
  const { el, fraction } = IA, steps = data.report.steps;
  const used = steps.map((s, i) => [s, i]).filter(([, i]) => data.labels.some(l => l.step === i));
  const step = el("select", { name: "step" }, used.map(([s, i]) => el("option", { value: i }, s.id)));
  const label = el("select", { name: "label" });
  const slider = el("input", { type: "range", name: "threshold", min: 0, max: 100, step: 1, "aria-label": "Threshold" });
  const number = el("output", { class: "threshold" });
  const root = el("form", { class: "filters", "aria-label": "Threshold", onsubmit: e => e.preventDefault() },
    el("label", { class: "field" }, el("span", {}, "Step"), step), el("label", { class: "field" }, el("span", {}, "Label"), label),
    el("label", { class: "field slider" }, el("span", {}, "Threshold ", number), slider));

  const fill = chosen => {
    const labels = data.labels.filter(l => l.step === Number(step.value)).sort((a, b) => b.count - a.count || a.id - b.id).slice(0, 1000);
    label.replaceChildren(el("option", { value: "" }, "all labels"), ...labels.map(l => el("option", { value: l.id }, IA.labelText(l).slice(0, 60))));
    label.value = chosen ?? "";
    if (label.selectedIndex < 0) label.value = "";
  };

  const read = () => ({ step: Number(step.value), label: label.value === "" ? null : Number(label.value), hundredth: Number(slider.value) });

  const tell = () => {
    const values = read();
    number.textContent = fraction(values.hundredth / 100);
    slider.setAttribute("aria-valuetext", fraction(values.hundredth / 100));
    IA.setState({ step: values.step, label: values.label, t: values.hundredth });
    changed(values);
  };

  /** The threshold to begin with: the pipeline's own; else one under which something was found. */
  const standard = () => {
    const { threshold, lowest } = steps[Number(step.value)];
    return threshold !== null && Math.round(threshold * 100) > lowest ? Math.round(threshold * 100) : Math.min(100, Math.max(50, lowest + 10));
  };

  const follow = () => {
    const state = IA.state();
    step.value = state.step ?? used[0][1];
    if (step.selectedIndex < 0) step.selectedIndex = 0;
    fill(state.label);
    slider.value = state.t ?? standard();
    tell();
  };
  step.addEventListener("change", () => { fill(null); slider.value = standard(); tell(); });
  label.addEventListener("change", tell);
  slider.addEventListener("input", tell);
  window.addEventListener("hashchange", follow);
  return { root, follow, isEmpty: used.length === 0 };
};
