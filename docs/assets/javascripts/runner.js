// Runs programs in one of two Pythons, and judges their answers in a third that never meets them.
// One set of promises for both: a run gives its result, or throws an Ended of python.js.
import { Ended, Python } from "./python.js";
import { strict } from "./strict.js";

// Code that may change what a whole Python keeps between two programs: it is ended after it.
const inside = "sys|gc|builtins|inspect|ctypes|importlib|types|weakref|async\\w*";
const reaches = new RegExp(`\\b(${inside})\\b|__(?!init__|name__|main__)\\w+__`);
let judge = null;
const spare = {}; // one Python of each kind, got ready before it is needed

export function prepare(kind, hooks = {}) {
  if (!judge || judge.broken) judge = new Python("small");
  if (!spare[kind] || spare[kind].broken) spare[kind] = new Python(kind);
  spare[kind].hooks = hooks;
  return spare[kind];
}

export const isReady = (kind) => Boolean(spare[kind]?.ready && !spare[kind].broken);

// Texts that a program may import: plot.py and what it needs, for who asks for it.
async function modulesFor(code) {
  const texts = {};
  for (const name of /\bplot\b/.test(code) ? ["picture", "plot"] : []) {
    const address = new URL(`../../challenges/${name}.py`, import.meta.url);
    const answer = await fetch(address).catch(() => null);
    if (!answer?.ok) throw new Ended(`${name}.py could not be loaded: check the connection.`);
    texts[name] = await answer.text();
  }
  return texts;
}

// Run a program and judge it. on: {bytes, printed, asked, pictures, total, result}, told as they
// come. Returns {error} for a program that does not run, or {passed, total, more}: how many further
// inputs passed too, 0 when one differs, null when there are none. A result is {number, call, why,
// passed, rows} and what came of the call: {raised, text, line}; a further input has no number.
export async function run(kind, { given, code, checks, starter, solution }, on, signal) {
  const program = prepare(kind, on);
  if (kind === "small") delete spare[kind]; // the next program meets nothing that this one leaves
  const stop = () => program.end("Stopped.");
  signal.addEventListener("abort", stop);
  try {
    const learnt = checks ? judge.ask("facts", given, checks, starter, solution) : null;
    learnt?.catch(() => {}); // it is awaited below
    const text = kind === "small" ? strict(code) : code;
    const begun = await program.ask("begin", given, text, await modulesFor(code));
    if (begun.raised) return { error: begun };
    await on.pictures?.(begun.pictures);
    return learnt ? await judged(program, await learnt, { given, checks }, on) : {};
  } finally {
    signal.removeEventListener("abort", stop);
    program.hooks = {};
    if (kind === "small" || program.spent || reaches.test(code)) program.end("");
    if (kind === "small" || program.broken) setTimeout(() => prepare(kind), 100);
  }
}

async function judged(program, { cases, name, more }, { given, checks }, on) {
  on.total(cases.length);
  const result = { passed: 0, total: cases.length, more: null };
  for (const [number, [call, why]] of cases.entries()) {
    const outcome = await program.ask("ask", call);
    const [passed, rows] = await judge.ask("judge", number, outcome);
    result.passed += passed;
    on.result({ number: number + 1, call, why, passed, rows, ...outcome });
  }
  if (!more || result.passed < result.total) return result;
  program.hooks.printed = null; // fifty times the same would hide what the checks printed
  result.more = await program.ask("inputs", name, given, checks);
  for (let left = result.more; left > 0; left -= 1) {
    const trial = await program.ask("trial"); // what came of it, and the arguments after it
    const [call, rows] = await judge.ask("compare", trial) ?? [];
    if (!call) continue;
    on.result({ call, why: "one of the further inputs", passed: false, rows, ...trial[0] });
    return { ...result, more: 0 };
  }
  return result;
}
