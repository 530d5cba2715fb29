// The register as a spreadsheet: arrows and Tab go from cell to cell, Enter, F2 or a double click opens one, Ctrl+Z takes back.
const CELL = "[data-cell]";
const ORDER = ["touchpoint", "interactions", "peculiarities"];
const KEPT = "register:focus";

const table = () => document.querySelector("table[data-register]");
const cells = () => [...(table()?.querySelectorAll(CELL) ?? [])];
const isTyping = (element) => element.matches("input, textarea, select") || element.isContentEditable;

// One cell is in the order of Tab, the others are reached from it.
function prepare() {
  const grid = table();
  if (!grid) return;
  grid.setAttribute("role", "grid");
  const all = cells();
  const first = all.find((cell) => cell.tabIndex === 0) ?? all[0];
  for (const cell of all) cell.tabIndex = cell === first ? 0 : -1;
}

function go(cell) {
  if (!cell) return;
  for (const other of cells()) other.tabIndex = -1;
  cell.tabIndex = 0;
  cell.focus();
  cell.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function neighbour(cell, key) {
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const row = [...cell.parentElement.querySelectorAll(CELL)];
    return row[row.indexOf(cell) + (key === "ArrowRight" ? 1 : -1)];
  }
  const column = cells().filter((other) => other.dataset.cell === cell.dataset.cell);
  return column[column.indexOf(cell) + (key === "ArrowDown" ? 1 : -1)];
}

function open(cell) {
  if (cell.querySelector("[data-cell-form]")) return;
  const row = cell.closest("[data-row]").dataset.row;
  const address = table().dataset.edit.replace("/0/", `/${row}/`);
  htmx.ajax("GET", `${address}?cell=${cell.dataset.cell}`, { target: `#${cell.id}`, swap: "outerHTML" });
}

function takeBack() {
  const form = document.querySelector("[data-undo]");
  if (!form?.querySelector("button")) return;
  remember();
  form.requestSubmit();
}

// The page is loaded anew after a step back: the focus returns to its cell.
function remember() {
  const cell = document.activeElement?.closest?.(CELL);
  if (cell) sessionStorage.setItem(KEPT, cell.id);
}

function onCell(event, cell) {
  if (event.key === "Enter" || event.key === "F2") open(cell);
  else if (event.key === "Escape") document.querySelector("#register-keys").focus();
  else if (event.key === "Tab") {
    const all = cells();
    const next = all[all.indexOf(cell) + (event.shiftKey ? -1 : 1)];
    if (!next) return; // Out of the table, as everywhere.
    go(next);
  } else if (/^Arrow/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) go(neighbour(cell, event.key));
  else return;
  event.preventDefault();
}

// By the place of the key: in the Russian layout it gives «я».
const isStepBack = (event) => (event.ctrlKey || event.metaKey) && !event.shiftKey && event.code === "KeyZ" && !isTyping(event.target);

document.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const form = event.target.closest?.("[data-cell-form]");
  if (form) {
    if (event.key === "Escape") form.querySelector("[data-cancel]").click();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    else return;
    event.preventDefault();
  } else if (isStepBack(event)) {
    event.preventDefault();
    takeBack();
  } else if (event.target.matches?.(CELL)) onCell(event, event.target);
});

document.addEventListener("dblclick", (event) => {
  const cell = event.target.closest(`table[data-register] ${CELL}`);
  if (cell && !event.target.closest("a, button, input, textarea")) open(cell);
});

document.addEventListener("click", (event) => {
  const cell = event.target.closest(`table[data-register] ${CELL}`);
  if (cell && !event.target.closest("a, button, input, textarea, select, label, summary") && !String(getSelection())) go(cell);
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-choose-all]")) return;
  for (const box of document.querySelectorAll('input[name="rows"][form="bulk"]')) box.checked = event.target.checked;
});

document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const id = detail.target?.id ?? "";
  const place = document.getElementById(id);
  prepare();
  if (!place?.matches(CELL) || !ORDER.includes(place.dataset.cell)) return;
  const control = place.querySelector("textarea, input[type=text]");
  if (!control) return go(place);
  if (place.querySelector("[data-error-summary]")) return;
  control.focus();
  control.setSelectionRange?.(control.value.length, control.value.length);
});

// After a paste the rows are shown anew, where they were.
document.addEventListener("register-refresh", () => {
  remember();
  htmx.ajax("GET", location.href, { target: "#register-rows", swap: "outerHTML" }).then(restore);
});

function restore() {
  const id = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  prepare();
  if (id) go(document.getElementById(id));
}

restore();
