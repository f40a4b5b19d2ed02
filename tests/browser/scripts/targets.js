// Which links of pictures of events a finger would miss, as a list of texts: those below 24 pixels, and those that
// another one covers in part.
const found = [];
const links = [...document.querySelectorAll(".timeline :is(.timeline-picture, .years) a")].filter((link) => link.checkVisibility());
const marks = links.filter((link) => link.closest(".at"));
if (marks.length < 20) found.push(`only ${marks.length} marks are seen`);
const boxes = links.map((link) => [link, link.getBoundingClientRect()]);
const words = (link) => link.textContent.trim().slice(0, 60);
for (const [link, box] of boxes) {
  if (box.width < 23.9 || box.height < 23.9) found.push(`“${words(link)}” is ${box.width} by ${box.height} px`);
  if (box.left < -0.5 || box.right > innerWidth + 0.5) found.push(`“${words(link)}” is off the page`);
}
boxes.sort(([, one], [, other]) => one.top - other.top);
boxes.forEach(([link, box], index) => {
  for (const [other, next] of boxes.slice(index + 1)) {
    if (next.top >= box.bottom - 0.5) break;
    const shared = Math.min(box.right, next.right) - Math.max(box.left, next.left);
    if (shared > 0.5) found.push(`“${words(link)}” and “${words(other)}” share ${shared} px`);
  }
});
return found;
