// The text of the page as it is laid out, with everything unfolded that folds, and without the buttons: they work
// by script alone, and what they say is no part of the text.
document.querySelectorAll("details").forEach((details) => (details.open = true));
document.querySelectorAll("button").forEach((button) => button.remove());
return document.body.innerText;
