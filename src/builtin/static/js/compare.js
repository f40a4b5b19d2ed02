// Entities side by side. Their figures are taken from their own pages, which say all there is to say of each: value,
// date, source, remark.

const box = document.querySelector(".compare-table");
const [form, status] = [document.querySelector(".compare-add"), document.querySelector(".compare-status")];
const root = new URL("../", document.querySelector("form.search").action);

const make = (name, props, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(props)) element.setAttribute(key, value);
  element.append(...children);
  return element;
};

// The most entities that stand side by side.
const MOST = 4;
const chosen = () => [...new Set((new URLSearchParams(location.search).get("p") ?? "").split(",").filter(Boolean))].slice(0, MOST);
const choose = (slugs) => {
  history.pushState(null, "", slugs.length ? `?p=${slugs.map(encodeURIComponent).join(",")}` : location.pathname);
  return show();
};

// What the page of an entity says: its name, its sentence, and its figures under their labels.
const read = async (slug) => {
  for (const folder of ["projects", "companies"]) {
    const url = new URL(`${folder}/${encodeURIComponent(slug)}/`, root);
    const answer = await fetch(url);
    if (!answer.ok) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const link of page.querySelectorAll(".facts a")) link.href = new URL(link.getAttribute("href"), url).href;
    page.querySelectorAll(".facts [id]").forEach((one) => one.removeAttribute("id"));
    const figures = [...page.querySelectorAll(".facts > div")].map((metric) => [
      metric.querySelector("dt").textContent,
      [...metric.querySelectorAll("dd:not(.history)")].map((fact) => make("div", { class: fact.className }, ...fact.childNodes)),
    ]);
    const name = page.querySelector("h1").textContent;
    return { slug, url, name, summary: page.querySelector(".lead")?.textContent ?? "", figures: new Map(figures) };
  }
  return undefined;
};

let asked = 0;
const show = async () => {
  const turn = (asked += 1);
  const slugs = chosen();
  const found = (await Promise.all(slugs.map(read))).map((one, at) => one ?? { slug: slugs[at] });
  if (turn !== asked) return;
  const entities = found.filter(({ name }) => name);
  status.textContent = found.filter(({ name }) => !name).map(({ slug }) => status.dataset.missing.replace("{name}", slug)).join(". ");
  form.hidden = entities.length >= MOST;
  if (entities.length === 0) return box.replaceChildren();
  const head = entities.map(({ slug, url, name }) => {
    const remove = make("button", { type: "button", "aria-label": box.dataset.remove.replace("{name}", name) }, "×");
    remove.addEventListener("click", () => choose(chosen().filter((one) => one !== slug)));
    return make("th", { scope: "col" }, make("a", { href: url }, name), " ", remove);
  });
  // What all have comes first, then what most have.
  const count = (label) => entities.filter(({ figures }) => figures.has(label)).length;
  const labels = [...new Set(entities.flatMap(({ figures }) => [...figures.keys()]))].sort((one, other) => count(other) - count(one));
  const rows = labels.map((label) => make("tr", {}, make("th", { scope: "row" }, label), ...entities.map(({ figures }) => make("td", {}, ...(figures.get(label) ?? [])))));
  const about = make("tr", {}, make("th", { scope: "row" }, box.dataset.summary), ...entities.map(({ summary }) => make("td", {}, summary)));
  const top = make("thead", {}, make("tr", {}, make("th", { scope: "col" }, box.dataset.figure), ...head));
  box.replaceChildren(make("table", { class: "directory comparison" }, top, make("tbody", {}, about, ...rows)));
  return undefined;
};

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const input = form.querySelector("input");
  const { search, describe } = await import(document.querySelector("form.search").dataset.script);
  const { hits } = await search(input.value, (_, group) => "pcx".includes(group));
  const slug = hits.length > 0 && (await describe(hits[0].page)).url.split("/")[1];
  if (slug) {
    input.value = "";
    await choose([...chosen(), slug]);
  } else status.textContent = status.dataset.missing.replace("{name}", input.value);
});
addEventListener("popstate", show);
form.hidden = false;
show();
