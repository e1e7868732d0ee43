// The series without a network: asked for on the welcome page, where it can be removed too.
// offline-worker.js does the work.
import { button, make } from "./dom.js";

const site = new URL("../..", import.meta.url);
const failed = "It could not be kept whole, so nothing was kept. Check the connection, and the "
  + "space on this device, and try again.";
const there = "All days are in this browser now, and open without a network: pages, search and "
  + "challenges. Only the whole Python comes later, when you first ask for it.";
const find = () => navigator.serviceWorker.getRegistration(site);

// Resolves when a worker has all files; rejects when it gave up.
const whole = (worker) => new Promise((resolve, reject) => {
  const look = () => {
    if (worker.state === "redundant") reject(new Error(failed));
    else if (worker.state !== "installing") resolve();
  };
  worker.addEventListener("statechange", look);
  look();
});

async function keep() {
  const made = await navigator.serviceWorker.register(new URL("offline.js", site));
  await whole(made.installing ?? made.waiting ?? made.active);
  navigator.storage?.persist?.();
}

// The worker removes itself and what it keeps, and loads its pages again from the network.
async function remove(kept) {
  kept.active.postMessage("remove");
  while (await find()) await new Promise((go) => setTimeout(go, 50));
}

// After `list`: what it would cost and a button, or how to be rid of it.
export async function start(list) {
  const answer = await fetch(new URL("offline.json", site));
  if (!answer.ok) return; // a preview, or a site built by another engine
  const size = `${((await answer.json()).bytes / 1e6).toFixed(1)} MB`;
  const status = make("p", { role: "status" });
  let kept = await find();
  const name = () => `${kept ? "Remove it" : "Keep the whole series"} (${size})`;
  const press = button(name(), async () => {
    press.ariaDisabled = "true";
    status.textContent = kept ? "" : "Keeping it…";
    try {
      await (kept ? remove(kept) : keep());
      kept = await find();
      status.textContent = kept ? there : "Nothing is kept any more but your code and progress.";
    } catch {
      status.textContent = failed;
    }
    press.ariaDisabled = null;
    press.textContent = name();
  }, { class: "md-button" });
  list.after(make("details", { class: "offline" }, make("summary", {}, "Read without a network"),
    make("p", {}, `Your browser can keep all pages, the search and the small Python: ${size}, from `
      + "this site, once. A newer version is fetched when you are online, and shown when you ask."),
    make("p", {}, press), status));
}

// On a page that is kept: says that a newer deploy has come whole.
export async function news() {
  const found = await find();
  const tell = (worker) => whole(worker).then(() => document.querySelector("article")?.prepend(
    make("p", { role: "status", class: "offline-news" }, "A newer version of the series is here. ",
      button("Show it", () => worker.postMessage("show"), { class: "md-button" }))), () => {});
  if (!found) return;
  if (found.waiting ?? found.installing) tell(found.waiting ?? found.installing);
  found.addEventListener("updatefound", () => tell(found.installing));
  found.update().catch(() => {}); // no network
}
