"use strict";
// Numbers and dates as the reader's locale has them. Without scripts a page shows them in one form for all.
IA.count = (() => {
  const whole = new Intl.NumberFormat();
  return value => whole.format(value);
})();

IA.fraction = (() => {
  const two = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return value => two.format(value);
})();

IA.percent = (() => {
  const one = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });
  return value => one.format(value);
})();

/** A moment, such as 2026-01-02T03:04:05Z, in the reader's own zone and way; only its day or its time where the form says so. */
IA.moment = (text, form) => {
  const forms = { day: { month: "short", day: "numeric" }, time: { timeStyle: "short" } };
  return new Intl.DateTimeFormat(undefined, forms[form] ?? { dateStyle: "medium", timeStyle: "short" }).format(new Date(text));
};

/** A camera's local time, such as 2026-01-02T03:04:05, in the reader's way; the text itself where it is none. */
IA.date = text => {
  const found = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d):(\d\d))?/.exec(text ?? "");
  if (!found) return text ?? "";
  const [year, month, day, hour, minute, second] = found.slice(1).map(n => n === undefined ? undefined : Number(n));
  const moment = new Date(year, month - 1, day, hour ?? 0, minute ?? 0, second ?? 0);
  const form = hour === undefined ? { dateStyle: "medium" } : { dateStyle: "medium", timeStyle: "short" };
  return new Intl.DateTimeFormat(undefined, form).format(moment);
};

IA.localise = root => {
  for (const number of root.querySelectorAll("data[value]")) {
    number.textContent = number.dataset.form === "fraction" ? IA.fraction(number.value) : IA.count(number.value);
  }
  for (const time of root.querySelectorAll("time[datetime]")) {
    time.textContent = time.dateTime.endsWith("Z") ? IA.moment(time.dateTime, time.dataset.form) : IA.date(time.dateTime);
  }
};

document.addEventListener("DOMContentLoaded", () => {
  IA.localise(document);
  // The page itself holds no date, so that equal results give equal pages: the file's own time says when it was written.
  const written = document.getElementById("written"), moment = new Date(document.lastModified);
  if (written && !Number.isNaN(moment.getTime())) {
    written.textContent = `Written ${new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" }).format(moment)}`;
    written.hidden = false;
  }
});
