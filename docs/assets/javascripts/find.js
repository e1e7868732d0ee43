// What the search knows: the index of the build, and which pages answer a query. All accents, hyphens
// and apostrophes are one; a plural, a word begun, two wrong letters or Latin for Arabic is found.
const most = 12; // results
const marks = /[\u0300-\u036f\u0640\u064b-\u0655]/g; // accents, and the signs on Arabic letters
const fold = (text) => text.normalize("NFKD").replace(marks, "").toLowerCase();
const apart = (word) => word.match(/^([a-z]{3,})(\d{1,3})$/)?.slice(1) ?? word; // day5: day, 5
export const words = (text) => (fold(text).match(/[\p{L}\p{N}]+/gu) ?? []).flatMap(apart);
const article = /^([وفبك]*ال|و?لل|و(?=...))(?=..)/;
const endings = /(?<=...)(ings?|ed|es|s|e)$|(?<=[ae]u)x$|(?<=..)(ي?ات|ون|ين|ية|[ةهيى])$/;
export const stem = (word) => word.replace(article, "").replace(/(?<=..)(ies|y)$/, "i")
  .replace(/(?<=[^e])aux$/, "al").replace(endings, ""); // of "journaux", not of "réseaux"
const idle = new Set((
  "a about al an and any are as at be been by can could did do does el find for from get had "
  + "has have how i if in into is it its me my need no not of on or our s should so some t take "
  + "than that the their them then there these they this those to us want was we were what when "
  + "where which who why will with would you your au aux avec ce comment d dans de des du en "
  + "est et jour journee l la le les ou par pour que quel quelle qui quoi sur un une عن على في "
  + "كيف ما من هل").split(" "));

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
    const arabic = words(tags.join(" ")).filter((word) => /[ء-ي]/.test(word));
    for (const word of arabic) known.get(word).latin = typed(word);
    const all = words([...tags, part.title, part.text].join(" "));
    const run = ` ${all.filter((word) => !idle.has(word)).map(stem).join(" ")} `; // in their order
    return Object.assign(part, { counts, run });
  });
  return { parts, known, pages: new Map(parts.map((part) => [part.page, part]).reverse()) };
}

// Do words that begin alike differ by so many slips: a letter more, less, wrong, or two exchanged?
function slipped(a, b, slips, begin = 1) {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [x, y] = [a.slice(at), b.slice(at)];
  if (at < begin || !slips || Math.abs(x.length - y.length) > slips) return x === y;
  const go = (m, n) => slipped(x.slice(m), y.slice(n), slips - 1, 0);
  return go(1, 0) || go(0, 1) || go(1, 1) || (x[0] === y[1] && x[1] === y[0] && go(2, 2));
}

// How an Arabic word may be typed in Latin letters and figures: الصحة as "siha", "si7a" or "essiha".
const latin = new Map(("ا[ae] بb|p تt ثt|th جj|g|dj حh|7 خkh|5|x دd ذd|dh|z رr زz سs شch|sh صs ضd|dh طt "
  + "ظd|dh|z ع[ae3]? غgh|g فf|v قk|q|9|g كk|q|c لl مm نn هh وou?|u|w يi|y|e ىa ة[ae]h?").split(" ")
  .map(([letter, ...sounds]) => [letter, `(?:${sounds.join("")})`]));
function typed(word) {
  const sounds = [...word.replace(/^ال/, "")].map((letter) => latin.get(letter) ?? "");
  return RegExp(`^[aei]?l?${sounds.join("[aeiouy]*")}[aeiouy]*$`);
}
const once = (word) => word.slice(0, 25).replace(/(.)\1+/g, "$1"); // a letter for two

// Do two words begin alike, and end as relatives do: "vaccine" and "vaccination"?
function akin(a, b) {
  const shared = Math.max(5, Math.ceil(0.7 * a.length));
  return a.slice(0, shared) === b.slice(0, shared) && Math.abs(a.length - b.length) < 6;
}

// In what ways a word may mean another, the surest first: from how many letters, how well it fits.
const ways = [
  [3, 0.4, (a, b, its) => its.latin?.test(once(a)) || (a.length > 4 && slipped(a, b, 1))],
  [5, 0.3, akin],
  [8, 0.3, (a, b) => slipped(a, b, 2, 2)],
  [5, 0.3, (a, b) => b.length > 3 && (a.endsWith(b) || stem(a).endsWith(b))], // "fire" of "wildfires"
];

// The words of the index that a word may mean, alone or as half of one of the wholes: each with
// how well it fits and how rare it is.
function termOf(word, wholes, { parts, known }) {
  const found = new Map(wholes.filter((whole) => known.has(whole)).map((whole) => [whole, 1]));
  const [ours, begun] = [stem(word), known.has(word) ? 0.15 : 0.6];
  for (const [other, { root }] of known) {
    if (other === word) found.set(other, 1);
    else if (word.length > 2 && root === ours) found.set(other, 0.9);
    else if (word.length > 2 && other.startsWith(word)) found.set(other, begun);
  }
  for (const [least, fit, alike] of ways) {
    if (found.size || word.length < least) continue;
    for (const [other, its] of known) if (alike(word, other, its)) found.set(other, fit);
  }
  const weigh = ([other, fit]) => [other, fit * Math.log(1 + parts.length / known.get(other).parts)];
  return [...found].map(weigh);
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
  const terms = asked.map((word, at) =>
    termOf(word, [(asked[at - 1] ?? "") + word, word + (asked[at + 1] ?? "")], index));
  const pairs = asked.slice(1).map((word, at) => ` ${stem(asked[at])} ${stem(word)} `);
  const pages = new Map();
  for (const part of index.parts) {
    const hits = hitsOf(part, terms);
    const together = pairs.filter((pair) => part.run.includes(pair)).length;
    const score = hits.reduce((all, hit) => all + hit, 0) * (1 + together);
    const page = pages.get(part.page) ?? { hits: hits.map(() => 0), top: 0, best: part };
    page.day ||= part.anchor && part.tags.length; // only a day has techniques
    page.hits = page.hits.map((hit, at) => Math.max(hit, hits[at]));
    if (score > page.top) [page.top, page.best] = [score, part];
    pages.set(part.page, page);
  }
  const found = [...pages].filter(([, { top }]) => top).map(([page, { hits, top, best, day }]) => {
    const met = hits.filter(Boolean).length / terms.length; // all words come before some
    const sum = hits.reduce((all, hit) => all + hit, 0);
    const kind = day ? 1 : page ? 0.7 : 0.3; // subjects first; the welcome page names them all
    const said = terms.flat().map(([word]) => word).filter((word) => best.counts.has(word));
    return { page, best, said, score: (sum + top) * met ** 2 * best.boost * kind };
  });
  return found.sort((a, b) => b.score - a.score).slice(0, most);
}
