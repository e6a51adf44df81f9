// Keeps what is typed into a form with data-draft, in this tab alone, until it is sent: a reload or a wrong turn loses nothing. What
// the server wrote anew meanwhile stays as it is. Never a password, a code, a file or a hidden field, nor a field with data-draft-off.
// Signing out forgets all of it. Without this file a reload empties the form, and nothing else differs.
const PREFIX = "draft:";
const LEFT_OUT = ["password", "file", "hidden", "submit", "button", "reset", "fieldset"];

const fieldsOf = (form) =>
  [...form.elements].filter(
    (field) =>
      field.name && !LEFT_OUT.includes(field.type) && field.autocomplete !== "one-time-code" && !("draftOff" in field.dataset),
  );
const isMarked = (field) => field.type === "checkbox" || field.type === "radio";
const nameOf = (field) => (isMarked(field) ? `${field.name}=${field.value}` : field.name);
const typedIn = (field) => (isMarked(field) ? field.checked : field.value);

function writtenIn(field) {
  if (isMarked(field)) return field.defaultChecked;
  if (field.type !== "select-one") return field.defaultValue;
  const options = [...field.options];
  return (options.find((option) => option.defaultSelected) || options[0] || field).value;
}

// Some browsers refuse a page its own store; then nothing is kept.
function read(form) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + form.dataset.draft)) || {};
  } catch {
    return {};
  }
}

function write(form, draft) {
  try {
    if (draft) sessionStorage.setItem(PREFIX + form.dataset.draft, JSON.stringify(draft));
    else sessionStorage.removeItem(PREFIX + form.dataset.draft);
  } catch {}
}

function keep(form, sent = false) {
  const changed = fieldsOf(form).filter((field) => typedIn(field) !== writtenIn(field));
  const typed = changed.map((field) => [nameOf(field), [writtenIn(field), typedIn(field)]]);
  write(form, typed.length && { sent, typed: Object.fromEntries(typed) });
}

function putBack(form, typed) {
  const back = fieldsOf(form).filter((field) => {
    const [written, wanted] = typed[nameOf(field)] || [];
    return wanted !== undefined && written === writtenIn(field) && wanted !== typedIn(field);
  });
  for (const field of back) {
    const wanted = typed[nameOf(field)][1];
    if (isMarked(field)) field.checked = wanted;
    else field.value = wanted;
    const fold = field.closest("details");
    if (fold) fold.open = true;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  return back.length > 0;
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  const told = form.querySelector("[data-draft-told]");
  const { sent, typed } = read(form);
  // What was sent is saved, or the server has written it into the form again with what is wrong.
  if (sent) write(form);
  else if (typed) told.hidden = !putBack(form, typed);
  form.addEventListener("input", () => keep(form));
  form.addEventListener("change", () => keep(form));
  form.addEventListener("submit", () => keep(form, true));
  told.querySelector("button").addEventListener("click", () => {
    form.reset();
    write(form);
    told.hidden = true;
    form.querySelector("input:not([type=hidden]), textarea, select").focus();
  });
}

// The browser shows the page as it was left: what was sent did not arrive.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
});

document.addEventListener("submit", (event) => {
  if (!/\/account\/logout\/$/.test(event.target.getAttribute("action"))) return;
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
});
