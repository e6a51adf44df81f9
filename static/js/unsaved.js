// Warns before work is lost: a form with data-unsaved, changed and not sent. Without this file nobody is warned and nothing else differs.
let unsaved = false;

document.addEventListener("input", (event) => {
  if (event.target.closest("form[data-unsaved]")) unsaved = true;
});
document.addEventListener("submit", () => {
  unsaved = false;
});
window.addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
