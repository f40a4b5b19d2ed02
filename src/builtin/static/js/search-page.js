// The page of the search, and what the error page suggests. What matches a query is the business of search.js, which
// this script finds by the address that the forms name.
"use strict";

const { script } = document.querySelector("form.search").dataset;
const { addressOf, answerRow, counted, fold, isDense, load, make, pageAt, placeRow, row, says, search, total, wordsOf } = await import(script);
const results = document.querySelector(".search-results");

// What pages say, block by block with the anchor of their section, by address. A page is read once.
const pages = new Map();
const blocksOf = (url) => {
  if (!pages.has(url)) {
    const blocks = pageAt(url).then(blocksIn);
    pages.set(url, blocks);
    blocks.catch(() => pages.delete(url));
  }
  return pages.get(url);
};
const blocksIn = (page) => {
  const main = page.querySelector("main");
  let section = "";
  return [...main.querySelectorAll(":is(h2, h3, p, li, td, dd, dt):not(.page-head *, .profile *, nav *, figure *)")].map((block) => {
    if (block.matches("h2, h3")) section = block.id;
    return [block.textContent.replace(/\s+/g, " ").replace(/#$/, "").trim(), section];
  });
};

// The sentence around the words on a page, with the anchor of its section. The page itself says it.
const excerpt = async (link, words) => {
  const escaped = (word) => word.replace(/[.+]/g, "\\$&").replace(/^\d{4,}$/, (digits) => [...digits].join(",?"));
  const alike = words.flatMap(({ word, found }) => (found.some((one) => one.startsWith(word)) ? [word] : found));
  const sought = alike.map((word) => (isDense(word) ? word : `(?<![\\p{L}\\p{N}])${escaped(word)}[\\p{L}\\p{N}]*`)).join("|");
  const pattern = new RegExp(sought, "giu");
  let [best, most, anchor] = ["", 0, ""];
  for (const [text, section] of await blocksOf(link.href)) {
    const count = new Set((text.match(pattern) ?? []).map(fold)).size;
    if (count > most) [best, most, anchor] = [text, count, section];
  }
  if (most === 0) return;
  const first = best.search(pattern);
  const from = first < 80 ? 0 : best.indexOf(" ", first - 70) + 1;
  const cut = best.slice(from, from + 220);
  const marked = make("span", { class: "summary" }, from > 0 ? "… " : "");
  let at = 0;
  for (const { 0: word, index } of cut.matchAll(pattern)) {
    marked.append(cut.slice(at, index), make("mark", {}, word));
    at = index + word.length;
  }
  marked.append(cut.slice(at), from + 220 < best.length ? " …" : "");
  link.querySelector(".summary")?.remove();
  link.append(" ", marked);
  if (anchor) link.hash = anchor;
};

// The page of the search: all that was found, narrowed down by the fields beside the query.
const page = (form) => {
  const [input, status] = [form.querySelector("input"), document.querySelector(".search-status")];
  const names = document.querySelector(".names");
  const fields = [...form.querySelectorAll("select")];
  let asked = 0;

  const narrowed = async () => {
    const [kind, ...facets] = fields;
    const chosen = facets.filter(({ value }) => value);
    const lists = chosen.length ? await load("facets") : {};
    const within = chosen.map(({ name, value }) => new Set(lists[`${name}s`].find(([title]) => title === value)?.[1]));
    return (number, letter) => (!kind.value || letter === kind.value) && within.every((pages) => pages.has(number));
  };
  const list = async ({ title, hits, places }, words, most) => {
    const rows = [...places.map((place) => placeRow(place, {})), ...(await Promise.all(hits.slice(0, most).map((hit) => row(hit, words, {}))))];
    const section = make("section", {}, make("h2", {}, title), make("ul", { class: "entries" }, ...rows.map((one) => make("li", {}, one))));
    // What is called so need not be quoted.
    const quoted = rows.slice(places.length).filter((_, at) => hits[at].named === 0);
    const quote = () => quoted.slice(0, 5).forEach((one) => excerpt(one, words).catch(() => {}));
    const more = make("button", { type: "button" }, says.all.replace("{n}", hits.length));
    more.addEventListener("click", async () => {
      const whole = await list({ title, hits, places }, words, Infinity);
      section.replaceWith(whole.section);
      // The button is gone; what it has shown comes next.
      whole.section.querySelectorAll("a")[rows.length].focus();
      whole.quote();
    });
    if (hits.length > most) section.append(more);
    return { section, quote };
  };
  const show = async () => {
    const turn = (asked += 1);
    const found = await search(input.value, await narrowed());
    const figures = found.answers.map((answer) => make("li", {}, answerRow(answer, {})));
    const lists = await Promise.all(found.groups.map((group) => list(group, found.words, 10)));
    // An older answer may come later than a newer one.
    if (turn !== asked) return;
    const isAsked = wordsOf(input.value).length > 0;
    names.hidden = isAsked;
    status.textContent = isAsked ? counted(total(found)) : "";
    results.replaceChildren(...(figures.length ? [make("ul", { class: "entries" }, ...figures)] : []), ...lists.map(({ section }) => section));
    lists.forEach(({ quote }) => quote());
  };
  // Where the files of the search cannot be read, the names are what there is.
  const refresh = () => show().catch(() => {
    names.hidden = false;
    status.textContent = "";
    results.replaceChildren();
  });
  const address = () => {
    const set = [...new FormData(form)].filter(([, value]) => value);
    return set.length ? `?${new URLSearchParams(set)}` : location.pathname;
  };
  const restore = () => {
    const set = new URLSearchParams(location.search);
    for (const field of [input, ...fields]) field.value = set.get(field.name) ?? "";
    return refresh();
  };
  const fill = async () => {
    const [head, facets] = [await load("head"), await load("facets")];
    const option = (value, text) => make("option", { value }, text);
    fields[0].append(...head.groups.map(([letter, title]) => option(letter, title)));
    for (const field of fields.slice(1)) field.append(...facets[`${field.name}s`].map(([title]) => option(title, title)));
    // What there is none of is nothing to choose by.
    fields.forEach((field) => { field.disabled = false; field.hidden = field.length < 2; });
    form.querySelector(".search-filters").hidden = false;
  };
  form.addEventListener("input", () => {
    history.replaceState(null, "", address());
    refresh();
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.pushState(null, "", address());
    refresh();
  });
  // Down and up go from the field through the results and back.
  document.addEventListener("keydown", (event) => {
    const links = [input, ...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at < 0 || !step || event.isComposing) return;
    event.preventDefault();
    links[at + step]?.focus();
  });
  addEventListener("popstate", restore);
  fill().then(restore).catch(() => {});
};

// An address without a page: what it says may be the name of one.
const didYouMean = async (box) => {
  // The site itself may lie in a folder, whose name says nothing.
  const path = location.pathname.slice(new URL(addressOf("")).pathname.length);
  for (const part of decodeURIComponent(path).split("/").filter(Boolean).reverse()) {
    const { hits, words } = await search(part.replace(/\.\w+$/, ""));
    if (hits.length) {
      const rows = await Promise.all(hits.slice(0, 5).map((hit) => row(hit, words, {})));
      box.querySelector("ul").replaceChildren(...rows.map((one) => make("li", {}, one)));
      box.hidden = false;
      return;
    }
  }
};

document.querySelectorAll("form.search:has(.search-filters)").forEach(page);
document.querySelectorAll(".did-you-mean").forEach((box) => didYouMean(box).catch(() => {}));
