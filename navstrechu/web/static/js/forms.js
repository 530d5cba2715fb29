// Forms: sent once, filters sent on change, focus to the error summary.
const busy = new WeakSet();

document.addEventListener("submit", (event) => {
  const form = event.target;
  // A download leaves the page as it is: nothing would ever set such a form free again.
  if (event.defaultPrevented || form.method !== "post" || form.matches("[data-download]")) return;
  if (busy.has(form)) {
    event.preventDefault();
    return;
  }
  busy.add(form);
  event.submitter?.classList.add("is-busy");
});

// A page restored from the browser's cache, and an answer swapped in, may be sent again.
window.addEventListener("pageshow", () => release(document));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt.closest?.("form");
  if (form) busy.delete(form);
  release(document);
});

function release(root) {
  for (const form of root.querySelectorAll("form")) busy.delete(form);
  for (const button of root.querySelectorAll(".is-busy")) button.classList.remove("is-busy");
}

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit-on-change]")) event.target.form.requestSubmit();
});

const focusSummary = (root) => root.querySelector("[data-error-summary]")?.focus();
focusSummary(document);
document.addEventListener("htmx:afterSettle", (event) => focusSummary(event.target));
