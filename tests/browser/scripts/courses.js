// Where what changed is out of its order in a page from right to left, as a list of texts: the first value, its date,
// the last value, its date.
document.documentElement.dir = "rtl";
const found = [];
const rows = [...document.querySelectorAll(".courses .values")];
for (const row of rows) {
  const parts = [...row.querySelectorAll(".value, .provenance:has(a)")];
  const boxes = parts.map((part) => part.getBoundingClientRect());
  parts.slice(1).forEach((part, index) => {
    const [before, box] = [boxes[index], boxes[index + 1]];
    const isOneLine = Math.abs(before.bottom - box.bottom) < 12 && before.height < 30 && box.height < 30;
    if (isOneLine && box.right > before.left + 0.5) found.push(`“${part.textContent}” stands before “${parts[index].textContent}”`);
  });
}
if (rows.length === 0) found.push("nothing has changed");
return found;
