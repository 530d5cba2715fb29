// The editor of documents: names of places go where the cursor was; annexes that came or went are told to the page;
// a text kept by this browser comes back with all of its annexes.
const form = document.querySelector("#draft-form");
let last = form.querySelector('[name="clauses"]');

form.addEventListener("focusin", ({ target }) => {
  if (target.matches("textarea")) last = target;
});

form.addEventListener("click", ({ target }) => {
  const button = target.closest("[data-insert]");
  if (!button) return;
  const field = last?.isConnected ? last : form.querySelector('[name="clauses"]');
  const before = field.value.slice(0, field.selectionStart);
  const starts = button.matches("[data-insert-line]") && before && !before.endsWith("\n") ? "\n" : "";
  field.setRangeText(starts + button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
  field.focus();
  tell();
});

const tell = () => form.dispatchEvent(new Event("input", { bubbles: true }));

// After the place was swapped its text is part of the form: the page beside it and the kept text follow.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const id = detail.target?.id ?? "";
  if (!id.endsWith("annex-list") && id !== "draft-fields") return;
  tell();
  if (detail.requestConfig.elt.value?.endsWith("-add")) document.getElementById(id).querySelector("fieldset:last-of-type textarea")?.focus();
});

// Places are drawn anew while somebody types; the field in which that happens stays as it is.
document.addEventListener("htmx:oobBeforeSwap", (event) => {
  if (event.detail.target.contains(document.activeElement)) event.detail.shouldSwap = false;
});

// A kept text may have annexes that the page does not: the server draws the fields for it.
form.addEventListener("draft-restore", (event) => {
  const values = event.detail;
  if (Object.keys(values).every((name) => form.elements[name])) return;
  event.preventDefault();
  const flat = Object.fromEntries(Object.entries(values).map(([name, all]) => [name, all[0]]));
  const version = form.querySelector('[name="version"]').value;
  window.htmx.ajax("POST", form.action, { target: "#draft-fields", swap: "outerHTML", values: { ...flat, version, do: "preview" } });
});
