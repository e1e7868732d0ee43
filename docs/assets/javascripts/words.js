// What is certain about a program before it runs, and how sure the small Python may be of what it
// found.

// The same code with its strings and comments emptied; f-strings stay, for they hold code.
const quoted = /("(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*')/.source;
const f = /(\b[rbRB]?[fF][rR]?)?/.source; // its string holds code
const pieces = new RegExp(`${f}("""|''')[^]*?\\2|${f}${quoted}|#.*`, "g");
export const bare = (code) => code.replace(pieces, (text, long, _, short) =>
  (long || short ? text : text[0] === "#" ? "" : "§"));

const strange = [
  [/^\s*>>>/m, "This line begins with >>>, the prompt of an interactive Python: take the prompt "
    + "away and keep the code."],
  [/^(!\w|%%?(matplotlib|pip|time|timeit|run|pylab|config|load_ext|capture)\b)/m,
    "This line is a command of a notebook, not Python: delete it."],
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
  const text = code.replace(/("""|''')[^]*?\1|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|#.*/g,
    (part) => part.replace(/[^\n]/g, "_"));
  for (const [pattern, sentence] of strange) {
    const found = text.match(pattern);
    if (!found) continue;
    const odd = found[0].trim().codePointAt(0) ?? found[0].codePointAt(0);
    const named = odd > 126 ? ` (U+${odd.toString(16).toUpperCase().padStart(4, "0")})` : "";
    return { text: sentence.replace(/([:.])/, named + "$1"),
      line: text.slice(0, found.index + found[0].search(/\S|$/)).split("\n").length };
  }
  const rows = text.split("\n");
  const numbered = rows.filter((row) => row.trim());
  if (numbered.length > 1
    && numbered.every((row, index) =>
    row.match(/^\s*(\d+)[\s.:|]+\D/)?.[1] - numbered[0].match(/\d+|$/)[0] === index)) {
    return { text: "Each line begins with its number, as some pages copy them: delete the numbers.",
      line: 1 };
  }
  let depth = 0;
  let before = "";
  for (const [index, row] of rows.entries()) {
    const space = row.match(/^\s*/)[0];
    if (depth === 0 && row.trim()) {
      if (!space.startsWith(before) && !before.startsWith(space)) {
        return { text: "This line and the one above are indented with tabs and spaces mixed. Use "
          + "four spaces for each step.", line: index + 1 };
      }
      before = space;
    }
    depth += (row.match(/[([{]/g) ?? []).length - (row.match(/[)\]}]/g) ?? []).length;
  }
  return null;
}

// known.json is the one list of what the small Python is tested to do as CPython does.
let known = null;
const beyond = "The small Python does not know whether this is your code or what it lacks.";

// Why the small Python does not decide about a program: "" means that its "not yet" is certain.
// failures: what did not pass, or raised; code and given: the text of the program.
export async function doubt(code, given, failures) {
  try {
    known ??= await (await fetch(new URL("../python/known.json", import.meta.url))).json();
  } catch {
    return beyond;
  }
  const unsure = failures
    .some(({ raised, text }) => raised && !sure(raised, text.replace(`${raised}: `, "")));
  const names = doubts(code, given, failures).slice(0, 3).join(", ");
  if (!names) return unsure ? beyond : "";
  return `The small Python may do this in its own way: ${names}. So it does not decide.`;
}

function doubts(code, given, rows) {
  const text = bare(code).replace(/\b[rbfuRBFU]{1,2}(?=["'])/g, "");
  const own = new Set([...text.matchAll(/\b(?:def|class)\s+(\w+)|\bself\.(\w+)\s*=/g)]
    .map(([, made, kept]) => made ?? kept));
  const found = new Set();
  for (const [, dot, word] of text.matchAll(/(\.\s*)?(?<!\d)\b([A-Za-z_]\w*)/g)) {
    if (dot ? !known.attributes.includes(word) && !own.has(word) : known.other.includes(word))
      found.add(word);
    if (known.ascii.includes(word) && /[^\0-\x7f]/.test(code + given)) found.add(word);
    if (/^__(?!init__)\w+__$/.test(word)) found.add(word);
  }
  for (const [, from, names] of text.matchAll(/^\s*(?:from\s+([\w.]+)\s+)?import\s+(.+)/gm)) {
    for (const name of names.replace(/[()]/g, "").split(",")
      .map((part) => part.trim().split(/\s+as\s+/)[0])) {
      if (from ? !(known.modules.includes(from) && known.attributes.includes(name))
        : !known.modules.includes(name)) found.add(from ?? name);
    }
  }
  if (/^\s*@/m.test(text)) found.add("@");
  if (/\{[^{}:]*[^{}:\s][^{}:]*\}/.test(text.replace(/["'][^"'\n]*["']/g, ""))) found.add("set");
  const texts = rows.some(({ rows: all = [] }) => all.some(([, answer]) => /["']/.test(answer)));
  // it writes some numbers with more digits
  if (texts && /\bstr\b|\b[rR]?[fF][rR]?["']/.test(bare(code))) found.add("str");
  return [...found];
}

// Is an exception of the small Python one that CPython raises as well?
const own = "Syntax|Indentation|Import|NotImplemented|Memory|Runtime|Overflow|Recursion|OS"
  + "|Attribute";
const sure = (kind, text) => !new RegExp(`^(${own})`).test(kind) && (kind !== "TypeError"
  || /unsupported types for|isn't (callable|iterable|subscriptable)/.test(text));

const meanings = {
  SystemExit: "The code asked Python to stop (exit or SystemExit). Leave that out here.",
  MemoryError: "The code asked for more memory than it has here.",
};

// The words about an exception. Those of CPython stay as they are.
export function explain(kind, text, engine) {
  if (kind in meanings) return meanings[kind];
  if (/^(ModuleNotFound|Import)Error/.test(text) && engine === "whole")
    return `${text}. This page has what belongs to Python itself; other packages, such as NumPy, `
      + "can be used at home.";
  return text;
}

// As CPython shows it: 85.4, not 85.40000000000001; é and ⵣ, not \xe9 and \u2d63.
export const tidy = (text) =>
  text.replace(/(?<![\d.])\d+\.\d{11,}(?![\de])/g, (digits) =>
  (digits.length > 16 ? String(Number(digits)) : digits))
  .replace(/\\(x[a-f]\w|u\w{4}|U000\w{5})/g, (code) => {
    const letter = String.fromCodePoint(parseInt(code.slice(2), 16) || 0);
    return /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(letter) ? letter : code;
  });
