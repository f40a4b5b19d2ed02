// The text of the page as it is laid out, with everything unfolded that folds.
document.querySelectorAll("details").forEach((details) => (details.open = true));
return document.body.innerText;
