// Runs programs in one of two Pythons, judges their answers in a third that never meets them, and ends what does not end.
// One set of promises for both: a run gives its result, or throws an Ended whose text the page shows.
// `unsure` says why the whole Python may come further than the small one did.
export class Ended extends Error {
  constructor(text, unsure = "") {
    super(text);
    this.unsure = unsure;
  }
}

const silence = 30; // seconds without a byte in which Python is given up
const patience = 60; // seconds that one call may take
const late = `Stopped: after ${patience} seconds this had not ended. It may be slow, or in a loop that does not end; the page cannot know which.`;
const full = "The small Python ran out of memory. That is not a mistake of yours: it frees nothing before a call has ended.";

class Python {
  constructor(kind, hooks = {}) {
    this.kind = kind;
    this.hooks = hooks;
    this.queue = [];
    try {
      if (!window.WebAssembly) throw new TypeError();
      this.worker = new Worker(new URL("worker.js", import.meta.url), { type: "module", name: kind });
    } catch (error) {
      this.broken = new Ended(location.protocol === "file:" ? "Opened from a file, a page may not run Python: use the site, or run the challenge at home as said below."
        : "This browser does not let the page run Python. Run the challenge at home as said below.");
      return;
    }
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = () => this.end("Python could not be loaded. Check the connection and press Run again; if that does not help, load the page again.");
    this.watch();
  }

  watch() {
    clearTimeout(this.timer);
    const text = `Python has sent nothing for ${silence} seconds. Check the connection and press Run again.`;
    this.timer = setTimeout(() => this.end(text), silence * 1000);
  }

  hear({ bytes, ready, printed, answer, broken, spent }) {
    this.spent ||= spent;
    if (spent && this.kind === "small") this.end(full, "The whole Python has more memory, and frees what is no longer used.");
    if (bytes) this.watch();
    if (bytes) this.hooks.bytes?.((this.bytes = (this.bytes ?? 0) + bytes));
    if (printed) this.hooks.printed?.(String(printed));
    if (ready) this.ready = true;
    if (ready) this.next();
    if (broken) this.end(`Python gave up (${String(broken).slice(0, 60)}). The next run starts afresh.`, "The whole Python has more memory.");
    if (answer === undefined || !this.queue.length) return;
    clearTimeout(this.timer);
    this.queue.shift().resolve(JSON.parse(answer));
    this.next();
  }

  next() {
    clearTimeout(this.timer);
    if (!this.ready || !this.queue.length) return;
    this.worker.postMessage(this.queue[0].asked);
    this.hooks.asked?.();
    this.timer = setTimeout(() => this.end(late, "The whole Python is about six times faster."), patience * 1000);
  }

  ask(...asked) {
    if (this.broken) return Promise.reject(this.broken);
    return new Promise((resolve, reject) => {
      this.queue.push({ asked: JSON.stringify(asked), resolve, reject });
      if (this.queue.length === 1) this.next();
    });
  }

  end(text, unsure) {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.broken ??= new Ended(text, unsure);
    for (const { reject } of this.queue.splice(0)) reject(this.broken);
  }
}

// Code that may change what a whole Python keeps between two programs: it is ended after it.
const reaches = /\b(sys|gc|builtins|inspect|ctypes|importlib|types|weakref)\b|__(?!init__|name__|main__)\w+__/;
let judge = null;
const spare = {}; // one Python of each kind, got ready before it is needed

export function prepare(kind, hooks = {}) {
  if (judge === null || judge.broken) judge = new Python("small");
  if (!spare[kind] || spare[kind].broken) spare[kind] = new Python(kind);
  spare[kind].hooks = hooks;
  return spare[kind];
}

export const isReady = (kind) => Boolean(spare[kind]?.ready && !spare[kind].broken);

// Run a program and judge it. on: {bytes, printed, asked, pictures, total, result}, told as they come.
// Returns {error} for a program that does not run, or {passed, total, more: null | count | [call, rows]}.
export async function run(kind, { given, code, checks, starter, solution, modules = {} }, on, signal) {
  const program = prepare(kind, on);
  if (kind === "small") delete spare[kind]; // the next program meets nothing that this one leaves
  const stop = () => program.end("Stopped.");
  signal.addEventListener("abort", stop);
  try {
    const learnt = checks ? judge.ask("facts", given, checks, starter, solution) : null;
    learnt?.catch(() => {}); // it is awaited below
    const begun = await program.ask("begin", given, code, modules);
    if (begun.error) return { error: begun.error };
    on.pictures?.(begun.pictures);
    return learnt ? await judged(program, await learnt, { given, checks }, on) : { pictures: begun.pictures };
  } finally {
    signal.removeEventListener("abort", stop);
    program.hooks = {};
    if (kind === "small" || program.spent || reaches.test(code)) program.end("");
    if (kind === "small" || program.broken) setTimeout(() => prepare(kind), 100);
  }
}

async function judged(program, { cases, name, more }, { given, checks }, on) {
  on.total(cases.length);
  let passed = 0;
  for (const [number, [call, why]] of cases.entries()) {
    const outcome = await program.ask("ask", call);
    const [good, rows] = await judge.ask("judge", number, outcome);
    passed += good;
    on.result({ number: number + 1, call, why, passed: good, rows, raised: outcome.raised?.[0], text: outcome.text, line: outcome.line });
  }
  const result = { passed, total: cases.length, more: null };
  if (!more || passed < cases.length) return result;
  program.hooks.printed = null; // fifty times the same would hide what the checks printed
  result.more = await program.ask("inputs", name, given, checks);
  for (let left = result.more; left > 0; left -= 1) {
    const trial = await program.ask("trial");
    const other = await judge.ask("compare", trial);
    if (other) return { ...result, more: { call: other[0], rows: other[1], raised: trial[1].raised?.[0], text: trial[1].text, line: trial[1].line } };
  }
  return result;
}
