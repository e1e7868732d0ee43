// Colours for Python, drawn behind a text field, of the kinds that hooks/colours.py gives to code on
// the page. Only lines that changed are drawn again.
import { make } from "./dom.js";

const token = new RegExp([
  "(?<c1>#.*)", "(?<s2>[rbfuRBFU]{0,2}(?:\"\"\"[^]*?(?:\"\"\"|$)|'''[^]*?(?:'''|$)"
    + "|\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?))",
  "(?<mi>(?<![\\w.])(?:0[xbo][\\da-fA-F_]+|\\d[\\d_]*\\.?\\d*(?:[eE][+-]?\\d+)?|\\.\\d+))",
  "(?<kc>\\b(?:None|True|False)\\b)", "(?<nf>(?<=\\b(?:def|class)\\s+)\\w+)",
  "(?<k>\\b(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally"
    + "|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with"
    + "|yield)\\b)",
  "(?<nb>(?<![.\\w])(?:abs|all|any|bool|dict|enumerate|filter|float|int|isinstance|len|list|map|max|min"
    + "|print|range|reversed|round|set|sorted|str|sum|tuple|type|zip)(?=\\())",
  "(?<b>[()[\\]{}])",
].join("|"), "gu");

// The program as lines of [class, text, where it begins]; a text over several lines is cut at their
// ends.
export function lines(code) {
  const rows = [[]];
  const add = (kind, text, at) => text.split("\n").forEach((part, index, all) => {
    if (index) rows.push([]);
    if (part) rows.at(-1).push([kind, part, at]);
    at += part.length + (index < all.length - 1);
  });
  let from = 0;
  for (const { 0: text, index, groups } of code.matchAll(token)) {
    add("", code.slice(from, index), from);
    add(Object.keys(groups).find((name) => groups[name] !== undefined), text, index);
    from = index + text.length;
  }
  add("", code.slice(from), from);
  return rows;
}

export function draw(place, code) {
  const rows = lines(code);
  while (place.children.length > rows.length) place.lastChild.remove();
  rows.forEach((row, number) => {
    const key = row.map(([kind, text]) => kind + text).join("\0");
    let line = place.children[number];
    if (line?.key === key) return;
    if (!line) place.append((line = make("div")));
    line.key = key;
    line.replaceChildren(...row.map(([kind, text]) =>
      (kind ? make("span", { class: kind }, text) : text)), "\n");
  });
  return rows;
}

// The two places of the bracket beside the caret and of its partner, or [].
export function brackets(rows, caret) {
  const all = rows.flat().filter(([kind]) => kind === "b");
  const here = all.findIndex(([, , at]) => at === caret - 1 || at === caret);
  if (here < 0) return [];
  const step = "([{".includes(all[here][1]) ? 1 : -1;
  let depth = 0;
  for (let there = here; there in all; there += step) {
    depth += "([{".includes(all[there][1]) ? step : -step;
    if (depth === 0) return "([{".indexOf(all[Math.min(here, there)][1]) === ")]}".indexOf(
      all[Math.max(here, there)][1]) ? [all[here][2], all[there][2]] : [];
  }
  return [];
}
