// Editing in place: Escape cancels, Enter and Ctrl+Enter save, the focus goes into the form and back to its button.
document.addEventListener("keydown", (event) => {
  const form = event.target.closest("[data-row-form]");
  if (!form || event.isComposing) return;
  if (event.key === "Escape") {
    event.preventDefault();
    form.querySelector("[data-cancel]").click();
  } else if (event.key === "Enter" && isText(event.target) && (!event.shiftKey || event.ctrlKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

// Enter keeps its own work on links, buttons and lists; Ctrl+Enter saves from a list too.
function isText(control) {
  return control.matches("textarea, input:not([type=checkbox]):not([type=radio])");
}

// After settling, not after the swap: a form that has the focus is then ready to be sent in place.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const id = detail.target?.id ?? "";
  if (!/^(measure|result)-\d+$/.test(id)) return;
  const place = document.getElementById(id);
  if (place.querySelector("[data-row-form]")) {
    if (!place.querySelector("[data-error-summary]")) place.querySelector("textarea").focus();
  } else if (detail.requestConfig.elt.closest("[data-row-form]")) {
    [...place.querySelectorAll("[data-edit]")].at(-1)?.focus(); // The button of a row is its last one.
  }
});
