(() => {
  "use strict";
  const body = document.body, pages = [...document.querySelectorAll(".page")], help = document.getElementById("help");
  const bar = document.getElementById("bar"), heard = document.getElementById("heard"), count = document.getElementById("count");
  let at = 0;
  const one = () => body.classList.contains("deck");
  const title = page => page.querySelector("h1, h2");
  function show(index, focus) {
    at = Math.max(0, Math.min(pages.length - 1, index));
    pages.forEach((page, i) => page.classList.toggle("on", i === at));
    count.textContent = `${at + 1} / ${pages.length}`;
    count.setAttribute("aria-label", `${count.textContent}, one slide or all`);
    try { history.replaceState(null, "", `#slide-${at + 1}`); } catch { /* some browsers refuse it for a page from disk */ }
    if (!one()) pages[at].scrollIntoView({ block: "start" });
    if (focus) {
      title(pages[at]).focus({ preventScroll: true });
      heard.textContent = `Slide ${at + 1} of ${pages.length}`;
    }
  }
  function single(on) {
    body.classList.toggle("deck", on);
    show(at, false);
  }
  const actions = {
    next: () => show(at + 1, true),
    back: () => show(at - 1, true),
    notes: () => body.classList.toggle("with-notes"),
    all: () => single(!one()),
    full: () => document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen?.(),
    help: () => help.open ? help.close() : help.showModal(),
  };
  const keys = {
    ArrowRight: "next", PageDown: "next", " ": "next", ArrowLeft: "back", PageUp: "back", n: "notes", o: "all", f: "full", "?": "help",
  };
  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const onButton = e.target.closest("button, dialog");
    if (onButton && (e.key === " " || e.key === "Enter")) return;
    if (help.open && e.key !== "?") return;
    if (e.key === "Home" || e.key === "End") { show(e.key === "Home" ? 0 : pages.length - 1, true); }
    else if (e.key === " " && e.shiftKey) { actions.back(); }
    else if (keys[e.key]) { actions[keys[e.key]](); }
    else if (one() && (e.key === "ArrowDown" || e.key === "ArrowUp") && !body.classList.contains("with-notes")) { actions[e.key === "ArrowDown" ? "next" : "back"](); }
    else return;
    e.preventDefault();
  });
  document.querySelectorAll("[data-do]").forEach(b => b.addEventListener("click", () => actions[b.dataset.do]()));
  let x = null;
  document.addEventListener("touchstart", e => { x = one() && e.touches.length === 1 ? e.touches[0].clientX : null; }, { passive: true });
  document.addEventListener("touchend", e => {
    const moved = x === null ? 0 : e.changedTouches[0].clientX - x;
    if (Math.abs(moved) > 60) actions[moved < 0 ? "next" : "back"]();
  }, { passive: true });
  function fromAddress() {
    const wanted = /^#slide-(\d+)$/.exec(location.hash);
    return wanted ? Number(wanted[1]) - 1 : 0;
  }
  addEventListener("hashchange", () => show(fromAddress(), true));
  bar.hidden = false;
  body.classList.toggle("deck", innerWidth > 640);
  show(fromAddress(), false);
})();
