// Messages in the corner: dismissed by hand, good news after eight seconds; bad news stays.
const STAY = 8000;

function say(text, tone = "danger") {
  const region = document.getElementById("toasts");
  const template = document.getElementById("toast-template");
  if (!region || !template) return;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.classList.replace("tone-danger", `tone-${tone}`);
  toast.querySelector("div").textContent = text;
  region.append(toast);
  watch(toast);
}

function watch(toast) {
  if (toast.dataset.toast === "on") return;
  toast.dataset.toast = "on";
  if (toast.classList.contains("tone-danger") || toast.classList.contains("tone-warning")) return;
  let timer = setTimeout(() => toast.remove(), STAY);
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("focusin", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", () => (timer = setTimeout(() => toast.remove(), STAY)));
}

document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest("[data-toast]").remove());
document.addEventListener("toast", (event) => say(event.detail.value ?? event.detail.text, event.detail.tone ?? "success"));
document.addEventListener("htmx:load", () => document.querySelectorAll("[data-toast]").forEach(watch));
document.querySelectorAll("[data-toast]").forEach(watch);
