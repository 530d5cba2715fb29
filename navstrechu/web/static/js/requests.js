// htmx: the token of the page on every request, and a plain sentence when a request fails.
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = document.querySelector('meta[name="csrf-token"]').content;
});

const said = document.querySelector("#texts").dataset;
const say = (text) => document.dispatchEvent(new CustomEvent("toast", { detail: { text, tone: "danger" } }));

// An error page carries its sentence in [data-error-sentence].
function sentence(xhr) {
  const page = new DOMParser().parseFromString(xhr.responseText, "text/html");
  return page.querySelector("[data-error-sentence]")?.textContent.trim() || said.failed;
}
document.addEventListener("htmx:responseError", (event) => say(sentence(event.detail.xhr)));
document.addEventListener("htmx:sendError", () => say(said.offline));
document.addEventListener("htmx:timeout", () => say(said.timeout));

// Only answers that belong to the page are swapped in: a whole document answered to a fragment is followed instead.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, target } = event.detail;
  if (target === document.body || !/^\s*<!doctype/i.test(xhr.responseText)) return;
  event.detail.shouldSwap = false;
  if (xhr.status < 400) location.assign(xhr.responseURL || location.href);
  else if (xhr.status === 409 || xhr.status === 422) say(sentence(xhr)); // Other errors come as responseError.
});
