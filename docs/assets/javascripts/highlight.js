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
    const line = place.children[number] ?? place.appendChild(make("div"));
    if (line.key === key) return;
    line.key = key;
    line.replaceChildren(...row.map(([kind, text]) =>
      (kind ? make("span", { class: kind }, text) : text)), "\n");
  });
  return rows;
}

// The two places of the bracket beside the caret and of its partner, or [].
export function brackets(rows, caret) {
  const open = [];
  for (const [, sign, at] of rows.flat().filter(([kind]) => kind === "b")) {
    if ("([{".includes(sign)) open.push([sign, at]);
    else {
      const [left, from] = open.pop() ?? [];
      const beside = [from, at].some((place) => place === caret - 1 || place === caret);
      if (beside && "()[]{}".includes(left + sign)) return [from, at];
    }
  }
  return [];
}
