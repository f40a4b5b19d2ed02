// How a page is cited: copies what stands there, and says how to cite the figure, event, picture or section that the
// address points to. Without this script the page itself is cited.

const box = document.querySelector("#fb-cite");

// What a title needs in each form; keys and addresses are plain everywhere.
const TEX = { "\\": "\\textbackslash{}", "{": "\\textbraceleft{}", "}": "\\textbraceright{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}" };
const escape = {
  text: (words) => words,
  ris: (words) => words,
  csl: (words) => JSON.stringify(words).slice(1, -1),
  bibtex: (words) => words.replace(/[\\{}~^$&#%_]/g, (sign) => TEX[sign] ?? `\\${sign}`),
};

const words = (element) => element?.textContent.replace(/\s+/g, " ").replace(/ #$/, "").trim() ?? "";

// What the place of an address is called: nothing if it is none that anyone would cite.
const nameOf = (place) => {
  const date = words(place.querySelector("time"));
  if (place.matches(".facts dd")) {
    return `${words(place.parentElement.querySelector("dt"))}, ${words(place.querySelector(".value"))}${date && ` (${date})`}`;
  }
  if (place.matches(".facts > div")) return words(place.querySelector("dt"));
  if (place.matches(".events > li")) return `${words(place.querySelector("time + span")?.firstChild)} (${date})`;
  if (place.matches("figure.exhibit")) return words(place.querySelector("figcaption"));
  return place.matches(".prose :is(h2, h3, h4, h5, h6)") ? words(place) : "";
};

if (box) {
  const summary = box.querySelector("summary");
  const page = summary.textContent;
  const forms = [...box.querySelectorAll("[data-form]")];
  const parts = forms.flatMap((form) => [...form.querySelectorAll("[data-part]")].map((part) => ({ part, form: form.dataset.form, was: part.textContent })));
  const title = parts.find(({ part, form }) => form === "text" && part.dataset.part === "title")?.was ?? "";

  const here = document.createElement("button");
  Object.assign(here, { type: "button", className: "cite-here", textContent: box.dataset.here });
  here.addEventListener("click", () => {
    box.open = true;
    summary.scrollIntoView({ block: "nearest" });
    summary.focus({ preventScroll: true });
    box.scrollIntoView({ block: "nearest" });
  });

  const point = () => {
    here.remove();
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {}
    const place = id && document.getElementById(id);
    const name = place ? nameOf(place) : "";
    summary.textContent = name ? box.dataset.place : page;
    for (const { part, form, was } of parts) {
      const kind = part.dataset.part;
      if (!name) part.textContent = was;
      else if (kind === "title") part.textContent = escape[form](`${title}: ${name}`);
      else if (kind === "address") part.textContent = was + location.hash;
      else part.textContent = `${was}-${id.replace(/[^\w.-]+/g, "-")}`;
    }
    // The line of small print, if there is one, so that nothing below it moves.
    if (name) (place.matches("figure") ? place.querySelector("figcaption") : place.querySelector(".provenance") ?? place).append(" ", here);
  };
  addEventListener("hashchange", point);
  point();

  for (const form of forms) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "copy", textContent: box.dataset.copy });
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(form.textContent);
        button.textContent = box.dataset.copied;
        setTimeout(() => (button.textContent = box.dataset.copy), 2000);
      } catch {
        // A page without the right to the clipboard leaves the words chosen.
        getSelection().selectAllChildren(form);
      }
    });
    form.closest(".form").after(button);
  }
}
