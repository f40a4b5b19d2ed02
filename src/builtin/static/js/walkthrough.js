// Walk-throughs, one step at a time. Without this script all steps stand below one another, and so they do on
// paper. Nothing moves between steps, so there is no motion to reduce. All words come from the page.
"use strict";

{
  const walk = (figure) => {
    const bar = figure.querySelector(".walk-bar");
    const steps = [...figure.querySelectorAll(".walk-step")];
    // A single step has no buttons.
    if (!bar) return;
    const [previous, next, all] = bar.querySelectorAll("button");
    const status = bar.querySelector("[role=status]");
    let at = 0;
    let stepping = true;

    const words = (step, selector) => step.querySelector(selector).textContent;

    // A hidden step takes no part in the order of Tab and is not read out.
    const draw = () => {
      figure.classList.toggle("stepping", stepping);
      steps.forEach((step, place) => {
        step.classList.toggle("shown", place === at);
        step.inert = stepping && place !== at;
      });
      // A disabled button would lose the focus, and with it the arrow keys.
      previous.setAttribute("aria-disabled", at === 0);
      next.setAttribute("aria-disabled", at === steps.length - 1);
      all.setAttribute("aria-pressed", !stepping);
    };

    // Who sees the step needs its number; who does not is told what it says.
    const announce = () => {
      const step = steps[at];
      const heard = document.createElement("span");
      heard.className = "visually-hidden";
      heard.textContent = `. ${words(step, ".walk-lines")}. ${words(step, ".walk-text")}`;
      status.replaceChildren(words(step, ".walk-number"), heard);
    };

    const go = (place) => {
      const wanted = Math.max(0, Math.min(place, steps.length - 1));
      if (wanted === at) return;
      at = wanted;
      draw();
      announce();
    };

    previous.addEventListener("click", () => go(at - 1));
    next.addEventListener("click", () => go(at + 1));
    all.addEventListener("click", () => {
      stepping = !stepping;
      draw();
    });

    // A click anywhere inside gives the figure the focus, and with it the keys.
    figure.tabIndex = -1;
    figure.addEventListener("keydown", (event) => {
      if (!stepping || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const places = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: steps.length - 1 };
      if (!Object.hasOwn(places, event.key)) return;
      event.preventDefault();
      go(places[event.key]);
    });

    bar.hidden = false;
    draw();
  };

  document.querySelectorAll("figure.walkthrough").forEach(walk);
}
