"use strict";
/** The filters of the gallery. Their state is in the address, so that a view can be linked and kept. */
IA.filters = (sample, changed) => {
  const { el, count } = IA;
  const field = (label, control) => el("label", { class: "field" }, el("span", {}, label), control);
  const option = (value, text) => el("option", { value }, text.length > 60 ? `${text.slice(0, 59)}…` : text);
  const select = (name, options) => el("select", { name }, option("", "all"), options.map(([value, text]) => option(value, text)));

  const tally = (ids, texts) => [...texts].map(([id, text]) => [id, text, ids.get(id) ?? 0]).filter(([, , n]) => n > 0);
  const countOf = values => values.reduce((all, value) => all.set(value, (all.get(value) ?? 0) + 1), new Map());
  const labels = tally(countOf(sample.pictures.flatMap(p => [...p.labels])), [...sample.labels].map(([id, l]) => [id, l]))
    .sort((a, b) => b[2] - a[2]).map(([id, l, n]) => [id, `${IA.labelText(l)} · ${sample.report.steps[l.step]?.id ?? ""} (${count(n)})`]);
  const folders = tally(countOf(sample.pictures.map(p => p.folder)), sample.folders)
    .sort((a, b) => a[1].localeCompare(b[1])).map(([id, text, n]) => [id, `${text === "" ? "(top folder)" : text} (${count(n)})`]);
  const statuses = [...countOf(sample.pictures.map(p => p.status))].map(([status, n]) => [status, `${status} (${count(n)})`]);
  const failures = [...countOf(sample.pictures.map(p => p.failure).filter(Boolean))].map(([f, n]) => [f, `${f} (${count(n)})`]);
  const dates = sample.pictures.map(p => p.taken?.slice(0, 10)).filter(Boolean).sort();

  const controls = {
    q: el("input", { type: "search", name: "q", placeholder: "name, label or message" }),
    label: select("label", labels),
    folder: select("folder", folders),
    status: select("status", statuses),
    failure: select("failure", failures),
    from: el("input", { type: "date", name: "from", min: dates[0], max: dates.at(-1) }),
    to: el("input", { type: "date", name: "to", min: dates[0], max: dates.at(-1) }),
    min: el("input", { type: "number", name: "min", min: 0, max: 1, step: 0.01, placeholder: "0" }),
    max: el("input", { type: "number", name: "max", min: 0, max: 1, step: 0.01, placeholder: "1" }),
    step: select("step", sample.report.steps.map((s, i) => [i, s.id])),
    fresh: el("select", { name: "fresh" }, option("", "all"), option("1", "new or changed since the last run")),
    alert: select("alert", [...sample.alerts].map(([number, alert]) => [number, alert.id])),
  };
  const form = el("form", { class: "filters", role: "search", "aria-label": "Filter pictures", onsubmit: e => e.preventDefault(), onreset: () => setTimeout(() => changed(read())) },
    field("Search", controls.q), field("Step", controls.step), field("Label", controls.label), field("Folder", controls.folder), field("Status", controls.status),
    failures.length > 0 ? field("Failure", controls.failure) : null,
    dates.length > 0 ? [field("Taken from", controls.from), field("Taken to", controls.to)] : null,
    field("Confidence from", controls.min), field("Confidence to", controls.max), sample.fresh.size > 0 ? field("Since the last run", controls.fresh) : null,
    sample.alerts.size > 0 ? field("Alert", controls.alert) : null,
    el("button", { type: "reset" }, "Show all"));
  form.addEventListener("input", () => changed(read()));

  const read = () => Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value.trim()]));

  /** Sets the controls to what an address says. A choice that no picture here has can still be asked for: then none is shown, not all. */
  const write = state => {
    for (const [name, control] of Object.entries(controls)) {
      const value = (form.contains(control) && state[name]) || "";
      if (control.options && value !== "" && ![...control.options].some(o => o.value === value)) control.append(option(value, "(not among these pictures)"));
      control.value = value;
    }
    return read();
  };
  return { root: form, read, write };
};

/** Which boxes and answers count, and which pictures have one, under some filters. */
IA.matches = (filters, sample) => {
  const text = filters.q.toLowerCase(), min = filters.min === "" ? 0 : Number(filters.min), max = filters.max === "" ? 1 : Number(filters.max);
  const wants = filters.label !== "" || filters.step !== "" || filters.min !== "" || filters.max !== "";
  const keep = found => (filters.label === "" || found[1] === Number(filters.label)) && (filters.step === "" || found[0] === Number(filters.step)) && found[2] >= min && found[2] <= max;
  const matches = picture => (text === "" || picture.text.includes(text))
    && (filters.folder === "" || picture.folder === Number(filters.folder))
    && (filters.status === "" || picture.status === filters.status)
    && (filters.failure === "" || picture.failure === filters.failure)
    && (filters.fresh === "" || sample.fresh.has(picture.index))
    && (filters.alert === "" || (sample.alerts.get(filters.alert)?.pictures.has(picture.index) ?? false))
    && (filters.from === "" || (picture.taken ?? "").slice(0, 10) >= filters.from)
    && (filters.to === "" || (picture.taken ? picture.taken.slice(0, 10) <= filters.to : false))
    && (!wants || picture.boxes.some(keep) || picture.classes.some(keep));
  return { matches, keep };
};
