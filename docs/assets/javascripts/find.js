// What the search knows: the index that the build writes, and which pages answer a query. Accents,
// apostrophes and hyphens of all kinds are one; a plural, a word begun or a wrong letter is found.
const most = 12; // results
const marks = /[\u0300-\u036f\u064b-\u0652]/g; // accents, and the vowel signs of Arabic
const fold = (text) => text.normalize("NFKD").replace(marks, "").toLowerCase();
const apart = (word) => word.match(/^([a-z]{3,})(\d{1,3})$/)?.slice(1) ?? word; // day5: day, 5
export const words = (text) => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap(apart);
const endings = /(?<=...)(ings?|ed|es|s|e)$/;
export const stem = (word) => word.replace(/(?<=..)(ies|y)$/, "i").replace(endings, "");
const idle = new Set((
  "a about an and are as at be been by can did do does for from had has have how i if in into is "
  + "it its my no not of on or our so than that the their them then there these they this those to "
  + "us was we were what when where which who why will with you your").split(" "));

export function wanted(query) {
  const asked = [...new Set(words(query))];
  const kept = asked.filter((word) => !idle.has(word));
  return kept.length ? kept : asked;
}

function plain(html) {
  const spaced = html.replace(/<(?=\/?(p|li|h\d|td|pre|br))/g, " <");
  const { body } = new DOMParser().parseFromString(spaced, "text/html");
  return body.textContent.replace(/\s+/g, " ").trim();
}

export async function load(site) {
  let answer = await fetch(new URL("search/search_index.json", site));
  if (!answer.ok) answer = await fetch(new URL("search.json", site)); // as Zensical calls it
  const { docs, items } = await answer.json();
  return prepare(docs ?? items);
}

// Makes an index of the build's entries: its parts are the sections of the pages.
export function prepare(entries) {
  const known = new Map(); // each word: its stem, and in how many parts it stands
  const parts = entries.map(({ location, title, text, tags = [], boost = 1 }) => {
    const [page, anchor] = location.split("#");
    const part = { location, anchor, page, tags, title: plain(title), text: plain(text), boost };
    const counts = new Map();
    const count = (from, weight) => {
      for (const word of words(from)) counts.set(word, (counts.get(word) ?? 0) + weight);
    };
    count(part.title, anchor ? 6 : 24);
    count(tags.join(" "), 8);
    count(part.text, 1);
    for (const word of counts.keys()) {
      if (!known.has(word)) known.set(word, { root: stem(word), parts: 0 });
      known.get(word).parts += 1;
    }
    return Object.assign(part, { counts, run: runOf([...tags, part.title, part.text].join(" ")) });
  });
  return { parts, known, pages: new Map(parts.map((part) => [part.page, part]).reverse()) };
}

// The stems of a text in their order, so that words side by side can be looked for.
const runOf = (text) => ` ${words(text).filter((word) => !idle.has(word)).map(stem).join(" ")} `;

// Are two words one letter apart: one more, one less, another one, or two in the other order?
function close(a, b) {
  if (a[0] !== b[0] || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  for (; endA > start && endB > start && a[endA - 1] === b[endB - 1]; endA -= 1) endB -= 1;
  const [left, right] = [a.slice(start, endA), b.slice(start, endB)];
  if (left.length === 2) return left === [...right].reverse().join("");
  return left.length < 2 && right.length < 2;
}

// Do two words begin alike, and end as relatives do: "vaccine" and "vaccination"?
function akin(a, b) {
  const shared = Math.max(5, Math.ceil(0.7 * a.length));
  return a.slice(0, shared) === b.slice(0, shared) && Math.abs(a.length - b.length) < 6;
}

// Is one word the end of another: "fire" of "wildfire"?
const within = (a, b) => b.length > 3 && a.endsWith(b);

// The words of the index that a word may mean, with how well they fit.
function near(word, known) {
  const found = new Map();
  const ours = stem(word);
  const begun = known.has(word) ? 0.15 : 0.6;
  for (const [other, { root }] of known) {
    if (other === word) found.set(other, 1);
    else if (word.length > 2 && root === ours) found.set(other, 0.9);
    else if (word.length > 2 && other.startsWith(word)) found.set(other, begun);
  }
  const kinds = word.length < 5 ? [] : [[close, 0.4], [akin, 0.3], [within, 0.3]];
  for (const [alike, fit] of kinds) {
    if (found.size) break;
    for (const other of known.keys()) if (alike(word, other)) found.set(other, fit);
  }
  return found;
}

// The same words as a term: each with how well it fits and how rare it is.
function termOf(word, { parts, known }) {
  return [...near(word, known)].map(([other, fit]) =>
    [other, fit * Math.log(1 + parts.length / known.get(other).parts)]);
}

// How well a part answers each of the terms, from 0.
function hitsOf(part, terms) {
  return terms.map((term) => Math.max(0, ...term.map(([word, weight]) => {
    const count = part.counts.get(word) ?? 0;
    return weight * (count / (count + 1.5)) * (1 + Math.log10(count || 1));
  })));
}

export function rank(index, query) {
  const asked = wanted(query);
  const terms = asked.map((word) => termOf(word, index));
  const pairs = asked.slice(1).map((word, at) => ` ${stem(asked[at])} ${stem(word)} `);
  const pages = new Map();
  for (const part of index.parts) {
    const hits = hitsOf(part, terms);
    const together = pairs.filter((pair) => part.run.includes(pair)).length;
    const score = hits.reduce((all, hit) => all + hit, 0) * (1 + together);
    const page = pages.get(part.page) ?? { hits: hits.map(() => 0), top: 0, best: part };
    page.hits = page.hits.map((hit, at) => Math.max(hit, hits[at]));
    if (score > page.top) [page.top, page.best] = [score, part];
    pages.set(part.page, page);
  }
  const found = [...pages].filter(([, { top }]) => top).map(([page, { hits, top, best }]) => {
    const met = hits.filter(Boolean).length / terms.length; // all words come before some
    const sum = hits.reduce((all, hit) => all + hit, 0);
    const other = index.pages.get(page).tags.length ? 1 : 0.7; // pages about subjects come first
    const home = page ? 1 : 0.4; // the welcome page names them all
    return { page, best, score: (sum + top) * met ** 2 * best.boost * other * home };
  });
  return found.sort((a, b) => b.score - a.score).slice(0, most);
}
