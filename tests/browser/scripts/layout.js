// What is wrong with the layout of the page, as a list of texts. `arguments[0]` is one of the three questions,
// `arguments[1]` the width that the window was given.
const [question, width] = arguments;
const root = document.documentElement;
const found = [];

// What a browser leaves out until it is scrolled to takes part too.
const everything = new CSSStyleSheet();
everything.replaceSync("* { content-visibility: visible !important }");
document.adoptedStyleSheets = [everything];

const name = (element) => {
  const label = element.id ? `#${element.id}` : [...element.classList].map((name) => `.${name}`).join("");
  const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 40);
  return `<${element.localName}${label}> "${words}"`;
};

const isShown = (element) => element.checkVisibility({ visibilityProperty: true });

// Whether an element keeps what is too large for it in its box.
const holds = (style) => style.overflowX !== "visible";

// The part of a rectangle that the boxes around an element let through; null if nothing is.
const clip = (rect, element) => {
  let { left, top, right, bottom } = rect;
  for (let box = element; box && box !== document.body; box = box.parentElement) {
    const style = getComputedStyle(box);
    if (!holds(style) || style.display === "inline") continue;
    const limit = box.getBoundingClientRect();
    left = Math.max(left, limit.left);
    top = Math.max(top, limit.top);
    right = Math.min(right, limit.right);
    bottom = Math.min(bottom, limit.bottom);
  }
  return right - left > 0.5 && bottom - top > 0.5 ? { left, top, right, bottom } : null;
};

const sideways = () => {
  if (root.clientWidth !== width) found.push(`it is laid out ${root.clientWidth} px wide`);
  if (root.scrollWidth > width) found.push(`it is ${root.scrollWidth} px wide`);
  for (const element of document.body.querySelectorAll("*")) {
    if (!isShown(element)) continue;
    const rect = element.getBoundingClientRect();
    if (rect.width === 0 || rect.bottom <= 0) continue;
    const seen = clip(rect, element.parentElement);
    if (seen && (seen.right > width + 1 || seen.left < -1)) {
      found.push(`${name(element)} reaches from ${Math.round(seen.left)} to ${Math.round(seen.right)} px`);
    }
  }
};

const cut = () => {
  for (const element of document.body.querySelectorAll("*:not(.visually-hidden, .skip-picture)")) {
    const style = getComputedStyle(element);
    const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
    if (!isShown(element) || style.display === "inline") continue;
    const lostX = cuts(style.overflowX) && element.scrollWidth > element.clientWidth + 1;
    const lostY = cuts(style.overflowY) && element.scrollHeight > element.clientHeight + 1;
    // Words that end in an ellipsis are cut for all to see, and the tooltip has the rest.
    const told = style.textOverflow === "ellipsis" && (element.closest("[title]")?.title ?? "").includes(element.textContent.trim());
    if (lostY || (lostX && !told)) found.push(`${name(element)} is cut off`);
  }
  for (const text of document.body.querySelectorAll("svg text")) {
    if (!isShown(text)) continue;
    let svg = text.ownerSVGElement;
    while (svg.ownerSVGElement) svg = svg.ownerSVGElement;
    // What is drawn beyond the edge of a picture is seen as long as it stays within its figure.
    const box = holds(getComputedStyle(svg)) ? svg : svg.closest("figure, div") ?? svg;
    const [words, limit] = [text.getBoundingClientRect(), box.getBoundingClientRect()];
    const outside = [limit.left - words.left, limit.top - words.top, words.right - limit.right, words.bottom - limit.bottom];
    if (Math.max(...outside) > 1.5) found.push(`${name(text)} is cut off by its picture`);
  }
};

// Every line of text and every picture, where it is seen.
const marks = () => {
  const all = [];
  const add = (node, element, rects) => {
    for (const rect of rects) {
      const seen = clip(rect, element);
      if (seen && seen.bottom > 0) all.push({ node, element, ...seen });
    }
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.data.trim() || !isShown(text.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    add(text, text.parentElement, range.getClientRects());
  }
  // The lines of the years lie behind all that stands in a timeline.
  for (const picture of document.body.querySelectorAll("img, svg:not(svg svg, .lanes > .grid), input")) {
    if (isShown(picture)) add(picture, picture, [picture.getBoundingClientRect()]);
  }
  return all.sort((one, other) => one.top - other.top);
};

// Boxes of lines are higher than their letters and may touch: two marks overlap if one hides a good part of the
// height of the other.
const overlap = () => {
  const all = marks();
  all.forEach((one, place) => {
    for (let next = place + 1; next < all.length && all[next].top < one.bottom; next++) {
      const other = all[next];
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - other.top;
      const low = Math.min(one.bottom - one.top, other.bottom - other.top);
      // Words in a picture stand on it, not in its way.
      const drawn = (words, picture) => picture.element.localName === "svg" && picture.element.contains(words.node);
      // The lines of one name in a network are drawn once more, above those of all.
      const lines = [one, other].every(({ element }) => element.matches(".network-picture .lines"));
      const apart = one.node === other.node || lines || drawn(one, other) || drawn(other, one);
      if (!apart && across > 2 && down > 0.4 * low) {
        found.push(`${name(one.element)} and ${name(other.element)} overlap by ${Math.round(across)} × ${Math.round(down)} px`);
      }
    }
  });
};

({ sideways, cut, overlap })[question]();
return found.slice(0, 10);
