// The search: a dialog over the index that the build writes. All words first, then most; a letter may be wrong; accents,
// apostrophes and hyphens of all kinds are one. It is loaded when a reader reaches for it.
const most = 12; // results
const fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f\u064b-\u0652]/g, "").toLowerCase().replace(/[’‘ʼ`´]/g, "'").replace(/[‐-―]/g, "-");
const words = (text) => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap((word) => word.match(/^([a-z]{3,})(\d{1,3})$/)?.slice(1) ?? word);
const idle = new Set("a an and are at by can do for from how i in is it my of on or s so the to what when where which who why will with".split(" "));
const plain = (html) => new DOMParser().parseFromString(html.replace(/<(?=\/?(p|li|h\d|td|pre|br))/g, " <"), "text/html").body.textContent.replace(/\s+/g, " ").trim();
let index = null;
async function load(site) {
  let answer = await fetch(new URL("search/search_index.json", site));
  if (!answer.ok) answer = await fetch(new URL("search.json", site)); // as Zensical calls it
  const { docs, items } = await answer.json();
  const pages = new Map();
  const told = (docs ?? items).filter(({ location }) => !location.endsWith("#sources")); // titles of what is elsewhere
  const parts = told.map(({ location, title, text, tags = [], boost = 1 }) => {
    const [page, anchor] = location.split("#");
    const part = { location, anchor, page, title: plain(title), text: plain(text), boost };
    if (!anchor) pages.set(page, part);
    const counts = new Map();
    const count = (from, weight) => words(from).forEach((word) => counts.set(word, (counts.get(word) ?? 0) + weight));
    count(part.title, anchor ? 6 : 24);
    count(tags.join(" "), 8);
    count(part.text, 1);
    return Object.assign(part, { counts });
  });
  const seen = new Map();
  for (const { counts } of parts) for (const word of counts.keys()) seen.set(word, (seen.get(word) ?? 0) + 1);
  return { parts, pages, seen };
}
// Are two words one letter apart: one more, one less, another one, or two in the other order?
function close(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) [endA, endB] = [endA - 1, endB - 1];
  const [left, right] = [a.slice(start, endA), b.slice(start, endB)];
  return left.length + right.length < 3 && left.length < 2 && right.length < 2 || (left.length === 2 && left === [...right].reverse().join(""));
}
const stem = (word) => word.replace(/(?<=..)(ies|y)$/, "i").replace(/(?<=...)(ings?|ed|es|s|e)$/, "");
// The words of the index that a word may mean, with how well they fit.
function near(word, seen) {
  const found = new Map();
  for (const known of seen.keys()) {
    if (known === word) found.set(known, 1);
    else if (word.length > 2 && stem(known) === stem(word)) found.set(known, 0.9);
    else if (word.length > 2 && known.startsWith(word)) found.set(known, seen.has(word) ? 0.15 : 0.6);
  }
  if (!found.size && word.length > 3) for (const known of seen.keys()) if (known[0] === word[0] && close(word, known)) found.set(known, 0.4);
  return found;
}
export function rank({ parts, seen }, query) {
  const asked = [...new Set(words(query))];
  const wanted = asked.filter((word) => !idle.has(word));
  const terms = (wanted.length ? wanted : asked).map((word) => near(word, seen));
  if (!terms.length) return [];
  const pages = new Map();
  for (const part of parts) {
    const group = pages.get(part.page) ?? { hits: new Map(), best: null, top: 0 };
    pages.set(part.page, group);
    let score = 0;
    terms.forEach((term, at) => {
      let most = 0;
      for (const [word, fit] of term) {
        const count = part.counts.get(word);
        if (count) most = Math.max(most, fit * (count / (count + 1.5)) * (1 + Math.log10(count)) * Math.log(1 + parts.length / seen.get(word)));
      }
      score += most;
      group.hits.set(at, Math.max(group.hits.get(at) ?? 0, most));
    });
    if (score > group.top) [group.top, group.best] = [score, part];
  }
  return [...pages].filter(([, { top }]) => top).map(([page, { hits, best, top }]) => {
    const met = [...hits.values()].filter(Boolean).length / terms.length;
    const sum = [...hits.values()].reduce((all, hit) => all + hit, 0);
    return { page, best, score: (sum + top) * met ** 2 * (page ? 1 : 0.3) * best.boost }; // the welcome page names every day
  }).sort((a, b) => b.score - a.score).slice(0, most);
}
function around(text, query) {
  const wanted = words(query);
  const at = text.split(" ").findIndex((piece) => words(piece).some((word) => wanted.some((one) => stem(one) === stem(word))));
  const pieces = text.split(" ").slice(Math.max(0, at - 6), Math.max(0, at - 6) + 24);
  return (at > 6 ? "… " : "") + pieces.join(" ") + " …";
}
let dialog = null;
export async function open(site) {
  dialog ??= build(site);
  dialog.showModal();
  dialog.querySelector("input").select();
  index ??= load(site).catch(() => (index = null));
  const found = await index;
  dialog.querySelector("p").textContent = found ? "Type to search" : "The search could not be loaded. Check the connection and try again.";
  dialog.querySelector("input").dispatchEvent(new Event("input"));
}
function build(site) {
  const made = document.createElement("dialog");
  made.className = "find";
  made.setAttribute("aria-label", "Search");
  made.innerHTML = '<div><input aria-label="Search" placeholder="Search" enterkeyhint="search" autocomplete="off" spellcheck="false"><button type="button">Close</button></div><p role="status">Loading…</p><ol></ol>';
  const [field, close, status, list] = made.querySelectorAll("input, button, p, ol");
  close.addEventListener("click", () => made.close());
  field.addEventListener("input", async () => {
    const found = await index;
    if (!found || !field.value.trim()) return list.replaceChildren();
    const results = rank(found, field.value);
    status.textContent = results.length ? `${results.length} page${results.length === 1 ? "" : "s"}` : "Nothing found. Try another word.";
    list.replaceChildren(...results.map(({ page, best }) => {
      const link = document.createElement("a");
      const address = new URL(best.location, site);
      address.searchParams.set("h", field.value.trim());
      link.href = address;
      const title = document.createElement("strong");
      title.textContent = found.pages.get(page)?.title ?? best.title;
      link.append(title, `${best.anchor ? `${best.title}: ` : ""}${around(best.text, field.value)}`);
      const item = document.createElement("li");
      item.append(link);
      return item;
    }));
  });
  made.addEventListener("keydown", (event) => {
    const stops = [field, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (event.key === "Enter" && document.activeElement === field) return stops[1]?.click();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    stops.at((at + (event.key === "ArrowDown" ? 1 : -1)) % stops.length)?.focus();
  });
  made.addEventListener("click", (event) => event.target === made && made.close());
  document.body.append(made);
  return made;
}

// The words of a search, marked on the page that it led to.
export function mark(query) {
  const wanted = words(query).filter((word) => !idle.has(word)).map(stem);
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement.closest("svg, script, textarea, .highlight")) texts.push(walker.currentNode);
  for (const text of texts) {
    const pieces = text.data.split(/([\p{L}\p{N}\p{M}]+)/u);
    if (!pieces.some((piece, at) => at % 2 && words(piece).some((word) => wanted.includes(stem(word))))) continue;
    text.replaceWith(...pieces.map((piece, at) => {
      if (at % 2 === 0 || !words(piece).some((word) => wanted.includes(stem(word)))) return piece;
      const found = document.createElement("mark");
      found.textContent = piece;
      return found;
    }));
  }
}
