// Shows a driver the own licence and its code where there is no network, as they stood when the page
// was last seen; any other page says that there is none. Nothing else is kept, everything is asked for
// first, and whoever has no scripts misses only this.
"use strict";

const SHELL = "parvaneh-shell-__VERSION__";
const OWN = "parvaneh-own";
const SHELL_PATHS = ["/assets/tokens.css", "/assets/parvaneh.css", "/assets/mark.svg", "/fa/offline", "/en/offline"];
const LICENCE = /^\/(fa|en)\/licences\/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

self.addEventListener("install", (event) => event.waitUntil(fillShell().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  // Whoever comes or goes: what was kept was somebody else's.
  if (request.method === "POST" && /\/sign-(out|in\/code)$/.test(pathname)) event.waitUntil(caches.delete(OWN));
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && LICENCE.test(pathname)) event.respondWith(licence(event, pathname));
  else if (request.mode === "navigate") event.respondWith(fetch(request).catch(() => offline(pathname)));
  else if (SHELL_PATHS.includes(pathname)) event.respondWith(fetch(request).catch(() => shell(pathname)));
});

// As strangers see it: what is kept for everyone names nobody.
async function fillShell() {
  const cache = await caches.open(SHELL);
  await Promise.all(SHELL_PATHS.map(async (path) => {
    const response = await fetch(path, { credentials: "omit", cache: "no-cache" });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    await cache.put(path, response);
  }));
}

// The page from which this was installed was loaded before, and is kept too.
async function takeOver() {
  const old = (await caches.keys()).filter((name) => name !== SHELL && name !== OWN);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
  const paths = (await self.clients.matchAll({ type: "window" })).map((client) => new URL(client.url).pathname);
  const path = paths.find((path) => LICENCE.test(path));
  if (path) await fetch(path).then((response) => keep(path, response), () => {});
}

async function licence(event, path) {
  let response;
  try {
    response = await fetch(event.request);
  } catch {
    return (await kept(path)) || offline(path);
  }
  if (response.status >= 500) return (await kept(path)) || response;
  event.waitUntil(keep(path, response.clone()));
  return response;
}

// The last one only. What is not shown any more, since the session ended or it is somebody else's, is
// forgotten.
async function keep(path, response) {
  const own = await caches.open(OWN);
  if (!response.ok || response.redirected) return own.delete(path);
  const others = (await own.keys()).filter((request) => new URL(request.url).pathname !== path);
  await Promise.all(others.map((request) => own.delete(request)));
  return own.put(path, response);
}

async function kept(path) {
  const response = await (await caches.open(OWN)).match(path);
  return response && told(response, 'id="kept" hidden', 'id="kept"');
}

async function offline(path) {
  const page = await shell(path.startsWith("/en/") ? "/en/offline" : "/fa/offline");
  const [last] = await (await caches.open(OWN)).keys();
  return last ? told(page, 'href="#kept" hidden', `href="${new URL(last.url).pathname}"`) : page;
}

async function shell(path) {
  return (await (await caches.open(SHELL)).match(path)) || Response.error();
}

// The page has the words already, in its language, and hides them until they are true.
async function told(response, hidden, shown) {
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response((await response.text()).replace(hidden, shown), { headers });
}
