// How sure the small Python may be of what it found. known.json is the one list of what it is
// tested to do as CPython does.
import { atHome, pieces } from "./words.js";

let known = null;
const beyond = "This may be a slip in your code, or something that the small Python does not have.";
const lenient = "Python may refuse something here that the small one lets pass.";
const refused = [ // what strict.js does not put right
  /(?<=[\w)\]]\s*)(?<!((?<![\w.])\d+|\blambda)\s*)\*\*(?!=?\s*-?(\d{1,2}\b|\d?\.))/, // x ** y
  /\*\*\s*\d{3}/, // it may be too large
  /\b(__slots__|json|async|await|bytes|bytearray|encode)\b|\b[bB]§/,
  // these do not return at once what is surely of the right type
  /\bdef\s+__(str|repr)__\b[^:]*:(?!\s*(§\s+)?return\s+(\w*["'§]|\1\())/,
  /\bdef\s+__(len|bool)__\b[^:]*:(?!\s*(§\s+)?return\s+\1\()/,
  /\b[rR]?[fF][rR]?(["'])((?!\1)[^])*(?<!\{)\{\s*[!}]/, // f"{}", f"{!r}"
  /(?<!\w)\d\w*_(?![\dA-Za-z])/, // 1__000
  /\bclass\s+\w+\s*\(\s*((bool|range)\b|[^()]*,)/, // no base, or bases in an order of its own
  /^\s*[A-Za-z_]\w*\s*(,\s*\w+\s*)+:/m, // a, b: int
  /\|\s*\[/, // a dictionary | a list
  /[(,]\s*\*\s*,?\s*\)/, // def f(a, *)
  /\bis(instance|subclass)\([^()]*,\s*\([^()]*[§\d]/, // (int, "str")
];
const refusedInCall = [
  /\bfor in\b[^]*,\s*\S|,[^]*\bfor in\b/, // a loop without brackets beside another argument
  /[(,]\s*(\w+)\s*=(?!=)([^]*,)?\s*\1\s*=(?!=)/, // one name twice
  /^str\([^]*,|^splitlines\([^]/,
  /^(map|filter|max|min)\((?=[^]*\b(\w+)\.pop)([^]*,)?\s*\2\s*(,|$)/, // keys that change
  /^pow\([^,]*,\s*-[^,]*,/, // it may have no inverse
  /^(min|max)\([^]*[(,]\s*(?!key\b|default\b)\w+\s*=(?!=)/,
];

// The calls of a program, each without what stands in brackets there.
function calls(text) {
  const found = [];
  const shorter = text.replace(/(\w*)([([{])([^()[\]{}]*)[)\]}]/g, (_, name, open, inside) => {
    found.push(`${name}${open}${inside.replace(/\bfor\b[^]*?\bin\b/g, "for in")}`);
    return `${name}_`;
  });
  return found.length ? [...found.filter((one) => /^\w+\(/.test(one)), ...calls(shorter)] : found;
}
const mayBeRefused = (text) => refused.some((pattern) => pattern.test(text))
  || calls(text).some((call) => refusedInCall.some((pattern) => pattern.test(call)));

// Why the small Python does not decide about a program: "" means that its word is certain.
// failures: what did not pass, or raised; code and given: the text of the program.
export async function doubt(code, given, failures) {
  // strings and comments are emptied; f-strings stay, for they hold code
  const text = code.replace(pieces, (piece, long, _, short) =>
    (long || short ? piece : piece[0] === "#" ? "" : "§"));
  if (!failures.length) return mayBeRefused(text) ? lenient : "";
  if (failures.every((one) => one.raised && atHome.test(one.text))) return "";
  const address = new URL("../python/known.json", import.meta.url);
  known ??= await fetch(address).then((answer) => answer.json()).catch(() => null);
  if (!known) return beyond;
  const names = doubts(text, /[^\0-\x7f]/.test(code + given), failures).slice(0, 3).join(", ");
  if (names) return `The small Python may do this in its own way: ${names}. So it does not decide.`;
  const certain = failures.every(({ raised, text: words }) => !raised || sure(raised[0], words));
  return certain ? "" : beyond;
}

function doubts(marked, foreign, failures) {
  const text = marked.replace(/\b[rbfuRBFU]{1,2}(?=["'])/g, "");
  const made = /\b(?:def|class)\s+(\w+)|\bself\.(\w+)(?=[\w\s,.]*=(?!=))|^\s+(\w+)\s*:\s*\w/gm;
  const own = new Set([...text.matchAll(made)].map((found) => found[1] ?? found[2] ?? found[3]));
  const found = new Set();
  for (const [, from, names] of text.matchAll(/^\s*(?:from\s+([\w.]+)\s+)?import\s+(.+)/gm)) {
    for (const name of names.replace(/\bas\s+\w+/g, "").match(/[^\s(),;]+/g) ?? [""]) {
      if (!known.modules.includes(from ?? name) || from && !known.attributes.includes(name))
        found.add(from ?? name);
    }
  }
  for (const [, dot, word] of text.matchAll(/(\.\s*)?(?<!\d)\b([A-Za-z_]\w*)/g)) {
    if ((dot ? !known.attributes.includes(word) && !own.has(word) : known.other.includes(word))
      || foreign && known.ascii.includes(word) || /^__(?!init__)\w+__$/.test(word)) found.add(word);
  }
  for (const [, kind] of text.matchAll(/\bclass\s+\w+\(\s*(dict|list|str|int|float|tuple)\b/g))
    found.add(kind); // what inherits from it
  if (/^\s*@/m.test(text)) found.add("@");
  if (/\{[^{}:]*[^{}:\s][^{}:]*\}/.test(text.replace(/["'][^"'\n]*["']/g, ""))) found.add("set");
  const view = /\b(?:range|keys|items)\([^()]*\)/.source;
  if (new RegExp(`${view}\\s*[=!]=|[=!]=\\s*[\\w.]*${view}`).test(text)) found.add("==");
  // numbers in texts: it writes some with more digits, and rounds some halves the other way
  const answers = (pattern) =>
    failures.some(({ rows = [] }) => rows.some(([, answer]) => pattern.test(answer)));
  const texts = answers(/["']/) || failures.some(({ raised }) => raised?.[0] === "AssertionError");
  const format = /\.format\b|§\s*%|\b[rR]?[fF][rR]?["'].*\{.*:/.test(marked);
  if (texts && (format || /\bstr\b|\b[rR]?[fF][rR]?["']/.test(marked))) found.add("str");
  if (format && /\bfloat\b/.test(text)) found.add("float");
  if (answers(/\b(inf|nan)\b/)) found.add("inf"); // what it makes of large whole numbers in /
  return [...found];
}

// Is an exception of the small Python one that CPython raises as well?
const lacking = "Syntax|Indentation|Import|NotImplemented|Memory|Runtime|Overflow|Recursion|OS"
  + "|Attribute";
const plain = "'(?:int|float|str|list|tuple|dict|set|bool|NoneType)'";
const same = new RegExp(`unsupported types for \\w+: ${plain}, ${plain}$`
  + `|unsupported type for __hash__: ${plain}$|can't convert float to int$`
  + "|(?<!'NoneType' object )isn't callable|isn't iterable|(?<!'type' object )isn't subscriptable");
const sure = (kind, text) => / (changed size|mutated) during iteration$/.test(text)
  || !new RegExp(`^(${lacking})`).test(kind) && !/ format /.test(text)
  && (kind !== "TypeError" || same.test(text));
