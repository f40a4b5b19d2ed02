// Where the focus is.
const element = document.activeElement;
const all = document.querySelectorAll("a[href], summary, button, input, select, [tabindex='0']");
const place = [...all].filter((one) => !one.disabled && one.checkVisibility()).indexOf(element);
const style = getComputedStyle(element);
// A link that runs over two lines is looked for on the first of them.
const { left, right, top, bottom } = element.getClientRects()[0];
const over = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
return {
  name: element.textContent.trim().slice(0, 40),
  place: place < 0 ? null : place,
  in_main: element !== document.body && document.querySelector("main").contains(element),
  seen: over !== null && (element.contains(over) || over.contains(element) && over !== document.body),
  marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && Number(style.opacity) === 1,
};
