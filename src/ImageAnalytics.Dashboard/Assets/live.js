"use strict";
// Keeps what a page marks as live up to date: asks for the page again and takes over the parts that changed.
// Without scripts, reloading the page does the same.
(() => {
  const every = 1000, slowest = 15000;
  let wait = every, asking = false;

  const told = text => {
    const place = document.getElementById("connection");
    if (place && place.textContent !== text) place.textContent = text;
  };

  const take = page => {
    for (const old of document.querySelectorAll("[data-live]")) {
      const fresh = page.getElementById(old.id);
      if (fresh && fresh.innerHTML !== old.innerHTML) {
        const focused = old.contains(document.activeElement) ? document.activeElement.getAttribute("data-key") : null;
        old.replaceWith(document.adoptNode(fresh));
        if (focused) document.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
      }
    }
  };

  const look = async () => {
    if (asking || document.hidden) return;
    asking = true;
    try {
      const answer = await fetch(location.href, { cache: "no-store", credentials: "same-origin", redirect: "error" });
      if (answer.ok) {
        take(new DOMParser().parseFromString(await answer.text(), "text/html"));
        wait = every;
        told("");
      } else if (answer.status === 429 || answer.status === 503) {
        wait = Math.min(slowest, wait * 2);
      } else {
        wait = slowest;
        told("This page is no longer kept up to date. Load it again.");
      }
    } catch {
      wait = Math.min(slowest, wait * 2);
      told("The service does not answer. Trying again …");
    }
    asking = false;
  };

  const next = () => setTimeout(async () => { await look(); next(); }, wait);
  if (document.querySelector("[data-live]")) {
    document.addEventListener("visibilitychange", look);
    next();
  }
})();
