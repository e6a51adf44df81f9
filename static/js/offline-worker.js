// Without a network: the offline page, in the language that was asked for. While the network answers, everything is
// fetched from it; what is kept here is only ever a second choice. The server writes KEPT before this file:
// { version, pages: {language: address}, files: [address], ends: [address] }.
const STORE = `offline-${KEPT.version}`;
const TICKET = "ticket"; // js/keep-ticket.js puts it there

self.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST" && KEPT.ends.includes(pathname)) event.waitUntil(caches.delete(TICKET));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event, pathname));
  else if (KEPT.files.includes(pathname)) event.respondWith(fetch(request).catch(() => kept(pathname)));
});

// As a stranger sees them: without cookies, so that nobody's name is in them.
async function fill() {
  const store = await caches.open(STORE);
  const wanted = [...Object.values(KEPT.pages), ...KEPT.files];
  await store.addAll(wanted.map((url) => new Request(url, { credentials: "omit", cache: "no-cache" })));
}

async function takeOver() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== STORE && name !== TICKET).map((name) => caches.delete(name)));
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function page(event, pathname) {
  try {
    return (await event.preloadResponse) || (await fetch(event.request));
  } catch {
    const language = Object.keys(KEPT.pages).find((code) => pathname.startsWith(`/${code}/`)) || "en";
    return kept(KEPT.pages[language]);
  }
}

async function kept(address) {
  const store = await caches.open(STORE);
  return (await store.match(address, { ignoreVary: true, ignoreSearch: true })) || Response.error();
}
