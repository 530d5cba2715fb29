// Links with data-dialog open a native dialog instead of following their address; data-source is fetched on opening.
document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const opener = event.target.closest("[data-dialog]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (!dialog) return;
    event.preventDefault();
    show(dialog);
    return;
  }
  const closer = event.target.closest("[data-close]");
  if (closer) closer.closest("dialog")?.close();
  else if (event.target instanceof HTMLDialogElement && isOutside(event, event.target)) event.target.close();
});

function show(dialog) {
  const body = dialog.querySelector("[data-source]");
  if (body) htmx.ajax("GET", body.dataset.source, { target: body, swap: "innerHTML" });
  dialog.showModal();
}

// A click on the backdrop reports the dialog itself as the target, at a point outside its box.
function isOutside(event, dialog) {
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}

// After a success the view sends HX-Trigger: {"close-dialog": true}.
document.addEventListener("close-dialog", () => {
  for (const dialog of document.querySelectorAll("dialog[open]")) dialog.close();
});
