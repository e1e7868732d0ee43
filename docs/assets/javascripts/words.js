// What is certain about a program before it runs, and the words about what came of it.

// Strings and comments of a program. The first and third groups: an f-string, which holds code.
const quoted = /("(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*')/.source;
const f = /(\b[rbRB]?[fF][rR]?)?/.source;
export const pieces = new RegExp(`${f}("""|''')[^]*?\\2|${f}${quoted}|#.*`, "g");

const strange = [
  [/^\s*>>>/m, "This line begins with >>>, the prompt of an interactive Python: take the prompt "
    + "away and keep the code."],
  [/^(!\w|%%?(matplotlib|pip|time|timeit|run|pylab|config|load_ext|capture)\b)/m,
    "This line is a command of a notebook, not Python: delete it."],
  [/^\s*\d+[\s.:|]+[^\W\d].*\n\s*\d+[\s.:|]+[^\W\d]/,
    "Each line begins with its number, as some pages copy them: delete the numbers."],
  [/&(lt|gt|amp|quot|#39);/,
    "This is HTML, as some web pages copy it: write <, >, & or \" instead."],
  [/(?<![\w])[\u0660-\u0669\u06f0-\u06f9\uff10-\uff19]/,
    "Python writes its numbers with the digits 0 to 9 only."],
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/,
    "There is a no-break space or another special space, as web pages have: type a plain space "
      + "instead."],
  [/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/,
    "There is a character that cannot be seen: delete it, or type the line again."],
  [/[\u2018-\u201f«»`´]/,
    "There is a quotation mark that Python does not know: type \" or ' instead."],
  [/[‐-―−]/, "There is a long dash: type - instead."],
  [/[^\t\n -_a-~\p{ID_Continue}]/u, "There is a character that Python does not know."],
];

// Returns {text, line} for what no Python reads, or null.
export function problem(code) {
  const text = code.replace(pieces, (part) => part.replace(/[^\n]/g, "_"));
  for (const [pattern, sentence] of strange) {
    const found = text.match(pattern);
    if (!found) continue;
    const odd = found[0].trim().codePointAt(0) ?? found[0].codePointAt(0);
    const named = odd > 126 ? ` (U+${odd.toString(16).toUpperCase().padStart(4, "0")})` : "";
    return { text: sentence.replace(/([:.])/, named + "$1"),
      line: text.slice(0, found.index + found[0].search(/\S|$/)).split("\n").length };
  }
  const open = []; // the line of each bracket that is not closed
  let before = "";
  for (const [index, row] of text.split("\n").entries()) {
    const space = row.match(/^\s*/)[0];
    if (!open.length && row.trim()) {
      if (!space.startsWith(before) && !before.startsWith(space)) return { line: index + 1,
        text: "This line and the one above are indented with tabs and spaces mixed. Use four "
          + "spaces for each step." };
      before = space;
    }
    for (const sign of row.match(/[()[\]{}]/g) ?? [])
      "([{".includes(sign) ? open.push(index + 1) : open.pop();
  }
  return open.length ? { text: "This bracket is never closed.", line: open.pop() } : null;
}

const meanings = {
  SystemExit: "The code asked Python to stop (exit or SystemExit). Leave that out here.",
  MemoryError: "The code asked for more memory than it has here.",
};

const signs = { add: "+", sub: "-", mul: "*", truediv: "/", floordiv: "//", mod: "%", pow: "**",
  lt: "<", gt: ">", le: "<=", ge: ">=" };

const inPlaceOf = [ // words of the small Python, and those of CPython
  [/'small_/, "'"],
  [/unsupported type for __hash__/, "unhashable type"],
  [/can't convert float to int$/, "'float' object cannot be interpreted as an integer"],
  [/unsupported types for __i?(\w+)__: ('\w+'), /, (all, name, left) =>
    (name in signs ? `unsupported operand types for ${signs[name]}: ${left} and ` : all)],
];

// A module that the whole Python of the page does not have either.
export const atHome = new RegExp("^ImportError: no module named '(numpy|pandas|scipy|sklearn|torch"
  + "|matplotlib|seaborn|tensorflow|keras|xgboost|requests|cv2|PIL)\\b");

// The words about an exception. Those of CPython stay as they are.
export function explain({ raised: [kind], text }, engine) {
  if (kind in meanings) return meanings[kind];
  if (atHome.test(text) || (/^(ModuleNotFound|Import)Error/.test(text) && engine === "whole"))
    return `${text}. This page has what belongs to Python itself; other packages, such as NumPy, `
      + "can be used at home.";
  return inPlaceOf.reduce((words, [pattern, other]) => words.replace(pattern, other), text);
}

// As CPython shows it: 85.4, not 85.40000000000001; é and ⵣ, not \xe9 and \u2d63.
export const tidy = (text) => text.replace(/(?<![\d.])\d+\.\d{11,}(?![\de])/g, (digits) =>
  (digits.length > 16 ? String(Number(digits)) : digits))
  .replace(/\\(x[a-f]\w|u\w{4}|U000\w{5})/g, (code) => {
    const letter = String.fromCodePoint(parseInt(code.slice(2), 16) || 0);
    return /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(letter) ? letter : code;
  });
