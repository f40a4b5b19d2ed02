// The search: words are looked up in the files beside its page. Without this script the forms lead there, and it lists
// all names.

const forms = [...document.querySelectorAll("form.search")];
export const says = forms[0]?.dataset;
const folder = forms[0]?.action;

export const make = (name, props, ...children) => set(document.createElement(name), props, ...children);
const set = (element, props, ...children) => {
  Object.entries(props).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
};

// Words, by the same rules as in src/search/words.rs.

const DENSE = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const LETTER = "[\\p{Alphabetic}\\p{N}]";
const RUN = new RegExp(`${LETTER}+(?:(?<=[0-9])\\.(?=[0-9])${LETTER}+)*(?:[+#]+(?!${LETTER}|[+#]))?`, "gu");
const PIECE = new RegExp(`[${DENSE}]+|[^${DENSE}]+`, "gu");
export const isDense = (text) => new RegExp(`^[${DENSE}]`, "u").test(text);

export const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").normalize("NFC");

const pieces = (run) => run.match(PIECE).flatMap((piece) => {
  const chars = [...piece];
  if (!isDense(piece)) return chars.length > 1 ? [piece] : [];
  return chars.length === 1 ? [piece] : chars.slice(1).map((char, at) => chars[at] + char);
});

export const wordsOf = (text) => [...new Set((fold(text).replace(/(?<=[0-9]),(?=[0-9])/g, "").match(RUN) ?? []).flatMap(pieces))];

// Whether a word of a text starts so.
const has = (text, { word }) => wordsOf(text).some((other) => other.startsWith(word));

const shardOf = (word, shards) => {
  const [first, second = 0] = [...word].map((char) => char.codePointAt(0));
  return (first * 37 + second * 101) % shards;
};

// Whether no more letters than `most` have to be changed, left out, added or exchanged with the next.
const isNear = (one, other, most) => {
  if (Math.abs(one.length - other.length) > most) return false;
  let [older, old] = [[], [...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (one[i - 1] !== other[j - 1]));
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    if (Math.min(...row) > most) return false;
    [older, old] = [old, row];
  }
  return old[other.length] <= most;
};

const files = new Map();
export const load = (name) => {
  if (!files.has(name)) {
    const file = fetch(new URL(`${name}.json`, folder), { cache: "no-cache" }).then((answer) => answer.json());
    files.set(name, file);
    file.catch(() => files.delete(name));
  }
  return files.get(name);
};

export const describe = async (page) => {
  const { chunk } = await load("head");
  return (await load(`pages-${Math.floor(page / chunk)}`))[page % chunk];
};
// A page of the site as a document: empty if there is none at the address.
export const pageAt = async (address) => {
  const answer = await fetch(address);
  return new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html");
};
export const addressOf = (path) => new URL(`../${path}`, folder).href;

// The most entities that are compared, and their names in the address: paths, or the slug of a project.
export const MOST = 4;
export const nameOf = (path) => path.replace(/^projects\/(?=[^/]*\/$)|\/$/g, "");

// What a word tells of a page, by its weight in the index. From NAMED on it is in a name of the page.
const SCORES = [1, 1.5, 2, 4, 5, 9, 14];
const NAMED = 5;

// The pages with a word, with words that start like it, or, without any, with words that are nearly the same.
const matches = async (word) => {
  const { shards } = await load("head");
  const pages = new Map();
  const found = new Set();
  const take = (key, list, factor) => {
    found.add(key);
    let page = 0;
    for (const posting of list) {
      page += posting >> 3;
      const score = SCORES[posting & 7] * factor;
      if (!(pages.get(page)?.score >= score)) pages.set(page, { score, named: (posting & 7) >= NAMED });
    }
  };
  const shard = (start) => load(`words-${shardOf(start, shards)}`);
  const { words, common } = await shard(word);
  const isCommon = common.includes(word);
  for (const [key, list] of Object.entries(words)) {
    if (key.startsWith(word)) take(key, list, key === word ? 1 : 0.6);
  }
  if (!pages.size && !isCommon && word.length > 3 && !isDense(word) && !/\d/.test(word)) {
    const most = word.length > 7 ? 2 : 1;
    const stem = word.slice(0, Math.max(4, word.length - 3));
    // The slip may be in the letters that choose the shard.
    for (const start of new Set([word, word[1] + word[0], word.slice(1), word[0] + word[2]])) {
      for (const [key, list] of Object.entries((await shard(start)).words)) {
        if (isNear(word, key, most)) take(key, list, 0.4);
        else if (key.startsWith(stem)) take(key, list, 0.3);
      }
    }
  }
  return { word, pages, isCommon, found: [...found] };
};

// The pages to keep with the most words of a query, best first. Words that most pages have only count if there are no
// others.
export const search = async (query, keep = () => true) => {
  const head = await load("head");
  const all = await Promise.all(wordsOf(query).map(matches));
  const telling = all.filter((one) => !one.isCommon);
  const words = telling.length ? telling : all;
  const pages = new Map();
  for (const { pages: matched } of words) {
    for (const [page, { score, named }] of matched) {
      const letter = head.pages[page];
      if (letter === "-" || !keep(page, letter)) continue;
      const hit = pages.get(page) ?? { page, letter, count: 0, score: head.sizes[page] / 10, named: 0 };
      hit.count += 1;
      hit.score += score;
      hit.named += named;
      pages.set(page, hit);
    }
  }
  const found = [...pages.values()];
  const most = Math.max(0, ...found.map(({ count }) => count));
  const hits = found.filter(({ count }) => count === most).sort((one, other) => other.score - one.score || one.page - other.page);
  const fits = (title) => words.length && words.every((one) => has(title, one));
  const places = head.places.filter(([group, title]) => fits(title) && keep(-1, group));
  return { hits, words, groups: grouped(head.groups, hits, places, most), answers: await answers(hits, words) };
};

