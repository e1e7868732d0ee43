// The reader's code, kept in this browser for each version of a challenge. Nothing is overwritten
// in silence, nothing is hidden.
import { stored } from "./dom.js";

const version = (text) => [...text].reduce((sum, letter) =>
  (Math.imul(sum, 31) + letter.codePointAt(0)) >>> 0, 7).toString(36);

export function makeDrafts(site, day, starter, parts) {
  const prefix = `${site}challenge.${day}.`;
  const key = prefix + version(parts);
  let known = null; // what this page last read or wrote
  let works = true;

  const storage = (act) => stored(act, () => (works = false));
  const others = () => storage((kept) => Object.keys(kept).filter((name) =>
    name.startsWith(prefix) && name !== key).sort().reverse()) ?? []; // put aside last: first

  return {
    read: () => (known = storage((kept) => kept.getItem(key))),
    save(code) {
      works = true;
      const before = storage((kept) => kept.getItem(key));
      if (before !== known && before !== null && before !== code) // from another tab
        storage((kept) => kept.setItem(`${key}.tab`, before));
      if (code === starter) storage((kept) => kept.removeItem(key));
      else storage((kept) => kept.setItem(key, code));
      known = code === starter ? null : code;
      return works;
    },
    // Codes of other versions of this challenge, of another tab, or put aside.
    old: () => others().map((name) => storage((kept) => kept.getItem(name)))
      .filter((code) => code && code !== known && code !== starter),
    putAside(code) {
      if (code !== starter) storage((kept) => kept.setItem(`${key}.${Date.now()}`, code));
    },
    has: () => Boolean(storage((kept) => kept.getItem(key))) || others().length > 0,
    forget() {
      for (const name of [key, ...others()]) storage((kept) => kept.removeItem(name));
      known = null;
    },
    // Another tab of this challenge saved something.
    watch: (act) => addEventListener("storage", (event) => event.key === key
      && event.newValue !== known && event.newValue !== null && act()),
  };
}
