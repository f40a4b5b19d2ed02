// What the frame of every page does by script: colours that the reader chooses, menus that shut, and a key for the
// search.
"use strict";

// Light, dark, or as the reader's desktop is. The choice is kept in the browser, and made known before the page is
// drawn, so that no page shows in other colours first. Without this script the desktop decides.
{
  const KEY = "fieldbook:theme";
  const root = document.documentElement;

  // Storage may be forbidden; then the choice holds for the page.
  const kept = () => {
    try {
      return localStorage.getItem(KEY) ?? "";
    } catch {
      return "";
    }
  };
  const keep = (theme) => {
    try {
      if (theme) localStorage.setItem(KEY, theme);
      else localStorage.removeItem(KEY);
    } catch {}
  };

  const apply = (theme) => {
    if (theme === "light" || theme === "dark") root.dataset.theme = theme;
    else delete root.dataset.theme;
    for (const choice of document.querySelectorAll(".theme-choice")) choice.value = root.dataset.theme ?? "";
  };

  apply(kept());
  addEventListener("DOMContentLoaded", () => {
    for (const choice of document.querySelectorAll(".theme-choice")) {
      choice.hidden = false;
      choice.addEventListener("change", () => (keep(choice.value), apply(choice.value)));
    }
    apply(kept());
  });
  // Another tab has chosen, or the reader has come back to a page that the browser kept.
  addEventListener("storage", (event) => (event.key === KEY || event.key === null) && apply(kept()));
  addEventListener("pageshow", (event) => event.persisted && apply(kept()));
}

// A list of the menu that lies over the page shuts when the reader turns to something else. Its button opens and
// shuts it without this script.
{
  const open = () => document.querySelectorAll(".submenu[open]");
  const shutUnless = (inside) => {
    for (const menu of open()) if (!inside || !menu.contains(inside)) menu.open = false;
  };
  addEventListener("pointerdown", (event) => shutUnless(event.target));
  addEventListener("focusin", (event) => shutUnless(event.target));
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const [menu] = open();
    if (menu?.contains(document.activeElement)) menu.querySelector("summary").focus();
    shutUnless(null);
  });
}

// The field of the search is a key away.
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const input = document.querySelector("form.search input");
  input?.focus();
  input?.select();
});
