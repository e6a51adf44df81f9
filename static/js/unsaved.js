// Warns before work is lost: a form with data-unsaved that is changed, or came back with mistakes, and is not sent. Without this file
// nobody is warned and nothing else differs.
let unsaved = Boolean(document.querySelector("form[data-unsaved] [aria-invalid=true]"));

document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-unsaved]")) unsaved = true;
});
// A smaller form beside it, sent or emptied, saves nothing of it.
for (const done of ["submit", "reset"]) {
  document.addEventListener(done, (event) => {
    if ("unsaved" in event.target.dataset) unsaved = false;
  });
}
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
