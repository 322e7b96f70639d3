// The street page's worker: gives the page and its looks from what was kept when there is no network, and nothing else.
const PAGES = "street-pages";
const STREET = {{ url("police:cocoon_street") | tojson }};
const LOOKS = {{ looks | tojson }};
const UNTIL = "X-Kept-Until";
const GONE = {{ ["<!DOCTYPE html><html lang=\"", language(), "\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Firstbell</title><main><h1>", _("No network"), "</h1><p>", _("No street is kept on this telephone now. Streets are kept for their own day only, and go when somebody signs out."), "</p><p>", _("What you recorded and is not sent yet is still here: open this page again when there is a network."), "</p></main></html>"] | join | tojson }};

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (pathname === STREET) event.respondWith(street(event.request));
  else if (pathname.startsWith(LOOKS)) event.respondWith(look(event.request));
});

async function street(request) {
  try {
    const fresh = await fetch(request);
    const seconds = fresh.headers.get("X-Keep-Seconds");
    if (fresh.ok && !fresh.redirected && seconds) await keep(fresh.clone(), Date.now() + Number(seconds) * 1000);
    return fresh;
  } catch {
    return (await kept()) ?? new Response(GONE, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
  }
}

async function keep(page, until) {
  const headers = new Headers(page.headers);
  headers.set(UNTIL, String(until));
  const pages = await caches.open(PAGES);
  await pages.put(STREET, new Response(await page.blob(), { headers }));
}

async function kept() {
  const pages = await caches.open(PAGES);
  const page = await pages.match(STREET);
  if (page && Number(page.headers.get(UNTIL)) > Date.now()) return page;
  await caches.delete(PAGES);
  return null;
}

async function look(request) {
  const pages = await caches.open(PAGES);
  try {
    const fresh = await fetch(request);
    if (fresh.ok) await pages.put(request, fresh.clone());
    return fresh;
  } catch (failure) {
    const found = await pages.match(request);
    if (found) return found;
    throw failure;
  }
}
