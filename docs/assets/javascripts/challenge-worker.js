// Runs a reader's answer in MicroPython, in a Worker of its own, and posts sentences. The page starts and ends it (challenge.js).
import { exposed, harness, modules } from "./challenge-harness.js";
import { loadMicroPython } from "../micropython/micropython.mjs";

const post = postMessage.bind(self);
const memory = 1024; // pages of 64 KiB
const outputBytes = 20000;
const outputLines = 200;

// --- Before the runtime starts -------------------------------------------------------------------------------------
// Dictionaries of MicroPython forget the order of their keys, but for one flag, which its mp_map_init sets to "no": say "yes".
WebAssembly.instantiateStreaming = async (response, imports) => {
  const bytes = new Uint8Array(await (await response).arrayBuffer());
  const initial = [0x20, 0, 0x41, 1, 0x36, 2, 0]; // local.get 0, i32.const 1, i32.store: found once
  const place = bytes.findIndex((_, at) => initial.every((byte, index) => bytes[at + index] === byte));
  if (place > 0) bytes[place + 3] = 5;
  return WebAssembly.instantiate(bytes, imports);
};
const { grow } = WebAssembly.Memory.prototype;
let spent = false; // after a program that took much memory, or broke the runtime, the page starts another Worker
WebAssembly.Memory.prototype.grow = function (pages) {
  spent = true;
  if (this.buffer.byteLength / 65536 + pages > memory) throw new RangeError("enough");
  return grow.call(this, pages);
};

// --- What is printed: bounded here, so that no flood of messages reaches the page ------------------------------------
let printed, lines, cut, told;
const forget = () => ([printed, lines, cut, told] = [[], 0, false, 0]);
const output = () => tidy(new TextDecoder().decode(new Uint8Array(printed))) + (cut ? "\n… cut here: too much was printed" : "");
const tell = () => {
  if (Date.now() - told < 100) return;
  told = Date.now();
  post({ printed: output() });
};
function stdout([byte]) {
  if (cut) return;
  if (printed.length >= outputBytes || lines >= outputLines) {
    [cut, told] = [true, 0];
    return tell();
  }
  printed.push(byte);
  if (byte === 10) {
    lines += 1;
    tell();
  }
}

// --- No way out: a Worker does not inherit the page's Content-Security-Policy ---------------------------------------
// All that is not the language itself, or the runtime's own, is taken away: requests, storage, other workers, eval.
function close() {
  const kept = new RegExp("^(globalThis|undefined|NaN|Infinity|Object|Array|Number|String|Boolean|Symbol|BigInt|Math|JSON|Date|Promise|Proxy|Reflect|Map|Set|Weak(Map|Set|Ref)"
    + "|FinalizationRegistry|(Eval|Range|Reference|Syntax|Type|URI|Aggregate)?Error|ArrayBuffer|DataView|(Big)?U?[iI]nt(8|16|32|64)(Clamped)?Array|Float(32|64)Array"
    + "|isFinite|isNaN|parse(Float|Int)|WebAssembly|TextDecoder|Module|proxy_js_\\w+|pyProxyFinalizationRegistry)$");
  const clock = performance.now.bind(performance);
  const random = crypto.getRandomValues.bind(crypto);
  for (let owner = self; owner && owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
    for (const name of Reflect.ownKeys(owner)) if (!kept.test(String(name))) Reflect.deleteProperty(owner, name);
  }
  for (const made of [function () {}, async function () {}, function* () {}, async function* () {}]) {
    delete Object.getPrototypeOf(made).constructor; // Function itself, by another name
  }
  globalThis.performance = { now: clock };
  globalThis.crypto = { getRandomValues: random };
  proxy_js_ref[0] = {}; // what Python's module `js` is
  proxy_js_ref_map.clear();
}

// --- Words -------------------------------------------------------------------------------------------------------------
// As CPython shows it: 85.4, not 85.40000000000001; é and ⵣ, not \xe9 and \u2d63.
const tidy = (text) => text.replace(/\b\d+\.\d{11,}\b(?!e)/g, (digits) => (digits.length > 16 ? String(Number(digits)) : digits))
  .replace(/\\(x[a-f]\w|u\w{4}|U000\w{5})/g, (code) => {
    const letter = String.fromCodePoint(parseInt(code.slice(2), 16) || 0);
    return /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(letter) ? letter : code;
  });
