"use strict";
/**
 * A table that can be searched, sorted by any column, and turned page by page.
 * columns: { name, number, value(row) to sort by, cell(row) to show }; text(row) is what is searched.
 */
IA.table = ({ name, columns, rows, text, size = 50, sort = null }) => {
  const { el, count } = IA;
  let shown = rows, page = 0, order = sort;
  const search = el("input", { type: "search", "aria-label": `Search ${name}`, placeholder: `Search ${name}`, oninput: () => filter() });
  const head = el("tr"), body = el("tbody");
  const pager = IA.pager(name, to => { page = to; draw(); });
  const heads = columns.map((column, i) => {
    const cell = el("th", { scope: "col", class: column.number ? "n" : "" });
    cell.append(column.value ? el("button", { type: "button", class: "sort", onclick: () => sortBy(i) }, column.name) : column.name);
    head.append(cell);
    return cell;
  });

  const sortBy = i => {
    order = order?.column === i ? { column: i, down: !order.down } : { column: i, down: Boolean(columns[i].number) };
    page = 0;
    draw();
    IA.say(`Sorted by ${columns[i].name}, ${order.down ? "largest first" : "smallest first"}`);
  };

  const filter = () => {
    const wanted = search.value.trim().toLowerCase();
    shown = wanted === "" ? rows : rows.filter(row => text(row).toLowerCase().includes(wanted));
    page = 0;
    draw();
    IA.say(`${count(shown.length)} of ${count(rows.length)}`);
  };

  const draw = () => {
    if (order) {
      const value = columns[order.column].value, sign = order.down ? -1 : 1;
      shown = shown.slice().sort((a, b) => {
        const [x, y] = [value(a), value(b)];
        return (typeof x === "string" ? x.localeCompare(y) : x - y) * sign;
      });
    }
    heads.forEach((cell, i) => cell.setAttribute("aria-sort", order?.column !== i ? "none" : order.down ? "descending" : "ascending"));
    body.replaceChildren(...shown.slice(page * size, (page + 1) * size).map(row =>
      el("tr", {}, columns.map(column => el("td", { class: column.number ? "n" : column.wide ? "path" : "" }, column.cell(row))))));
    pager.show(page, shown.length, size);
  };

  draw();
  return el("div", { class: "paged" }, rows.length > size / 2 ? search : null,
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, el("table", {}, el("thead", {}, head), body)), pager.root);
};
