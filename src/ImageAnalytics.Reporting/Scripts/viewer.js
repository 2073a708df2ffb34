"use strict";
/** A picture as large as it goes: arrows turn, + and - zoom, 0 fits, Escape closes. One for a page. */
IA.viewer = (() => {
  let made = null;

  const make = sample => {
    const { el } = IA;
    let list = [], at = 0, zoom = 1, keep = () => true, bare = false;
    const frame = el("div", { class: "frame" }), stage = el("div", { class: "view", tabindex: "0", role: "group", "aria-label": "Picture" }, frame);
    const title = el("h2", { id: "viewed", class: "clamp" }), place = el("span", { class: "place" }), facts = el("div", { class: "facts" });
    const button = (text, label, act) => el("button", { type: "button", "aria-label": label, title: label, onclick: act }, text);
    const before = button("‹", "Picture before (left arrow)", () => turn(-1)), next = button("›", "Next picture (right arrow)", () => turn(1));
    const boxes = el("button", { type: "button", "aria-pressed": "true", title: "Boxes and names (b)", onclick: () => { bare = !bare; draw(); } }, "Boxes");
    const dialog = el("dialog", { class: "viewer", "aria-labelledby": "viewed" },
      el("div", { class: "tools" }, title, place, before, next, button("−", "Smaller (-)", () => resize(zoom / 1.5)), button("+", "Larger (+)", () => resize(zoom * 1.5)),
        boxes, button("✕", "Close (Escape)", () => dialog.close())), stage, facts);
    document.body.append(dialog);

    const resize = value => {
      zoom = Math.max(1, Math.min(8, value));
      fit();
    };

    // Fitted to the window first; what is larger than the window is scrolled.
    const fit = () => {
      const image = frame.querySelector("img");
      if (!image) return;
      const [width, height] = [Number(image.getAttribute("width")), Number(image.getAttribute("height"))];
      const scale = Math.min(stage.clientWidth / width, stage.clientHeight / height) * zoom;
      frame.style.width = `${Math.floor(width * scale)}px`;
      frame.style.height = `${Math.floor(height * scale)}px`;
    };

    const draw = () => {
      const picture = list[at], source = picture.preview ?? picture.thumb;
      boxes.setAttribute("aria-pressed", String(!bare));
      title.replaceChildren(el("bdi", {}, picture.path));
      place.textContent = `${IA.count(at + 1)} of ${IA.count(list.length)}`;
      before.disabled = at === 0;
      next.disabled = at === list.length - 1;
      frame.className = source ? "frame" : "frame none";
      frame.removeAttribute("style");
      frame.replaceChildren(...(source
        ? [el("img", { src: source[0], width: source[1], height: source[2], alt: IA.describe(picture, sample) }), ...(bare ? [] : IA.overlay(picture, sample.labels, { keep, names: 60 }))]
        : [IA.missing(picture)]));
      facts.replaceChildren(...IA.facts(picture, sample, keep));
      fit();
      // A button that can no longer be pressed would take the keyboard with it.
      if (document.activeElement?.disabled || document.activeElement === document.body) stage.focus();
      IA.say(IA.describe(picture, sample));
    };

    const turn = step => {
      if (at + step < 0 || at + step >= list.length) return;
      [at, zoom] = [at + step, 1];
      draw();
    };

    dialog.addEventListener("keydown", event => {
      const acts = { ArrowLeft: () => turn(-1), ArrowRight: () => turn(1), "+": () => resize(zoom * 1.5), "=": () => resize(zoom * 1.5), "-": () => resize(zoom / 1.5), 0: () => resize(1), b: () => boxes.click() };
      // A picture that is larger than the window is moved with the arrows, not turned.
      const scrolls = zoom > 1 && event.target === stage && event.key.startsWith("Arrow");
      if (scrolls || event.ctrlKey || event.metaKey || event.altKey || !Object.hasOwn(acts, event.key)) return;
      event.preventDefault();
      acts[event.key]();
    });
    window.addEventListener("resize", fit);

    /** Opens with one of several pictures. */
    const show = (pictures, index, boxesKept) => {
      [list, at, zoom, keep] = [pictures, index, 1, boxesKept];
      dialog.showModal();
      draw();
      stage.focus();
    };
    return { show };
  };
  return sample => made ??= make(sample);
})();

/** What is known of a picture, in lines. */
IA.facts = (picture, sample, keep) => {
  const { el, fraction } = IA, lines = [];
  const line = (...content) => lines.push(el("p", {}, ...content));
  line([picture.width > 0 ? `${IA.count(picture.width)} × ${IA.count(picture.height)} pixels` : null, picture.taken ? IA.date(picture.taken) : null, picture.status].filter(Boolean).join(" · "));
  if (picture.message) line(el("bdi", {}, picture.message));
  if (picture.thumb && !picture.preview) line("A small picture only: the report's budget (report: maxMegabytes) is used up.");
  const steps = sample.report.steps;
  const found = [...picture.boxes, ...picture.classes].filter(keep);
  if (found.length > 0) {
    lines.push(el("ul", { class: "chips" }, found.slice(0, 60).map(b => el("li", { class: `chip c${sample.labels.get(b[1]).colour}` },
      el("bdi", {}, IA.labelText(sample.labels.get(b[1]))), ` ${fraction(b[2])} · ${steps[b[0]].id}`))));
  }
  if (picture.more > 0) line(`${IA.count(picture.more)} less sure ones are in observations.csv.`);
  for (const m of picture.made) line(el("a", { href: m[3] }, el("bdi", {}, m[0])), ` made by ${m[1]}`);
  return lines;
};
