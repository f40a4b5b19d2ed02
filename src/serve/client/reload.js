// What `fieldbook serve` adds to every page: it keeps the page up to date, and shows the problems of the site.
// The server says what to do by server-sent events. All that it says is inserted as text, never as HTML.
"use strict";

{
  const script = document.currentScript;
  const address = (name) => new URL(name, script.src).href;

  // Milliseconds between two attempts to reach a server that is away.
  const PAUSE = 1000;

  // Storage may be forbidden; then a reload forgets the place, and all else works.
  let storage = {};
  try {
    storage = sessionStorage;
  } catch {}
  const remember = (key, value) => (storage[`fieldbook:${key}`] = JSON.stringify(value));
  const recall = (key) => JSON.parse(storage[`fieldbook:${key}`] ?? null);

  // ---- The stream of events
  // Which version of the page is shown; the server compares it with its own at every connection.
  let { version } = script.dataset;
  let stream = null;
  let attempt = 0;

  // A browser opens six connections to a server and no more, so only a page that is seen holds one. What happened
  // while it was not seen, it learns when it connects again.
  function connect() {
    if (stream || document.hidden) return;
    clearTimeout(attempt);
    const query = `path=${encodeURIComponent(location.pathname)}&version=${encodeURIComponent(version)}`;
    stream = new EventSource(`${address("events")}?${query}`);
    stream.addEventListener("reload", reload);
    stream.addEventListener("styles", (event) => replaceStyles(JSON.parse(event.data)));
    stream.addEventListener("gone", tellGone);
    stream.addEventListener("problems", (event) => tellProblems(event.data));
    // The browser itself would try again after some failures only, and with the version it began with.
    stream.addEventListener("error", () => {
      disconnect();
      attempt = setTimeout(connect, PAUSE);
    });
  }

  function disconnect() {
    clearTimeout(attempt);
    stream?.close();
    stream = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  // The browser may keep a page that is left, for the reader who goes back to it.
  addEventListener("pagehide", () => (disconnect(), settle()));
  addEventListener("pageshow", connect);

  // ---- Reloading, and the place at which the reader was
  const placeKey = `place:${location.pathname}`;
  const LANDMARKS = ":is(h1, h2, h3, h4, h5, h6, section, article, figure, table, tr, dt, li, div, p)[id]";
  // How the author left the details elements; what differs from that, the reader did.
  const written = new Map([...document.querySelectorAll("details")].map((each) => [each, each.open]));
  let reloading = false;
  // The place to come back to, until the page has loaded and stands still.
  let wanted = null;

  function reload() {
    reloading = true;
    remember(placeKey, wanted ?? currentPlace());
    history.scrollRestoration = "manual";
    location.reload();
  }

  function currentPlace() {
    const { activeElement: active, body } = document;
    const turned = [...document.querySelectorAll("details")].filter((each) => each.open !== written.get(each));
    return {
      x: scrollX,
      y: scrollY,
      landmark: scrollY > 0 ? nearestLandmark() : null,
      details: turned.map(describe),
      focus: active !== body && body.contains(active) ? describe(active) : null,
      ring: Boolean(active?.matches(":focus-visible")),
    };
  }

  // Pixels lead astray when a text further up has grown; the nearest thing with an id moves along with the text.
  function nearestLandmark() {
    const seen = [...document.querySelectorAll(LANDMARKS)].filter((element) => element.checkVisibility());
    const places = seen.map((element) => ({ id: element.id, top: element.getBoundingClientRect().top }));
    return places.sort((a, b) => Math.abs(a.top) - Math.abs(b.top))[0];
  }

  // How to find an element in the next version of the page: the third link that says so.
  function describe(element) {
    const { localName, open } = element;
    const words = wordsOf(element);
    return { localName, words, open, index: alike({ localName, words }).indexOf(element) };
  }

  const find = (description) => alike(description)[description.index];
  const alike = ({ localName, words }) =>
    [...document.getElementsByTagName(localName)].filter((element) => wordsOf(element) === words);
  const wordsOf = (element) => (element.querySelector("summary") ?? element).textContent.trim().slice(0, 100);

  function restorePlace() {
    const place = recall(placeKey);
    if (place) remember(placeKey, null);
    // A reload that never came to pass must not move a reader who comes by a link.
    if (!place || performance.getEntriesByType("navigation")[0]?.type !== "reload") return settle();
    wanted = place;
    for (const each of place.details) find(each)?.toggleAttribute("open", each.open);
    restoreScroll();
    if (place.focus) find(place.focus)?.focus({ preventScroll: true, focusVisible: place.ring });
    // Pictures and the fragment of the address move the page until it has loaded. The reader moves it for good.
    const moves = ["wheel", "touchstart", "pointerdown", "keydown"];
    moves.forEach((move) => addEventListener(move, settle, { once: true, passive: true }));
    addEventListener("load", () => setTimeout(() => (restoreScroll(), settle())));
  }

  // The pixels come first: a landmark that sticks to the window says nothing, and then they stand.
  function restoreScroll() {
    if (!wanted) return;
    const { x, y, landmark } = wanted;
    scrollTo({ left: x, top: y, behavior: "instant" });
    const element = landmark && document.getElementById(landmark.id);
    if (element) scrollBy({ top: element.getBoundingClientRect().top - landmark.top, behavior: "instant" });
  }

  // From here on the browser looks after the scroll position by itself, as on any site.
  function settle() {
    wanted = null;
    if (!reloading) history.scrollRestoration = "auto";
  }

  // ---- Style sheets
  // For a sheet that is loading, those that go when it has come: several, if there was no time for the one between.
  const forerunners = new WeakMap();

  function replaceStyles({ version: next, urls }) {
    const path = (url) => new URL(url, location.href).pathname;
    const links = [...document.querySelectorAll("link[rel~=stylesheet]:not([data-outgoing])")];
    for (const [from, to] of Object.entries(urls)) {
      const old = links.filter((link) => path(link.href) === path(from));
      // The page is not what the server takes it for.
      if (old.length === 0) return reload();
      // Under the address it knows, the browser would show what it has.
      for (const link of old) replaceStyle(link, from === to ? `${to}?${next}` : to);
    }
    version = next;
  }

  // The old sheet stays until the new one is there, so that the page is never seen without.
  function replaceStyle(old, url) {
    const link = old.cloneNode();
    const before = [old, ...(forerunners.get(old) ?? [])];
    forerunners.set(link, before);
    old.dataset.outgoing = "";
    link.href = url;
    link.addEventListener("load", () => before.forEach((each) => each.remove()));
    link.addEventListener("error", reload);
    old.after(link);
  }

  // ---- What lies over the page: a notice, and a panel of problems that folds to a count in the corner
  // The errors this tab has shown, and whether the panel is open.
  const panel = recall("panel") ?? { errors: [], open: false };
  const isError = (problem) => problem.severity === "error";
  const GONE = "This page no longer exists.";
  let gone = false;
  let told = "";
  let overlay = null;

  function tellGone() {
    // Whatever version the page has when it exists again, it is not the one shown.
    version = "";
    if (gone) return;
    gone = true;
    overlay ??= build();
    overlay.notice.hidden = false;
    announce();
  }

  function tellProblems(data) {
    // Every connection brings them, changed or not.
    if (data === told) return;
    told = data;
    const { summary, problems, more } = JSON.parse(data);
    unfold(problems);
    if (problems.length > 0 || gone) fill(summary, problems, more);
    else overlay = overlay?.host.remove();
  }

  // The panel opens by itself for an error that is new, and folds when only warnings are left. Otherwise it stays
  // as the reader left it.
  function unfold(problems) {
    const errors = problems.filter(isError).map(({ code, file, message }) => `${code} ${file} ${message}`);
    const isNew = errors.some((each) => !panel.errors.includes(each));
    const isLike = problems.length > 0 && (errors.length > 0) === (panel.errors.length > 0);
    Object.assign(panel, { errors, open: isNew || (panel.open && isLike) });
    remember("panel", panel);
  }

  function fill(summary, problems, more) {
    overlay ??= build();
    const { host, dialog, details, count, list } = overlay;
    const focused = host.shadowRoot.activeElement;
    dialog.hidden = problems.length === 0;
    dialog.classList.toggle("error", problems.some(isError));
    details.open = panel.open;
    count.textContent = summary;
    list.replaceChildren(...problems.map(item));
    if (more > 0) list.append(make("li", {}, `The terminal shows ${more} more.`));
    if (focused && !focused.isConnected) count.focus();
    announce();
  }

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !overlay?.details.open) return;
    overlay.details.open = false;
    if (overlay.host.shadowRoot.activeElement) overlay.count.focus();
  });

  // Screen readers read out what comes into an element that was there before.
  function announce() {
    const { ready, live, dialog, count } = overlay;
    const problems = dialog.hidden ? "" : count.textContent;
    ready.then(() => setTimeout(() => (live.textContent = `${gone ? GONE : ""} ${problems}`), 100));
  }

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  // A shadow root keeps the styles of the site out, and these in.
  function build() {
    const live = make("p", { class: "live", role: "status" });
    const home = make("a", { href: address("../") }, "Go to the home page");
    const notice = make("p", { class: "notice", hidden: "" }, `${GONE} `, home);
    const count = make("summary", {});
    const list = make("ul", {});
    const details = make("details", {}, count, list);
    const dialog = make("section", { role: "dialog", "aria-label": "Problems of the site", hidden: "" }, details);
    details.addEventListener("toggle", () => remember("panel", Object.assign(panel, { open: details.open })));
    // Nothing is seen before its styles have come, or have failed to.
    const frame = make("div", { class: "frame", hidden: "" }, live, notice, dialog);
    const sheet = make("link", { rel: "stylesheet", href: address("overlay.css") });
    const ready = new Promise((done) => (sheet.onload = sheet.onerror = done)).then(() => (frame.hidden = false));
    const host = make("fieldbook-serve", {});
    host.attachShadow({ mode: "open" }).append(sheet, frame);
    document.documentElement.append(host);
    return { host, ready, live, notice, dialog, details, count, list };
  }

  function item({ severity, code, message, file, line, column, editor, text }) {
    const title = code ? `${severity}[${code}]` : severity;
    const place = [file, line, column].filter((part) => part != null).join(":");
    const shown = make("li", { class: severity }, make("h3", {}, make("span", {}, title), `: ${message}`));
    const link = editor ? make("a", { href: editor, title: "Open in the editor" }, place) : place;
    if (place) shown.append(make("p", { class: "place" }, link));
    // The report begins with what was just said.
    const lines = (text ?? "").trimEnd().split("\n");
    for (const said of [`${title}: ${message}`, `--> ${place}`]) {
      if (lines[0]?.replaceAll(SEQUENCE, "").trim() === said) lines.shift();
    }
    // Long lines are scrolled with the arrow keys, once the focus is on them.
    if (lines.join("").trim()) shown.append(make("pre", { tabindex: "0" }, ...coloured(lines.join("\n"))));
    return shown;
  }

  // ---- The colours of the terminal
  // Numbers that choose colours and styles; or any other sequence, which has nothing to say here.
  const SEQUENCE = /\x1b\[([\d;]*)m|\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)/g;

  // A text with its choices as classes, which the style sheet knows by their numbers: `sgr-1 sgr-91`.
  function coloured(text) {
    let chosen = [];
    // Splitting leaves the texts, and between each two of them the numbers.
    return text.split(SEQUENCE).map((part, index) => {
      if (index % 2 === 0) return make("span", { class: chosen.map((number) => `sgr-${number}`).join(" ") }, part);
      // The first sixteen of 256 colours are the eight and their bright ones.
      const numbers = part?.replace(/38;5;(\d+)/g, (_, colour) => Number(colour) + (colour < 8 ? 30 : 82));
      for (const number of numbers?.split(";").map(Number) ?? []) {
        // One colour takes the place of another; styles add up.
        const kept = chosen.filter((other) => other < 30 || number < 30);
        chosen = number === 0 ? [] : [...kept, number];
      }
      return "";
    });
  }

  // What is wrong on this page is marked at its place; the site's own style sheets know nothing of that.
  if (document.querySelector(".fieldbook-problem")) {
    document.head.append(make("link", { rel: "stylesheet", href: address("marks.css") }));
  }
  restorePlace();
  connect();
}
