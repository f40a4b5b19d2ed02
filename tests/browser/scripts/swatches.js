// Adds to a code block every colour that code can have, as far as the style sheets know, on an ordinary line and
// on a marked one. Returns how many there are.
const classes = new Set();
const collect = (rules) => {
  for (const rule of rules) {
    if (rule.cssRules) collect(rule.cssRules);
    const colour = /^pre \.(\w+)$/.exec(rule.selectorText ?? "");
    if (colour) classes.add(colour[1]);
  }
};
[...document.styleSheets].forEach((sheet) => collect(sheet.cssRules));
const code = document.querySelector("pre code");
for (const line of ["line", "line marked"]) {
  const row = document.createElement("span");
  row.className = line;
  for (const name of classes) {
    const word = document.createElement("span");
    word.className = name;
    word.textContent = `${name} `;
    row.append(word);
  }
  code.append(row);
}
return classes.size;
