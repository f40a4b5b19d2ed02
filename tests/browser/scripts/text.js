// The text of the page as it is laid out, with everything unfolded that folds, and the buttons that only a script
// can bring to life.
document.querySelectorAll("details").forEach((details) => (details.open = true));
document.querySelectorAll("[hidden]").forEach((hidden) => (hidden.hidden = false));
return document.body.innerText;
