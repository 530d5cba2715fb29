// «/» puts the cursor into the page's search field. Nothing else is taken from the browser and from screen readers.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const field = document.querySelector("[data-search-field]");
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});
