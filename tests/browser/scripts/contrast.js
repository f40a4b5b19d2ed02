// Every text of the page that does not stand out from its ground, as a list of texts, and how many were looked at.
// `arguments[0]` is the least contrast, as WCAG 2 computes it.
const [least] = arguments;

// A pixel tells the red, green, blue and opacity of a colour, however the style sheet wrote it.
const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
const known = new Map();
const channels = (colour) => {
  if (!known.has(colour)) {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, opacity] = pen.getImageData(0, 0, 1, 1).data;
    known.set(colour, [red, green, blue, opacity / 255]);
  }
  return known.get(colour);
};

// One colour laid over another that is opaque.
const over = ([red, green, blue, opacity], ground) =>
  [red, green, blue].map((part, place) => part * opacity + ground[place] * (1 - opacity));

// What lies behind an element: the backgrounds around it, from the outermost in.
const ground = (element) => {
  const around = element.parentElement ? ground(element.parentElement) : channels("Canvas");
  return over(channels(getComputedStyle(element).backgroundColor), around);
};

const luminance = (colour) => {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one, other) => {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

// How much of an element is seen. What is clear until one points at it is judged as it looks then.
const opacity = (element) => {
  const own = Number(getComputedStyle(element).opacity) || 1;
  return element.parentElement ? own * opacity(element.parentElement) : own;
};

document.querySelectorAll("details").forEach((details) => (details.open = true));
const faint = new Map();
let count = 0;
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const element = texts.currentNode.parentElement;
  if (!texts.currentNode.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
  const behind = ground(element);
  const [red, green, blue, own] = channels(getComputedStyle(element).color);
  const ratio = contrast(over([red, green, blue, own * opacity(element)], behind), behind);
  count += 1;
  if (ratio < least) {
    const place = [...element.classList].map((name) => `.${name}`).join("");
    const parent = element.parentElement.localName;
    const key = `<${element.localName}${place}> in <${parent}>, rgb(${red} ${green} ${blue}) on rgb(${behind.map(Math.round).join(" ")})`;
    faint.set(key, `${ratio.toFixed(2)}: ${key}: "${texts.currentNode.data.trim().slice(0, 30)}"`);
  }
}
return { faint: [...faint.values()], texts: count, ground: luminance(ground(document.body)) };
