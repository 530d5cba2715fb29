// Theme without a reload: sets the media of the two colour files and keeps the choice in the same cookie as the form.
const YEAR = 365 * 24 * 3600;

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-theme-form]") || !event.submitter) return;
  event.preventDefault();
  const button = event.submitter;
  const root = document.documentElement;
  root.dataset.theme = button.value;
  document.querySelector('[data-theme-part="dark"]').media = button.dataset.dark;
  document.querySelector('[data-theme-part="contrast"]').media = button.dataset.contrast;
  document.querySelector('meta[name="color-scheme"]').content = button.dataset.scheme;
  document.cookie = `theme=${button.value}; path=/; max-age=${YEAR}; samesite=lax${location.protocol === "https:" ? "; secure" : ""}`;
  for (const other of event.target.querySelectorAll("[aria-pressed]")) {
    other.setAttribute("aria-pressed", String(other === button));
  }
  const shown = event.target.closest("details").querySelector("summary use");
  shown.setAttribute("href", button.querySelector("use").getAttribute("href"));
});