// By kind: first those with pages that are called so, entities before others; then the best; context last.
const grouped = (all, hits, places, most) => {
  const groups = all.map(([letter, title]) => {
    const own = hits.filter((hit) => hit.letter === letter);
    return { letter, title, hits: own, places: places.filter(([group]) => group === letter) };
  });
  const rank = ({ letter, hits: own, places: found }) => {
    if (letter === "x") return 0;
    return found.length || own.some(({ named }) => named === most) ? 1e9 : own[0].score;
  };
  return groups.filter(size).sort((one, other) => rank(other) - rank(one));
};

// Figures that the words ask for which are no names: "tower height".
const answers = async (hits, words) => {
  const found = [];
  for (const { page } of hits.filter(({ named }) => named).slice(0, 6)) {
    const { title, url, names = [], figures = [] } = await describe(page);
    const called = [title, ...names].join(" ");
    const rest = words.filter((one) => !has(called, one));
    for (const [label, text, date, source, anchor, contested] of figures) {
      if (rest.length && rest.every((one) => has(label, one))) {
        found.push({ href: `${addressOf(url)}#${anchor}`, title: `${title}: ${label}`, text: contested ? `${text} ≠` : text, by: [date, source, contested && `≠ ${contested}`].filter(Boolean).join(" · ") });
      }
    }
  }
  return found;
};

// A link to a page, with its other name if the query means that.
export const row = async ({ page }, words, props) => {
  const { title, url, summary = "", names = [] } = await describe(page);
  const isMeant = (name) => words.some((one) => has(name, one));
  const other = isMeant(title) ? undefined : names.find(isMeant);
  return placeRow(["", title, url], props, other ? ` (${other})` : "", ...small(summary));
};
const small = (text) => (text ? [" ", make("span", { class: "summary" }, text)] : []);
export const placeRow = ([, title, url], props, ...more) => make("a", { ...props, href: addressOf(url) }, make("b", {}, title), ...more);
export const answerRow = ({ href, title, text, by }, props) =>
  make("a", { ...props, href, class: "answer" }, `${title} `, make("b", {}, text), ...small(by));

export const counted = (count) => says[count > 1 ? "many" : count ? "one" : "none"].replace("{n}", count);
const size = ({ hits, places }) => hits.length + places.length;
export const total = ({ groups, answers: found }) => groups.reduce((sum, group) => sum + size(group), found.length);

// The list below a field, as long as one types.
const suggest = (form) => {
  const input = form.querySelector("input");
  const list = make("div", { id: `${input.id}-list`, role: "listbox", class: "suggestions", "aria-label": says.results, hidden: "" });
  const status = make("p", { role: "status", class: "visually-hidden" });
  form.append(list, status);
  set(input, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" });
  let active = -1;
  let asked = 0;
  const options = () => [...list.querySelectorAll("a")];
  const choose = (place) => {
    active = place;
    options().forEach((option, at) => option.setAttribute("aria-selected", at === place));
    const option = options()[place];
    option?.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option?.id ?? "");
  };
  const open = (isOpen) => {
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", isOpen);
    choose(-1);
  };
  const show = async () => {
    const turn = (asked += 1);
    const query = input.value;
    if (!wordsOf(query).length) return void open(false);
    const found = await search(query);
    let room = 10;
    const option = { role: "option", tabindex: "-1" };
    const groups = [{ title: says.figures, rows: found.answers.slice(0, 2).map((one) => answerRow(one, option)) }];
    for (const { title, hits, places } of found.groups) {
      const own = places.slice(0, 2).map((one) => placeRow(one, option));
      const rows = [...own, ...hits.slice(0, Math.min(4, room)).map((hit) => row(hit, found.words, option))];
      room = Math.max(0, room - rows.length);
      groups.push({ title, rows });
    }
    const count = total(found);
    const all = make("a", { ...option, class: "all", href: `${folder}?q=${encodeURIComponent(query)}` }, count ? says.all.replace("{n}", count) : says.none);
    const box = async ({ title, rows }) =>
      make("div", { role: "group", "aria-label": title }, make("p", { "aria-hidden": "true" }, title), ...(await Promise.all(rows)));
    const shown = await Promise.all(groups.filter(({ rows }) => rows.length).map(box));
    // An older answer may come later than a newer one.
    if (turn !== asked) return;
    list.replaceChildren(...shown, all);
    options().forEach((one, at) => { one.id = `${list.id}-${at}`; });
    open(document.activeElement === input);
    status.textContent = counted(count);
  };
  input.addEventListener("input", () => show().catch(() => open(false)));
  input.addEventListener("focus", () => (list.hasChildNodes() ? open(input.value !== "") : load("head").catch(() => {})));
  form.addEventListener("focusout", ({ relatedTarget }) => form.contains(relatedTarget) || open(false));
  input.addEventListener("keydown", (event) => {
    const count = options().length;
    if (list.hidden || event.isComposing) return;
    if (event.key === "ArrowDown") choose((active + 1) % count);
    else if (event.key === "ArrowUp") choose(active < 0 ? count - 1 : active - 1);
    else if (event.key === "Escape") open(false);
    else if (event.key === "Enter" && active >= 0) options()[active].click();
    else return;
    event.preventDefault();
  });
};

forms.filter((form) => !form.querySelector(".search-filters")).forEach(suggest);
