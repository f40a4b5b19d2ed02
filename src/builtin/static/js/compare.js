// Entities side by side. Their figures are taken from their own pages, which say all there is to say of each: value,
// date, source, remark.

const { MOST, addressOf, describe, make, nameOf, pageAt, search } = await import(document.querySelector("form.search").dataset.script);
const box = document.querySelector(".compare-table");
const [form, status] = [document.querySelector(".compare-add"), document.querySelector(".compare-status")];
const root = addressOf("");

const missing = (name) => status.dataset.missing.replace("{name}", () => name);
const chosen = () => {
  const names = (new URLSearchParams(location.search).get("p") ?? "").split(",").filter(Boolean);
  return [...new Set(names.map((name) => nameOf(`${name}/`)))].slice(0, MOST);
};
const choose = (names) => {
  history.pushState(null, "", names.length ? `?p=${names.map(escaped).join(",")}` : location.pathname);
  return show();
};
const escaped = (path) => path.split("/").map(encodeURIComponent).join("/");

// Where an entity of this name may be. Whoever writes the address can write anything there: no other page is loaded.
const addresses = (name) => {
  const paths = name.includes("/") ? [name] : [`projects/${name}`, `companies/${name}`];
  const urls = paths.map((path) => new URL(`${escaped(path)}/`, root).href);
  return urls.filter((url) => url.startsWith(root) && /^(projects|companies)\/[^/]/.test(url.slice(root.length)));
};

// What the page of an entity says: its title, its sentence, and its figures under their labels.
const read = async (name) => {
  for (const url of addresses(name)) {
    const page = await pageAt(url);
    const title = page.querySelector("h1")?.textContent;
    if (!title) continue;
    const panel = [...page.querySelectorAll(".facts-panel .facts > div")];
    panel.flatMap((metric) => [...metric.querySelectorAll("a")]).forEach((link) => { link.href = new URL(link.getAttribute("href"), url).href; });
    panel.flatMap((metric) => [...metric.querySelectorAll("[id]")]).forEach((one) => one.removeAttribute("id"));
    const figures = panel.map((metric) => [
      metric.querySelector("dt").textContent,
      [...metric.querySelectorAll("dd:not(.history)")].map((fact) => make("div", { class: fact.className }, ...fact.childNodes)),
    ]);
    return { name, url, title, summary: page.querySelector(".lead")?.textContent ?? "", figures: new Map(figures) };
  }
  return { name };
};

const table = (entities) => {
  const head = entities.map(({ name, url, title }) => {
    const remove = make("button", { type: "button", "aria-label": box.dataset.remove.replace("{name}", () => title) }, "×");
    remove.addEventListener("click", () => choose(chosen().filter((one) => one !== name)));
    return make("th", { scope: "col" }, make("a", { href: url }, title), " ", remove);
  });
  // What all have comes first, then what most have.
  const count = (label) => entities.filter(({ figures }) => figures.has(label)).length;
  const labels = [...new Set(entities.flatMap(({ figures }) => [...figures.keys()]))].sort((one, other) => count(other) - count(one));
  const rows = labels.map((label) => make("tr", {}, make("th", { scope: "row" }, label), ...entities.map(({ figures }) => make("td", {}, ...(figures.get(label) ?? [])))));
  const about = make("tr", {}, make("th", { scope: "row" }, box.dataset.summary), ...entities.map(({ summary }) => make("td", {}, summary)));
  const top = make("thead", {}, make("tr", {}, make("th", { scope: "col" }, box.dataset.figure), ...head));
  return make("table", { class: "directory comparison" }, top, make("tbody", {}, about, ...rows));
};

let asked = 0;
const show = async () => {
  const turn = (asked += 1);
  const found = await Promise.all(chosen().map((name) => read(name).catch(() => ({ name }))));
  if (turn !== asked) return;
  const entities = found.filter(({ title }) => title);
  // Whoever works by keyboard stays at the same place if what has the focus goes.
  const buttons = () => [...box.querySelectorAll("button")];
  const held = document.activeElement;
  const at = buttons().indexOf(held);
  status.textContent = found.filter(({ title }) => !title).map(({ name }) => missing(name)).join(". ");
  form.hidden = entities.length >= MOST;
  box.replaceChildren(...(entities.length ? [table(entities)] : []));
  if (!box.contains(held) && at >= 0) (buttons().at(Math.min(at, buttons().length - 1)) ?? form.querySelector("input")).focus();
  else if (form.hidden && form.contains(held)) box.focus();
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const input = form.querySelector("input");
  const find = async () => {
    const { hits } = await search(input.value, (_, group) => "pcx".includes(group));
    return hits.length > 0 && (await describe(hits[0].page)).url;
  };
  const path = await find().catch(() => false);
  if (path) {
    input.value = "";
    await choose([...chosen(), nameOf(path)]);
  } else status.textContent = missing(input.value);
});
addEventListener("popstate", show);
form.hidden = false;
show();
