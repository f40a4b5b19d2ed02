// What is wrong with the open menu, as a list of texts: a link that is not seen, or that something covers.
const links = [...document.querySelectorAll(".menu nav a")];
const found = links.length < 5 ? [`the menu has ${links.length} links`] : [];
for (const link of links) {
  const { left, right, top, bottom } = link.getBoundingClientRect();
  const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  const words = link.textContent;
  if (!link.checkVisibility()) found.push(`the menu does not show ${words}`);
  else if (seen !== link) found.push(`${words} is covered by <${seen?.localName}> "${seen?.textContent.slice(0, 30)}"`);
  // Fingers are less exact than a pointer.
  if (bottom - top < 24) found.push(`${words} is ${bottom - top} px high`);
}
return found;
