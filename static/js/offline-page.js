// Shows the order ticket that js/keep-ticket.js kept on this device, and forgets it when told to.
const STORE = "ticket";
const PLACE = "/offline/ticket";
const SAID_IN = { en: "en-GB", es: "es-MX" }; // the day before the month, as everywhere on the site

const place = document.querySelector("[data-kept-ticket]");
const nothing = document.querySelector("[data-no-ticket]");

if (place && "caches" in window) show().catch(() => {});

async function show() {
  const kept = await (await caches.open(STORE)).match(PLACE);
  if (!kept) return;
  // A page that is parsed like this runs no script and loads nothing.
  const ticket = new DOMParser().parseFromString(await kept.text(), "text/html").body.firstElementChild;
  const time = document.createElement("time");
  time.dateTime = ticket.dataset.at;
  time.textContent = new Date(ticket.dataset.at).toLocaleString(SAID_IN[document.documentElement.lang], {
    weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit", hour12: true,
  });
  place.querySelector("[data-when]").replaceChildren(time);
  for (const heading of ticket.querySelectorAll("h1, h2")) heading.replaceWith(lower(heading));
  place.querySelector("[data-here]").replaceChildren(ticket);
  place.hidden = false;
  nothing.hidden = true;
  place.querySelector("button").addEventListener("click", async () => {
    localStorage.setItem("forgotten-ticket", ticket.dataset.code);
    await caches.delete(STORE);
    place.hidden = true;
    nothing.hidden = false;
    nothing.focus();
  });
}

// The ticket's own headings stand below this page's: h1 becomes h3, h2 becomes h4.
function lower(heading) {
  const lowered = document.createElement(`h${Number(heading.localName[1]) + 2}`);
  for (const { name, value } of heading.attributes) lowered.setAttribute(name, value);
  lowered.append(...heading.childNodes);
  return lowered;
}
