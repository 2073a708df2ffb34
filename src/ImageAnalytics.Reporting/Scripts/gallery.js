"use strict";
IA.start(async () => {
  const { el, count } = IA;
  const main = document.getElementById("main"), sample = await IA.sample();
  const told = el("p", { class: "told" });
  const grid = IA.grid(sample, "pictures", { turned: page => IA.setState({ ...filters.read(), page: page > 0 ? page + 1 : "" }) });

  const apply = (values, page = 0) => {
    const { matches, keep } = IA.matches(values, sample), shown = sample.pictures.filter(matches);
    IA.setState({ ...values, page: page > 0 ? page + 1 : "" });
    grid.show(shown, { at: page, boxes: keep });
    const text = `${count(shown.length)} of the ${count(sample.pictures.length)} pictures shown here`;
    told.textContent = shown.length === 0 && sample.pictures.length > 0
      ? `${text}: none of this kind is among them. observations.csv and failures.csv in the run's csv folder list all.` : text;
    IA.say(text);
  };

  const filters = IA.filters(sample, values => apply(values));
  const follow = () => apply(filters.write(IA.state()), Math.max(0, Number(IA.state().page ?? 1) - 1 || 0));
  window.addEventListener("hashchange", follow);
  main.append(el("p", { class: "problem" }, sample.pictures.length < sample.report.images
    ? `A choice of ${count(sample.pictures.length)} of the ${count(sample.report.images)} images: some of every label, folder and failure, of every confidence, and of what is new.`
    : "All images of the run."), filters.root, told, grid.root);
  follow();
});
