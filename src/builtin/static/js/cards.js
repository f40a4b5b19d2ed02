// Cards: what is behind a link to an entity or a figure, while pointer or keyboard rest on it. The page that it leads
// to says it, and is read once. Fingers do not rest on links.

const { addressOf, make, pageAt } = await import(document.querySelector("form.search").dataset.script);
const root = addressOf("");
const card = make("div", { id: "fb-card", class: "card", role: "tooltip", hidden: "" });

const pages = new Map([[location.pathname, document]]);
const pageOf = async ({ pathname }) => {
  if (!pages.has(pathname)) pages.set(pathname, await pageAt(pathname));
  return pages.get(pathname);
};

// The link around an element, if there may be something to say of it. Pictures say by themselves what is behind theirs,
// and the addresses of these are no texts.
const linkOf = (target) => {
  const link = target.closest?.("main a:not(nav a, .search a, svg a)");
  if (!link?.href.startsWith(root)) return undefined;
  const isEntity = /^(projects|companies)\/[^?#]+\/$/.test(link.href.slice(root.length));
  return isEntity || (link.hash && link.matches(".figure, .figure a, time > a")) ? link : undefined;
};

// Nothing in it can be clicked.
const words = (element) => {
  const copy = document.importNode(element, true);
  copy.querySelectorAll("a").forEach((link) => link.replaceWith(...link.childNodes));
  return copy.childNodes;
};
const text = (from, selector) => from.querySelector(selector)?.textContent ?? "";
const row = (label, fact) => make("div", {}, make("dt", {}, label), make("dd", {}, text(fact, ".value"), " ", make("small", {}, text(fact, "time"))));
const head = (page, label) => make("p", {}, make("b", {}, text(page, "h1")), label);

const ofFigure = (page, fact) => {
  const metric = fact.parentElement;
  const others = [...metric.querySelectorAll("dd:not(.history)")].filter((one) => one !== fact);
  return [head(page, ` · ${text(metric, "dt")}`), make("p", {}, ...words(fact)), make("dl", {}, ...others.slice(0, 4).map((one) => row("", one)))];
};
const ofEntity = (page) => {
  const figures = [...page.querySelectorAll(".facts-panel .facts > div")].slice(0, 2);
  return [head(page, ""), make("p", {}, text(page, ".lead")), make("dl", {}, ...figures.map((one) => row(text(one, "dt"), one)))];
};
const said = (page, { hash }) => {
  if (!hash) return page.querySelector("h1") ? ofEntity(page) : [];
  const fact = page.getElementById(decodeURIComponent(hash.slice(1)));
  return fact?.matches(".facts-panel dd") ? ofFigure(page, fact) : [];
};

let timer;
let shown;
const hide = () => {
  clearTimeout(timer);
  shown?.removeAttribute("aria-describedby");
  shown = undefined;
  card.hidden = true;
};
const show = async (link) => {
  hide();
  shown = link;
  const parts = said(await pageOf(link), link);
  if (shown !== link || !parts.length) return;
  link.removeAttribute("title");
  link.setAttribute("aria-describedby", card.id);
  card.replaceChildren(...parts);
  card.hidden = false;
  const at = link.getBoundingClientRect();
  const [width, height] = [card.offsetWidth + 8, card.offsetHeight + 8];
  const above = at.bottom + height > innerHeight && at.top > height;
  const left = document.dir === "rtl" ? at.right + 8 - width : at.left;
  card.style.left = `${scrollX + Math.max(8, Math.min(left, document.body.clientWidth - width))}px`;
  card.style.top = `${scrollY + (above ? at.top - height : at.bottom + 8)}px`;
};
const turn = (target, rests) => {
  const link = rests && linkOf(target);
  clearTimeout(timer);
  if (link && link !== shown) timer = setTimeout(() => show(link).catch(hide), 250);
  else if (!link && !card.contains(target)) timer = setTimeout(hide, 200);
};

document.body.append(card);
addEventListener("pointerover", ({ target, pointerType }) => pointerType === "touch" || turn(target, true));
addEventListener("focusin", ({ target }) => turn(target, target.matches(":focus-visible")));
addEventListener("focusout", ({ target }) => turn(target, false));
addEventListener("keydown", ({ key }) => key === "Escape" && hide());
