// Keeps the order ticket of this page on this device, for when there is no network (js/offline-page.js shows it).
// Only the ticket: no link of the page, nothing of the account. Without this file no ticket is kept.
const STORE = "ticket";
const PLACE = "/offline/ticket";
const FORGOTTEN = "forgotten-ticket";

const ticket = document.querySelector("[data-ticket]");
const panel = document.querySelector("[data-keep]");

// Some browsers refuse a page its own store; then the ticket is not kept and nothing else differs.
if ("caches" in window && ticket) {
  const code = ticket.dataset.ticket;
  const done = panel && localStorage.getItem(FORGOTTEN) !== code ? keep(code) : forget(code);
  done.catch(() => {});
}

async function keep(code) {
  const told = [ticket, document.querySelector("[data-ticket-code]")].filter(Boolean).map(copy).join("");
  const headers = { "Content-Type": "text/html; charset=utf-8" };
  const page = `<div lang="${document.documentElement.lang}" data-code="${code}" data-at="${new Date().toISOString()}">${told}</div>`;
  await (await caches.open(STORE)).put(PLACE, new Response(page, { headers }));
  panel.hidden = false;
  panel.querySelector("button").addEventListener("click", async () => {
    localStorage.setItem(FORGOTTEN, code);
    await caches.delete(STORE);
    panel.querySelector("[data-kept]").hidden = true;
    panel.querySelector("[role=status]").textContent = panel.dataset.done;
  });
}

function copy(part) {
  const bare = part.cloneNode(true);
  for (const unwanted of bare.querySelectorAll(".no-print, form, script")) unwanted.remove();
  return bare.outerHTML;
}

// An order that was not placed after all must not look as if it were.
async function forget(code) {
  const store = await caches.open(STORE);
  const text = (await (await store.match(PLACE))?.text()) || "";
  if (text.includes(`data-code="${code}"`)) await caches.delete(STORE);
}
