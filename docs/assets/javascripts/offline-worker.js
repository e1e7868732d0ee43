// The whole series in the browser of a reader who asked for it in offline.js. hooks/share.py puts
// before these lines `deploy`, and `files`: the SHA-256 of each file by its path.
//
// A page and all that it asks for come from one deploy: from what is kept, if the page is kept, and
// else from the network. A new deploy is fetched whole or not at all, and waits to be asked for.
const root = new URL("./", location).pathname; // one origin can hold several sites
const prefix = `${root} offline `;
const own = prefix + deploy;
const later = /^assets\/pyodide\//; // kept when it is asked for: the whole Python is large
const outside = new Set(); // clients whose page is not kept, and their workers

function pathOf(address) {
  const { origin, pathname } = new URL(address);
  if (origin !== location.origin || !pathname.startsWith(root)) return null;
  const path = pathname.slice(root.length);
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}
const isKept = (address) => Object.hasOwn(files, pathOf(address));

async function isRight(answer, path) {
  const digest = await crypto.subtle.digest("SHA-256", await answer.clone().arrayBuffer());
  const bytes = [...new Uint8Array(digest)];
  return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("") === files[path];
}

// An answer that the browser puts into no cache of its own, where another deploy might find it.
function unstored({ body, status, headers }) {
  const kept = { "Content-Type": headers.get("Content-Type") ?? "", "Cache-Control": "no-store" };
  return new Response(body, { status, headers: kept });
}

// What did not change comes from an older deploy. Throws when a file of this one cannot be had.
async function get(path) {
  const cache = await caches.open(own);
  const found = await cache.match(root + path);
  if (found) return found;
  const old = await caches.match(root + path, { ignoreVary: true });
  const answer = old && (await isRight(old, path)) ? old
    : await fetch(root + path, { cache: "reload" });
  if (!(await isRight(answer, path))) throw new Error(`${path} is of another deploy`);
  await cache.put(root + path, unstored(answer));
  return cache.match(root + path);
}

async function answer({ request, clientId, resultingClientId }) {
  const client = request.mode === "navigate" ? null : await clients.get(clientId);
  const inside = client === null || (client && !outside.has(clientId) && isKept(client.url));
  if (inside && isKept(request.url) && (await caches.has(own))) {
    const found = await get(pathOf(request.url));
    return request.method === "HEAD" ? new Response(null, found) : found;
  }
  outside.add(resultingClientId);
  if (request.mode === "navigate" || !isKept(request.url)) return fetch(request);
  return unstored(await fetch(request, { cache: "reload" })); // not as another deploy left it
}

async function drop(all) {
  for (const name of await caches.keys())
    if (name.startsWith(prefix) && (all || name !== own)) await caches.delete(name);
}
async function reload() {
  for (const client of await clients.matchAll({ type: "window" })) client.navigate(client.url);
}

addEventListener("install", (event) => event.waitUntil(
  Promise.all(Object.keys(files).filter((path) => !later.test(path)).map(get))
    .catch(async (problem) => {
      await caches.delete(own);
      throw problem;
    })));
addEventListener("activate", (event) => event.waitUntil((async () => {
  await drop();
  await reload(); // pages of the deploy before, if their reader asked for this one
})()));
addEventListener("fetch", (event) => {
  if (/^(GET|HEAD)$/.test(event.request.method) && pathOf(event.request.url) !== null)
    event.respondWith(answer(event));
});
addEventListener("message", (event) => {
  if (event.data === "show") skipWaiting();
  if (event.data === "remove") event.waitUntil(
    registration.unregister().then(() => drop(true)).then(reload));
});