const kinds = {
  NoneType: "nothing (None): is a return missing?", list: "a list", tuple: "a tuple", dict: "a dictionary", set: "a set", str: "text (str)",
  int: "a whole number (int)", float: "a decimal number (float)", bool: "True or False (bool)", generator: "a generator: put list( ) around it?",
  function: "a function: are the brackets of a call missing?", closure: "a function: are the brackets of a call missing?",
};
const kind = (name) => kinds[name] ?? `of the type ${name}`;

function explain({ kind, text }) {
  if (kind === "SystemExit") return "The code asked Python to stop (exit or SystemExit). Leave that out here.";
  if (text.startsWith("no module")) return `${kind}: ${text}. The small Python of this page has: ${modules.replaceAll(" ", ", ")}.`;
  if (kind === "MemoryError") return `${kind}: the code asked for more memory than the ${memory / 32} MB it has here.`;
  if (text.includes("recursion")) return `${kind}: ${text}. Functions call each other without end, or more than about 100 calls deep.`;
  const smaller = /Syntax|Attribute|Implemented|Import/.test(kind) || text.includes("keyword");
  return kind + (text && `: ${text}`) + (smaller ? ". If Python at home takes it, the small Python of this page lacks it." : ".");
}

function words(number, result) {
  const { call, why, passed, error, got } = result;
  const rows = [];
  if (!passed) {
    rows.push({ name: "Expected", code: result.byClass ? `${result.expected} (an error of this kind)` : tidy(result.expected) });
    if (error) rows.push({ name: "Error", text: explain(error), line: error.line });
    else if (result.byClass || result.gotType === result.type) rows.push({ name: "Your code gave", code: tidy(got) });
    else rows.push({ name: "Your code gave", code: tidy(got), text: `This is ${kind(result.gotType)}. What is expected is ${kind(result.type)}.` });
  }
  return { number, call, why, passed, rows, printed: output() };
}

// Characters that look right and are not, and indentation that Python at home refuses.
const strange = [
  [/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/, "a no-break space or another special space, as web pages have: type a plain space instead"],
  [/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/, "a character that cannot be seen: delete it, or type the line again"],
  [/[\u2018-\u201f«»`´]/, "a quotation mark that Python does not know: type \" or ' instead"],
  [/[‐-―−]/, "a long dash: type - instead"],
];
function problem(code) {
  const bare = code.replace(/("""|''')[^]*?\1|"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|#.*/g, (text) => text.replace(/[^\n]/g, "_"));
  const odd = bare.match(/[^\t\n -_a-~\p{ID_Continue}]/u);
  if (odd) {
    const known = strange.find(([pattern]) => pattern.test(odd[0]))?.[1] ?? `the character ${odd[0]}, which Python does not know`;
    const point = odd[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    return { text: `There is ${known} (U+${point}).`, line: bare.slice(0, odd.index).split("\n").length };
  }
  const rows = bare.split("\n");
  const [tab, space] = ["\t", " "].map((mark) => rows.findIndex((row) => row.trim() && row.match(/^\s*/)[0].includes(mark)) + 1);
  return tab && space ? { text: `Line ${tab} is indented with a tab and line ${space} with spaces. Use four spaces for each step.`, line: tab } : null;
}

// --- One run --------------------------------------------------------------------------------------------------------
function check(python, { given, code, checks }) {
  const ask = (call) => {
    forget();
    python.runPython("answer = " + call);
    return JSON.parse(python.globals.get("answer"));
  };
  forget();
  const early = problem(code);
  if (early) return { wrong: early };
  for (const [name, value] of Object.entries({ given, code, checks })) python.globals.set(name, value);
  const { error, total } = ask("load(given, code, checks)");
  if (error) post({ printed: output() });
  if (error) return { wrong: { text: explain(error), line: error.line } };
  post({ printed: output(), total });
  for (let number = 0; number < total; number += 1) post({ result: words(number + 1, ask(`run(${number})`)) });
  return {};
}

addEventListener("message", ({ data }) => {
  let answer;
  try {
    answer = check(python, data);
  } catch (error) {
    spent = true;
    answer = { wrong: { text: `The small Python of this page gave up (${error.type ?? error.name}). It starts afresh at the next run.` } };
  }
  post({ done: { ...answer, spent } });
});

forget();
const python = await loadMicroPython({ heapsize: 4 << 20, pystack: 32 << 10, linebuffer: false, stdout, stderr: stdout });
python.runPython(harness);
python.globals.set("exposed", exposed);
python.globals.set("names", modules);
python.runPython("start(exposed, names)");
close();
spent = false;
post({ ready: true });
