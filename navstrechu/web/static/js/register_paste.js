// Cells go to the clipboard and come from it: a pasted block is shown with what it would change before it is saved.
const focused = () => {
  const cell = document.activeElement;
  return cell?.matches?.("table[data-register] [data-cell]") ? cell : null;
};

const quoted = (text) => (/[\n\t"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function textOf(cell) {
  if (cell.dataset.cell === "touchpoint") return cell.querySelector("a")?.textContent.trim() ?? "";
  return [...cell.querySelectorAll("p:not(.note)")].map((line) => line.innerText.trim()).join("\n");
}

document.addEventListener("copy", (event) => {
  const cell = focused();
  if (!cell || String(getSelection())) return;
  event.clipboardData.setData("text/plain", quoted(textOf(cell)));
  event.preventDefault();
});

document.addEventListener("paste", (event) => {
  const cell = focused();
  if (!cell || cell.querySelector("[data-cell-form]")) return;
  const text = event.clipboardData.getData("text/plain");
  if (!text.trim()) return;
  event.preventDefault();
  sessionStorage.setItem("register:focus", cell.id);
  const table = cell.closest("table");
  const rows = [...table.querySelectorAll("[data-row]")];
  const from = rows.indexOf(cell.closest("[data-row]"));
  const values = { text, cell: cell.dataset.cell, rows: rows.slice(from).map((row) => row.dataset.row).join(",") };
  htmx.ajax("POST", table.dataset.paste, { target: "#paste-body", swap: "innerHTML", values }).then(() => {
    const dialog = document.querySelector("#paste");
    if (!document.querySelector("#paste-body form") || dialog.open) return;
    dialog.showModal();
    document.querySelector("#paste-body :is(select, button[name=confirmed])")?.focus();
  });
});

// What was pasted is not kept as a draft of a page that is no form of its own: the clipboard still holds it.
document.querySelector("#paste")?.addEventListener("close", () => {
  document.querySelector("#paste-body").replaceChildren();
  document.getElementById(sessionStorage.getItem("register:focus") ?? "")?.focus();
});
