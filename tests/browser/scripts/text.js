// The text of the page as it is laid out, with everything unfolded that folds, and without what works by script alone
// and is no part of the text: buttons, lists to choose from, and what an address without a page may have meant.
document.querySelectorAll("details").forEach((details) => (details.open = true));
document.querySelectorAll("button, select, .filters, .compare-add, .did-you-mean").forEach((one) => one.remove());
return document.body.innerText;
