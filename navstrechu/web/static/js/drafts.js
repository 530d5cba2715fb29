// Nothing typed is lost: forms with data-draft="key" keep their text in this browser until they are saved, and the
// browser asks before a page with unsaved text is left. A kept text is offered, never put in silently over newer data.
const PREFIX = "draft:";
const DAYS = 14;
const saved = new Map();
const changed = new Set();
let leaving = false;

const kept = (key) => {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
};

const texts = (form) => {
  const values = {};
  for (const control of form.elements) {
    if (!control.name || ["hidden", "password", "file", "submit", "button"].includes(control.type)) continue;
    if (control.type === "checkbox" || control.type === "radio") {
      if (control.checked) (values[control.name] ??= []).push(control.value);
    } else (values[control.name] ??= []).push(control.value);
  }
  return values;
};

const fill = (form, values) => {
  const rest = structuredClone(values);
  for (const control of form.elements) {
    if (!control.name || ["hidden", "password", "file", "submit", "button"].includes(control.type)) continue;
    if (control.type === "checkbox" || control.type === "radio") control.checked = (rest[control.name] ?? []).includes(control.value);
    else if (rest[control.name]?.length) control.value = rest[control.name].shift();
  }
};

// A page whose fields depend on the text (annexes) puts it back itself.
function restore(form, key, values) {
  const asked = new CustomEvent("draft-restore", { detail: values, cancelable: true });
  if (!form.dispatchEvent(asked)) return;
  fill(form, values);
  note(form, key);
}

function watch(form) {
  if (saved.has(form)) return;
  const key = form.dataset.draft;
  saved.set(form, JSON.stringify(texts(form)));
  form.addEventListener("input", () => note(form, key));
  form.addEventListener("submit", () => (leaving = true));
  offer(form, key);
}

function note(form, key) {
  const values = texts(form);
  if (JSON.stringify(values) === saved.get(form)) {
    changed.delete(form);
    localStorage.removeItem(PREFIX + key);
    return;
  }
  changed.add(form);
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), values }));
  } catch {
    // A full store costs only the draft; the form itself still works.
  }
}

function offer(form, key) {
  const draft = kept(key);
  if (!draft || JSON.stringify(draft.values) === saved.get(form)) return;
  const line = document.createElement("p");
  line.className = "draft-note";
  line.setAttribute("role", "status");
  const said = document.querySelector("#texts").dataset;
  const when = new Date(draft.at).toLocaleString(said.locale, { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
  line.append(said.draft.replace("{when}", when));
  line.append(action(said.draftRestore, () => { restore(form, key, draft.values); line.remove(); }));
  line.append(action(said.draftDelete, () => { localStorage.removeItem(PREFIX + key); line.remove(); }));
  form.prepend(line);
}

function action(label, work) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button--link";
  button.textContent = label;
  button.addEventListener("click", work);
  return button;
}

// The server says what it has saved: <… data-draft-saved="key"> on the page that follows, or HX-Trigger {"draft-saved": "key"}.
function forget(key) {
  localStorage.removeItem(PREFIX + key);
  for (const form of changed) if (form.dataset.draft === key) changed.delete(form);
}

function scan(root) {
  for (const mark of root.querySelectorAll("[data-draft-saved]")) forget(mark.dataset.draftSaved);
  for (const form of root.querySelectorAll("form[data-draft]")) watch(form);
}

document.addEventListener("draft-saved", (event) => forget(event.detail.value));
document.addEventListener("htmx:load", (event) => scan(event.target.parentElement ?? document));
window.addEventListener("pageshow", () => (leaving = false));
window.addEventListener("beforeunload", (event) => {
  // A row that was closed without saving is gone from the page; its text stays in the store.
  const open = [...changed].some((form) => form.isConnected);
  if (open && !leaving) event.preventDefault();
});

for (const name of Object.keys(localStorage)) {
  if (name.startsWith(PREFIX) && Date.now() - (kept(name.slice(PREFIX.length))?.at ?? 0) > DAYS * 864e5) localStorage.removeItem(name);
}
scan(document);
