// Directories: fields that narrow a table down, columns that sort it and can be left out, and boxes that choose what is
// compared. What is chosen stands in the address. Without this script the table is complete, those first of which there
// is most to say.
// A directory in parts has the first rows alone; the others are fetched from the pages of its parts when they are first
// asked for, and no more rows are shown at a time than the page came with.

const { MOST, addressOf, fold, make, nameOf } = await import(document.querySelector("form.search").dataset.script);

// So many rows fill every screen. More are laid out once these are seen.
const SCREEN = 60;

const enhance = (box, number) => {
  const says = box.dataset;
  const table = box.querySelector("table");
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  const text = (row, name) => row.querySelector(`td.${name}`)?.textContent.trim() || row.dataset[name] || "";
  // The names of which there is little to say are narrowed down like the rows.
  const others = [...document.querySelectorAll(".also li")];
  const entry = (row, place) => ({
    row,
    place,
    words: fold([...(row.cells ?? [row])].map((cell) => cell.textContent).join(" ")),
    domain: text(row, "domain"),
    country: text(row, "country"),
    class: row.dataset.class ?? "",
    tag: (row.dataset.tags ?? "").split("|"),
    figures: Boolean(row.querySelector("[data-sort]")),
    name: nameOf(row.querySelector("a").href.slice(addressOf("").length)),
    title: row.querySelector("a").textContent,
  });
  const rows = [...body.rows].map(entry);
  const names = others.map(entry);
  const parts = says.more ? [...document.querySelectorAll(".parts a")].map(({ href }) => href) : [];
  const step = parts.length ? rows.length : Infinity;
  let limit = step;

  /* What can be chosen, each under the name it has in the address. */
  const input = make("input", { type: "search", name: "text", placeholder: says.text, "aria-label": says.text, autocomplete: "off" });
  const choices = ["domain", "country", "class", "tag"].map((name) => make("select", { name, "aria-label": says[name] }));
  const offer = () => {
    const all = [...rows, ...names];
    for (const field of choices) {
      const values = [...new Set(all.flatMap((one) => one[field.name]))].filter(Boolean).sort((one, other) => one.localeCompare(other));
      const { value } = field;
      field.replaceChildren(make("option", { value: "" }, says[field.name]), ...values.map((one) => make("option", { value: one }, one)));
      field.value = values.includes(value) ? value : "";
      field.hidden = values.length < 2;
    }
  };
  offer();
  const figures = make("input", { type: "checkbox", name: "figures" });
  const hasFigures = rows.some((one) => one.figures) ? [make("label", {}, figures, ` ${says.figures}`)] : [];
  const more = make("button", { type: "button", class: "more-rows", hidden: "" });
  const status = make("span", { role: "status" });
  const compare = make("a", { class: "compare-link", href: says.address ?? "", hidden: "" });

  /* The columns that are shown: those for which there is room, or those that the address names. A phone has its own. */
  const labels = heads.map((head) => head.textContent);
  const checks = labels.slice(1).map((value) => make("input", { type: "checkbox", value }));
  const details = make(
    "details",
    { class: "which" },
    make("summary", {}, says.columns),
    make("div", { role: "group", "aria-label": says.columns }, ...checks.map((check) => make("label", {}, check, ` ${check.value}`))),
  );
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  table.classList.add(`rows-${number}`);
  // What the address says of them: a name for each, an empty one for none.
  let columns = [];
  const tick = () => checks.forEach((check, at) => { check.checked = getComputedStyle(heads[at + 1]).display !== "none"; });
  const ticked = () => checks.filter(({ checked }) => checked).map(({ value }) => value);
  const showColumns = () => {
    const rules = checks.map(({ value }, at) => `.rows-${number} tr > :nth-child(${at + 2}) { display: ${columns.includes(value) ? "table-cell" : "none"} }`);
    sheet.replaceSync(columns.length ? `@media (min-width: 48rem) { ${rules.join(" ")} }` : "");
    table.classList.toggle("chosen", columns.length > 0);
    table.style.setProperty("--columns", columns.length);
    tick();
  };
  const chooseColumns = () => {
    const wanted = ticked();
    columns = [];
    showColumns();
    if (`${wanted}` !== `${ticked()}`) columns = wanted.length ? wanted : [""];
    showColumns();
  };
  details.addEventListener("toggle", tick);
  addEventListener("resize", tick);
  const form = make("form", { class: "filters" }, input, ...choices, ...hasFigures, ...(checks.length ? [details] : []), status, compare);

  // The rows that are on their way, and what is said of them.
  let [fetched, isComplete, note, turn] = [undefined, false, "", 0];
  const filter = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    const fits = (one) =>
      words.every((word) => one.words.includes(word)) &&
      choices.every(({ name, value }) => !value || one[name] === value || (name === "tag" && one.tag.includes(value))) &&
      (!figures.checked || one.figures);
    const all = rows.length + names.length;
    let count = 0;
    const shown = [];
    for (const one of [...rows, ...names]) {
      const fit = fits(one);
      if (one.row.hidden === fit) one.row.hidden = !fit;
      if (fit && count < limit) shown.push(one.row);
      count += fit;
    }
    const before = [...body.rows];
    const now = (turn += 1);
    if (parts.length && (shown.length !== before.length || shown.some((row, at) => row !== before[at]))) {
      body.replaceChildren(...shown.slice(0, SCREEN));
      requestAnimationFrame(() => setTimeout(() => now === turn && body.append(...shown.slice(SCREEN))));
    }
    const rest = (isComplete ? count : says.total) - limit;
    more.hidden = !(rest > 0);
    more.textContent = says.more?.replace("{n}", Math.min(step, rest));
    status.textContent = note || (count < all ? says.count.replace("{n}", count).replace("{all}", all) : "");
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
    rows.splice(0, rows.length, ...keyed.map(([one]) => one));
    if (!parts.length) body.append(...rows.map(({ row }) => row));
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
      limit = step;
      sort();
      filter();
      remember();
      load();
    });
  });

  const picked = [];
  const pick = () => {
    compare.hidden = picked.length < 2;
    compare.textContent = says.compare.replace("{n}", picked.length);
    compare.href = `${says.address}?p=${picked.join(",")}`;
    for (const { box: one, name } of boxes) one.disabled = picked.length >= MOST && !picked.includes(name);
  };
  const boxes = [];
  const addBox = ({ row, name, title }) => {
    if (!says.address) return;
    const one = make("input", { type: "checkbox", "aria-label": `${says.pick}: ${title}` });
    row.cells[0].firstElementChild.prepend(one);
    one.addEventListener("change", () => {
      if (one.checked) picked.push(name);
      else picked.splice(picked.indexOf(name), 1);
      pick();
    });
    boxes.push({ box: one, name });
  };
  rows.forEach(addBox);

  /* The rows of the parts. They are read once, and one after the other, so that a slow machine can do something else. */
  const load = () => {
    fetched ??= parts.length ? loadAll() : Promise.resolve();
    return fetched;
  };
  const loadAll = async () => {
    note = says.wait;
    filter();
    const known = new Set(rows.map(({ name }) => name));
    const texts = parts.map(async (part) => {
      const answer = await fetch(part);
      if (!answer.ok) throw new Error(part);
      return answer.text();
    });
    const answers = await Promise.allSettled(texts);
    for (const { value } of answers.filter((answer) => answer.value)) {
      for (const row of new DOMParser().parseFromString(value, "text/html").querySelectorAll(".rows tbody tr")) {
        const one = entry(document.importNode(row, true), rows.length);
        if (known.has(one.name)) continue;
        rows.push(one);
        addBox(one);
      }
      await new Promise((done) => { setTimeout(done); });
    }
    isComplete = answers.every((answer) => !answer.reason);
    note = isComplete ? "" : says.failed;
    // What has failed is asked for again with the next question.
    if (!isComplete) fetched = undefined;
    offer();
    sort();
    filter();
    pick();
  };

  const remember = () => {
    const chosen = [input, ...choices].filter(({ value }) => value).map(({ name, value }) => [name, value]);
    if (figures.checked) chosen.push(["figures", "1"]);
    chosen.push(...columns.map((label) => ["column", label]));
    if (sorted >= 0) chosen.push(["sort", labels[sorted]], ["order", descending ? "down" : "up"]);
    history.replaceState(null, "", chosen.length ? `?${new URLSearchParams(chosen)}` : location.pathname);
  };
  const restore = () => {
    const chosen = new URLSearchParams(location.search);
    for (const field of [input, ...choices]) field.value = chosen.get(field.name) ?? "";
    figures.checked = chosen.has("figures");
    columns = chosen.getAll("column");
    showColumns();
    sorted = labels.indexOf(chosen.get("sort"));
    descending = chosen.get("order") === "down";
    if (sorted >= 0) sort();
    filter();
  };
  form.addEventListener("input", ({ target }) => {
    if (checks.includes(target)) chooseColumns();
    else limit = step;
    filter();
    remember();
    load();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const event of ["focusin", "pointerover"]) form.addEventListener(event, load);
  more.addEventListener("click", async () => {
    limit += step;
    await load();
    filter();
  });
  box.prepend(form);
  if (parts.length) box.append(more);
  restore();
  // What the address asks for can be among the rows that are not here yet.
  if (parts.length && location.search) load().then(restore);
};

document.querySelectorAll(".rows-box").forEach(enhance);
