// Keeps the pages of this site for the day without a network. Asks the network first, so that
// nobody reads yesterday's page on line, and takes the kept page when no answer comes. What is kept
// is one release whole. Files whose address holds their hash never change and are asked for once;
// Python, which is large, is kept from its first use.
const SITE = "careerkb-site-__VERSION__";
const PYTHON = "careerkb-python-__PYTHON__";
const FIRST_USE = "__FIRST_USE__";
const HASHED = "_static/live/release/";
const FILES = "__FILES__";
const PATIENCE = 2500; // ms
const MEMORY = 30000; // ms in which a network that gave no answer is not waited for again
const here = new URL("./", self.location);
let silent = -Infinity; // when the network last gave no answer

self.addEventListener("install", (event) => {
  const requests = FILES.map((name) => new Request(new URL(name, here), { cache: "no-cache" }));
  event.waitUntil(
    caches.open(SITE).then((cache) => cache.addAll(requests)).catch((fault) => {
      console.info("The site is not kept for the day without a network.");
      throw fault;
    }),
  );
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

// An answer counts once it is there whole: a network may also fall silent in the middle.
async function whole(request) {
  const response = await fetch(request);
  await response.clone().arrayBuffer();
  silent = -Infinity;
  return response;
}

async function fromNetwork(request) {
  const cache = await caches.open(SITE);
  const page = await cache.match(place(request));
  if (!page) return fetch(request);
  const patience = performance.now() - silent < MEMORY ? 0 : PATIENCE;
  const late = new Promise((resolve) => setTimeout(resolve, patience, null));
  const answer = await Promise.race([whole(request).catch(() => page), late]);
  if (!answer) silent = performance.now();
  return answer ?? page;
}

async function kept(request) {
  const found = await caches.match(place(request));
  if (found) return found;
  const response = await fetch(request);
  if (response.status === 200 && request.url.includes(FIRST_USE)) {
    const cache = await caches.open(PYTHON);
    await cache.put(place(request), response.clone()).catch(() => {}); // no room
  }
  return response;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(here.href)) return;
  const inside = request.url.slice(here.href.length);
  const fixed = inside.startsWith(FIRST_USE) || inside.startsWith(HASHED);
  event.respondWith(fixed ? kept(request) : fromNetwork(request));
});
