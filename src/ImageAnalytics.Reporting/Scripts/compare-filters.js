"use strict";
/** The filters of changed pictures. Their state is in the address, so that a view can be linked and kept. */
IA.compareFilters = (pairs, report, changed) => {
  const { el, count } = IA;
  const field = (label, control) => el("label", { class: "field" }, el("span", {}, label), control);
  const option = (value, text) => el("option", { value }, text.length > 60 ? `${text.slice(0, 59)}…` : text);
  const tally = values => [...values.reduce((all, value) => all.set(value, (all.get(value) ?? 0) + 1), new Map())];
  const select = (name, texts, values) => el("select", { name }, option("", "all"), tally(values).sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .map(([value, n]) => option(value, `${texts?.[value] ?? IA.labelText({ text: value })} (${count(n)})`)));
  const controls = {
    q: el("input", { type: "search", name: "q", placeholder: "name or label" }),
    change: select("change", IA.pair.kinds, pairs.map(p => p.change)),
    finding: select("finding", Object.fromEntries(Object.keys(IA.pair.marks).map(c => [c, IA.pair.word(c, report)])), pairs.flatMap(p => [...new Set(p.findings.map(f => f[0]))])),
    label: select("label", null, pairs.flatMap(p => [...p.texts])),
    fate: select("fate", { now: "failed now", before: "no longer failed" }, pairs.map(p => p.fate).filter(Boolean)),
    same: el("input", { type: "checkbox", name: "same", checked: true }),
  };
  const has = (name, least = 1) => controls[name].options.length > least;
  const form = el("form", { class: "filters", role: "search", "aria-label": "Filter changed pictures", onsubmit: e => e.preventDefault(), onreset: () => setTimeout(() => changed(read())) },
    field("Search", controls.q), has("change", 2) ? field("Image", controls.change) : null, has("finding") ? field("Thing", controls.finding) : null, has("label") ? field("Label", controls.label) : null,
    has("fate") ? field("Failure", controls.fate) : null,
    el("label", { class: "tick" }, controls.same, el("span", {}, "Draw what is the same, faintly")), el("button", { type: "reset" }, "Show all"));
  form.addEventListener("input", () => changed(read()));

  const read = () => ({ ...Object.fromEntries(Object.entries(controls).filter(([name]) => name !== "same").map(([name, control]) => [name, control.value.trim()])), same: controls.same.checked ? "" : "0" });

  /** Sets the controls to what an address says. A choice that no picture here has can still be asked for: then none is shown, not all. */
  const write = state => {
    for (const [name, control] of Object.entries(controls)) {
      const value = state[name] ?? "";
      if (name === "same") control.checked = value !== "0";
      else {
        if (control.options && value !== "" && ![...control.options].some(o => o.value === value)) control.append(option(value, "(not among these pictures)"));
        control.value = value;
      }
    }
    return read();
  };
  return { root: form, read, write };
};

/** Whether an image matches some filters. The kind of change and the label are asked of the same thing. */
IA.compareMatches = filters => {
  const text = filters.q.toLowerCase(), thing = filters.finding !== "";
  const of = f => (!thing || f[0] === filters.finding) && (filters.label === "" || f[1] === filters.label || f[2] === filters.label);
  return pair => (text === "" || pair.text.includes(text))
    && (filters.change === "" || pair.change === filters.change)
    && (filters.fate === "" || pair.fate === filters.fate)
    && ((!thing && filters.label === "") || pair.findings.some(of) || (!thing && !pair.compared && pair.texts.has(filters.label)));
};
