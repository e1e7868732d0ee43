// The whole Python is offered with its size, and asked for without a question once the reader has
// agreed.
import { button, make, stored } from "./dom.js";

const megabytes = 6.3; // what is sent for Pyodide 314.0.7; tests compare these two with the files
const unpacked = 12.3e6;

const key = `${new URL("../..", import.meta.url).pathname}whole-python`;
const agreed = () => Boolean(stored((kept) => kept.getItem(key)))
  && !navigator.connection?.saveData;

const exists = () => fetch(new URL("../pyodide/pyodide-lock.json", import.meta.url),
  { method: "HEAD" }).then(({ ok }) => ok, () => false);

// The whole Python takes over at once from the small one if the reader has agreed (returns true),
// else `place` gets a button for it, or says why there is none. `reason`: why it is wanted.
export async function takeOver(reason, place, take) {
  const there = await exists();
  const atOnce = there && agreed();
  const act = () => {
    stored((kept) => kept.setItem(key, "yes"));
    take();
  };
  const words = there ? [button(`Ask the whole Python (${megabytes} MB, once)`, act,
    { class: "md-button" }), " It comes from this site, and your browser keeps it."]
    : ["The whole Python is not within reach: check your code at home, with the file below."];
  if (atOnce) setTimeout(take);
  else place.append(make("p", { class: "challenge__offer" }, reason, " ", ...words));
  return atOnce;
}

export function progress(bytes) {
  if (bytes > unpacked * 0.98) return "Starting the whole Python…";
  const come = ((bytes / unpacked) * megabytes).toFixed(1);
  return `Getting the whole Python: ${come} of ${megabytes} MB…`;
}
