// The words of everything that Tab has to stop at, in the order of the page.
const all = document.querySelectorAll("a[href], summary, button, input, select, [tabindex='0']");
return [...all].filter((one) => !one.disabled && one.checkVisibility()).map((one) => one.textContent.trim().slice(0, 40));
