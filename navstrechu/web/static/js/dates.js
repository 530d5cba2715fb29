// A typed date (dd.mm.yyyy) gets dots while typing and a button that opens the browser's own calendar.
function toIso(text) {
  const parts = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim());
  return parts ? `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}` : "";
}

function dress(input) {
  if (input.dataset.date === "on") return;
  input.dataset.date = "on";
  input.addEventListener("input", (event) => {
    if (!event.inputType?.startsWith("insert") || input.selectionStart !== input.value.length) return;
    if (/^\d{2}$|^\d{2}\.\d{2}$/.test(input.value)) input.value += ".";
  });
  if (!("showPicker" in HTMLInputElement.prototype) || input.disabled || input.readOnly) return;

  const box = document.createElement("span");
  box.className = "date-picker";
  const native = document.createElement("input");
  native.type = "date";
  native.tabIndex = -1;
  native.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--quiet button--icon";
  button.setAttribute("aria-label", document.querySelector("#texts").dataset.calendar);
  button.append(document.querySelector("#calendar-icon")?.content.cloneNode(true) ?? "▾");
  button.addEventListener("click", () => {
    native.value = toIso(input.value);
    native.showPicker();
  });
  native.addEventListener("change", () => {
    input.value = native.value.split("-").reverse().join(".");
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
    input.focus();
  });
  input.replaceWith(box);
  box.append(input, native, button);
}

const scan = (root) => root.querySelectorAll("input[data-date]").forEach(dress);
document.addEventListener("htmx:load", (event) => scan(event.target.parentElement ?? document));
scan(document);
