// Density and columns act at once and are kept in the same cookies that the forms write.
const YEAR = 365 * 24 * 3600;
const keep = (name, value) => {
  document.cookie = `${name}=${value}; path=/; max-age=${YEAR}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
};

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-density-form]") || !event.submitter) return;
  event.preventDefault();
  const density = event.submitter.value;
  document.documentElement.dataset.density = density;
  keep("density", density);
  for (const button of document.querySelectorAll("[data-density-form] [aria-pressed]")) {
    button.setAttribute("aria-pressed", String(button.value === density));
  }
});

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-columns-form]");
  if (!form) return;
  const name = form.dataset.columnsForm;
  const hidden = [...form.querySelectorAll('[name="shown"]')].filter((box) => !box.checked).map((box) => box.value);
  for (const table of document.querySelectorAll(`table[data-table="${name}"]`)) table.dataset.hide = hidden.join(" ");
  keep(`columns_${name}`, hidden.join("-"));
});
