// The basket changes without leaving the page: htmx sends the form, the server answers with the pieces that change.
// What cannot be done like that is sent again as a plain form, which every one of these is. Without this file, or
// without htmx, they are nothing else.
Object.assign(htmx.config, {
  allowEval: false,
  allowScriptTags: false,
  attributesToSettle: [],
  historyEnabled: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  timeout: 20_000,
  responseHandling: [
    { code: "2..", swap: true },
    { code: "422", swap: true },
    { code: "...", swap: false, error: true },
  ],
});
const AGAIN = 500; // ms in which a second press is the same double click
const strip = document.getElementById("strip");
const basket = document.getElementById("basket");
const presses = new WeakMap(); // form: the press under way, or the last one that failed
const last = new WeakMap(); // form, or the basket with all that is in it: when it was sent last
let touched = false; // an amount has changed since the last request
let within = false; // the keyboard stood in the basket before it was drawn anew
let height = 0; // how far down the page stood then: what is drawn above the old would carry the page along

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("[data-hx-post]")) return;
  // In the basket another button may stand under the finger by now; there the newest press holds.
  const pressed = basket?.contains(form) ? basket : form;
  const soon = event.timeStamp - (last.get(pressed) ?? -AGAIN) < AGAIN;
  last.set(pressed, event.timeStamp);
  if (!soon && pressed.ariaBusy !== "true") return;
  event.preventDefault();
  event.stopPropagation();
}, true);

document.addEventListener("htmx:configRequest", ({ detail }) => {
  const form = detail.elt;
  if (detail.verb !== "post") return;
  if (!presses.has(form)) presses.set(form, `${Date.now()}-${Math.random()}`);
  detail.formData.set("press", presses.get(form));
  if (detail.triggeringEvent?.type !== "change") return;
  // js/stepper.js has stepped already; htmx adds the button that was pressed last.
  for (const name of [...detail.formData.keys()]) if (name.startsWith("step")) detail.formData.delete(name);
});

document.addEventListener("htmx:beforeRequest", ({ detail: { elt } }) => {
  touched = false;
  elt.ariaBusy = "true";
  if (!basket?.contains(elt)) unsay(elt);
});
// What was wrong the last time; the answer says whether it still is.
function unsay(form) {
  for (const error of form.querySelectorAll(".error")) error.remove();
  for (const field of form.querySelectorAll(".wrong")) field.classList.remove("wrong");
  for (const input of form.querySelectorAll("[aria-invalid]")) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
}
document.addEventListener("htmx:afterRequest", ({ detail: { elt, successful, xhr } }) => {
  elt.ariaBusy = null;
  if (successful || xhr.status === 422) presses.delete(elt);
});

document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const elsewhere = new URL(detail.xhr.responseURL).pathname !== new URL(detail.pathInfo.requestPath, location.href).pathname;
  // Somebody who goes on changing amounts is not interrupted; the next answer is about all of them.
  if (elsewhere || (touched && detail.target === basket)) detail.shouldSwap = false;
  if (elsewhere) location.assign(detail.xhr.responseURL);
  within = basket?.contains(document.activeElement);
  height = window.scrollY;
});
document.addEventListener("htmx:afterSwap", ({ detail: { target } }) => {
  if (target !== basket) return;
  window.scrollTo({ top: height, behavior: "instant" });
  if (!within || basket.contains(document.activeElement)) return;
  (basket.querySelector(".out button") ?? document.getElementById("your-basket")).focus();
});
for (const change of ["input", "change"]) {
  basket?.addEventListener(change, () => (touched = true));
}

// A fault of the site, a page that is too old, a session that is over: the plain form tells what to do.
document.addEventListener("htmx:responseError", ({ detail: { requestConfig } }) => {
  if (requestConfig.verb !== "post") return;
  const form = Object.assign(document.createElement("form"), { method: "post", action: requestConfig.path, hidden: true });
  for (const [name, value] of requestConfig.formData) {
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  }
  document.body.append(form);
  form.submit();
});
for (const silence of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(silence, () => {
    strip.replaceChildren(document.getElementById("no-network").content.cloneNode(true));
  });
}

// A page that the browser kept may tell an old number.
window.addEventListener("pageshow", ({ persisted }) => {
  const [arrival] = performance.getEntriesByType("navigation");
  if (persisted || arrival?.type === "back_forward") htmx.trigger(strip, "again");
});
