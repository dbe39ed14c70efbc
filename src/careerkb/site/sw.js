// Keeps the pages of this site for the day without a network. Asks the network first, so that
// nobody reads yesterday's page on line; Python, which is large and never changes under one
// version, is kept from its first use and asked for only once.
const SITE = "careerkb-site-__VERSION__";
const PYTHON = "careerkb-python-__PYTHON__";
const FIRST_USE = "__FIRST_USE__";
const FILES = "__FILES__";
const here = new URL("./", self.location);

self.addEventListener("install", (event) => {
  const requests = FILES.map((name) => new Request(new URL(name, here), { cache: "no-cache" }));
  event.waitUntil(caches.open(SITE).then((cache) => cache.addAll(requests)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith("careerkb-") && ![SITE, PYTHON].includes(name));
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

// Where a file is kept: without its query, and a folder as its index.
function place(request) {
  const url = new URL(request.url);
  return url.origin + url.pathname.replace(/\/$/, "/index.html");
}

async function fromNetwork(request) {
  const cache = await caches.open(SITE);
  try {
    const response = await fetch(request);
    if (response.ok && response.status === 200) await cache.put(place(request), response.clone());
    return response;
  } catch {
    return (await cache.match(place(request))) ?? Response.error();
  }
}

async function kept(request) {
  const cache = await caches.open(PYTHON);
  const found = await cache.match(place(request));
  if (found) return found;
  const response = await fetch(request);
  if (response.ok && response.status === 200) await cache.put(place(request), response.clone());
  return response;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(here.href)) return;
  const inside = request.url.slice(here.href.length);
  event.respondWith(inside.startsWith(FIRST_USE) ? kept(request) : fromNetwork(request));
});
