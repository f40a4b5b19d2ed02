// Directories: fields that narrow a table down, columns that sort it, and boxes that choose what is compared. What is
// chosen stands in the address. Without this script the table is complete, in the order of how much there is to say.

const { MOST, addressOf, fold, make, nameOf } = await import(document.querySelector("form.search").dataset.script);

const enhance = (box) => {
  const says = box.dataset;
  const table = box.querySelector("table");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const text = (row, name) => row.querySelector(`td.${name}`)?.textContent.trim() || row.dataset[name] || "";
  // The names of which there is little to say are narrowed down like the rows.
  const others = [...document.querySelectorAll(".also li")];
  const all = [...body.rows, ...others].map((row, place) => ({
    row,
    place,
    words: fold(row.textContent),
    domain: text(row, "domain"),
    country: text(row, "country"),
    class: row.dataset.class ?? "",
    tag: (row.dataset.tags ?? "").split("|"),
    figures: Boolean(row.querySelector("[data-sort]")),
    name: nameOf(row.querySelector("a").href.slice(addressOf("").length)),
    title: row.querySelector("a").textContent,
  }));
  const rows = all.slice(0, body.rows.length);

  /* What can be chosen, each under the name it has in the address. */
  const input = make("input", { type: "search", name: "text", placeholder: says.text, "aria-label": says.text, autocomplete: "off" });
  const choice = (name) => {
    const values = [...new Set(all.flatMap((one) => one[name]))].filter(Boolean).sort((one, other) => one.localeCompare(other));
    const options = [make("option", { value: "" }, says[name]), ...values.map((value) => make("option", { value }, value))];
    return values.length > 1 ? [make("select", { name, "aria-label": says[name] }, ...options)] : [];
  };
  const choices = ["domain", "country", "class", "tag"].flatMap(choice);
  const figures = make("input", { type: "checkbox", name: "figures" });
  const hasFigures = rows.some((one) => one.figures) ? [make("label", {}, figures, ` ${says.figures}`)] : [];
  const status = make("span", { role: "status" });
  const compare = make("a", { class: "compare-link", href: says.address ?? "", hidden: "" });
  const form = make("form", { class: "filters" }, input, ...choices, ...hasFigures, status, compare);

  const filter = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    const fits = (one) =>
      words.every((word) => one.words.includes(word)) &&
      choices.every(({ name, value }) => !value || one[name] === value || (name === "tag" && one.tag.includes(value))) &&
      (!figures.checked || one.figures);
    let count = 0;
    for (const one of all) {
      const shown = fits(one);
      if (one.row.hidden === shown) one.row.hidden = !shown;
      count += shown;
    }
    status.textContent = count < all.length ? says.count.replace("{n}", count).replace("{all}", all.length) : "";
    document.querySelectorAll(".also").forEach((section) => { section.hidden = others.every((row) => row.hidden); });
  };

  let [sorted, descending] = [-1, false];
  const key = ({ row }) => {
    const cell = row.cells[sorted];
    return cell.dataset.sort === undefined ? fold(cell.querySelector("a")?.textContent ?? cell.textContent.trim()) : Number(cell.dataset.sort);
  };
  const sort = () => {
    const order = (one, other) => (typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other)));
    const keyed = rows.map((one) => [one, sorted < 0 ? one.place : key(one)]);
    // Rows without anything in the column come last, whichever way it is sorted.
    keyed.sort(([one, a], [other, b]) => (a === "") - (b === "") || (descending ? order(b, a) : order(a, b)) || one.place - other.place);
    body.append(...keyed.map(([{ row }]) => row));
    heads.forEach((head, at) => {
      if (at === sorted) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };
  heads.forEach((head, at) => {
    const button = make("button", { type: "button" }, head.textContent);
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      // A figure is looked at from the largest on, a name from the first letter on; a third click undoes it.
      const first = head.matches(".figure");
      if (sorted !== at) [sorted, descending] = [at, first];
      else if (descending === first) descending = !first;
      else [sorted, descending] = [-1, false];
      sort();
      remember();
    });
  });

  const picked = [];
  const pick = () => {
    compare.hidden = picked.length < 2;
    compare.textContent = says.compare.replace("{n}", picked.length);
    compare.href = `${says.address}?p=${picked.join(",")}`;
    for (const { box: one, name } of boxes) one.disabled = picked.length >= MOST && !picked.includes(name);
  };
  const boxes = (says.address ? rows : []).map(({ row, name, title }) => {
    const one = make("input", { type: "checkbox", "aria-label": `${says.pick}: ${title}` });
    row.cells[0].firstElementChild.prepend(one);
    one.addEventListener("change", () => {
      if (one.checked) picked.push(name);
      else picked.splice(picked.indexOf(name), 1);
      pick();
    });
    return { box: one, name };
  });

  const remember = () => {
    const chosen = [input, ...choices].filter(({ value }) => value).map(({ name, value }) => [name, value]);
    if (figures.checked) chosen.push(["figures", "1"]);
    if (sorted >= 0) chosen.push(["sort", heads[sorted].textContent], ["order", descending ? "down" : "up"]);
    history.replaceState(null, "", chosen.length ? `?${new URLSearchParams(chosen)}` : location.pathname);
  };
  const restore = () => {
    const chosen = new URLSearchParams(location.search);
    for (const field of [input, ...choices]) field.value = chosen.get(field.name) ?? "";
    figures.checked = chosen.has("figures");
    sorted = heads.findIndex((head) => head.textContent === chosen.get("sort"));
    descending = chosen.get("order") === "down";
    if (sorted >= 0) sort();
    filter();
  };
  form.addEventListener("input", () => {
    filter();
    remember();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  box.prepend(form);
  restore();
};

document.querySelectorAll(".rows-box").forEach(enhance);
