"use strict";
/** The pictures of the sample with their labels and folders, loaded once. */
IA.sample = (() => {
  let promise = null;

  const read = async () => {
    const report = await IA.load("report");
    const [names, pictures, fresh, alerts] = await Promise.all([
      IA.loadAll("names", report.files.names), IA.loadAll("pictures", report.files.pictures), IA.load("since"), IA.loadAll("alerts", report.files.alerts)]);
    const labels = new Map(), folders = new Map();
    for (const name of names) {
      if (name.folder !== undefined) folders.set(name.folder, name.text);
      else labels.set(name.label, name);
    }
    pictures.forEach((picture, index) => {
      picture.index = index;
      picture.labels = new Set([...picture.boxes, ...picture.classes].map(b => b[1]));
      picture.surest = Math.max(0, ...[...picture.boxes, ...picture.classes].map(b => b[2]));
      picture.text = [picture.path, picture.message ?? "", ...[...picture.labels].map(l => labels.get(l).text)].join("\n").toLowerCase();
    });
    return { report, pictures, labels, folders, fresh: new Set(fresh), alerts: new Map(alerts.map(a => [String(a.alert), { id: a.id, pictures: new Set(a.pictures) }])) };
  };

  return () => promise ??= read();
})();

/** Draws the masks of a picture into its overlay, which are in files of their own because they are large. */
IA.masksOf = async picture => picture.masks === undefined ? [] : (await IA.load(`masks-${picture.masks}`)).filter(m => m[0] === picture.index);
