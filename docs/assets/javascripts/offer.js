// The whole Python is offered with its size, and asked for without a question once the reader has
// agreed.
import { button, make } from "./dom.js";

const megabytes = 6.3; // what is sent for Pyodide 314.0.7; tests compare these two with the files
const unpacked = 12.3e6;

const agreement = (act) => {
  try {
    return act(localStorage);
  } catch {
    return null;
  }
};
const key = `${new URL("../..", import.meta.url).pathname}whole-python`;
const agreed = () => Boolean(agreement((kept) => kept.getItem(key)))
  && !navigator.connection?.saveData;

const exists = () => fetch(new URL("../pyodide/pyodide-lock.json", import.meta.url),
  { method: "HEAD" }).then(({ ok }) => ok, () => false);

// A button that asks for it, or a sentence that says why there is none. `reason`: why it is wanted.
async function offer(reason, take) {
  if (!(await exists()))
    return make("p", { class: "challenge__offer" }, `${reason} The whole Python is not within `
      + "reach: download the file below and check your code at home.");
  const act = () => {
    agreement((kept) => kept.setItem(key, "yes"));
    take();
  };
  return make("p", { class: "challenge__offer" }, reason, " ",
    button(`Ask the whole Python (${megabytes} MB, once)`, act, { class: "md-button" }),
    " It comes from this site, and your browser keeps it.");
}

// The whole Python takes over at once from the small one if the reader has agreed (returns true),
// else it is offered in `place`.
export async function takeOver(reason, place, take) {
  const atOnce = agreed() && await exists();
  if (atOnce) setTimeout(take);
  else place.append(await offer(reason, take));
  return atOnce;
}

export function progress(bytes) {
  if (bytes > unpacked * 0.98) return "Starting the whole Python…";
  const come = ((bytes / unpacked) * megabytes).toFixed(1);
  return `Getting the whole Python: ${come} of ${megabytes} MB…`;
}
