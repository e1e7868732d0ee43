// Runs answers as a page does, with the page's own runner.js, but in Node: each line that comes in is [parts, codes] in JSON,
// and what the page would be told about each code goes out as a line. A browser's Worker is a thread here, which loads what
// worker.js would load.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { Worker as Thread, isMainThread, parentPort } from "node:worker_threads";

const assets = new URL("../docs/assets/", import.meta.url);
const load = (name) => import(new URL(`javascripts/${name}.js`, assets));
const read = (name) => readFileSync(new URL(name, assets), "utf8");

async function think(given) {
  const { instantiate } = WebAssembly;
  const small = await load("small");
  WebAssembly.instantiate = async (bytes, imports) => { // in Node, MicroPython takes this way
    WebAssembly.instantiate = instantiate;
    const module = given ?? await small.compile(new Response(bytes));
    parentPort.postMessage({ module });
    return { module, instance: await instantiate(module, imports) };
  };
  const call = await small.load(read("python/harness.py"), () => {});
  call(JSON.stringify(["start", { check: read("../challenges/check.py"), mend: read("python/mend.py"), small: read("python/small.py") }]));
  parentPort.on("message", (asked) => parentPort.postMessage({ answer: JSON.parse(call(asked)) }));
  parentPort.postMessage({ answer: "ready" });
}

async function judge() {
  globalThis.window = globalThis;
  globalThis.Worker = class extends Thread {
    constructor() {
      super(new URL(import.meta.url));
      this.on("message", (data) => this.onmessage({ data }));
      this.on("error", (error) => this.onerror(error));
    }
  };
  const { run } = await load("runner");
  for await (const line of createInterface({ input: process.stdin })) {
    const [parts, codes] = JSON.parse(line);
    const found = [];
    for (const code of codes) {
      const [stop, seen] = [new AbortController(), new Set()];
      const result = ({ passed }) => { // with one that passes and one that fails, what follows changes nothing
        if (seen.add(passed).size === 2) stop.abort();
      };
      const wrong = (error) => {
        if (stop.signal.aborted) return { passed: 1, total: 2 };
        throw error;
      };
      found.push(await run("small", { ...parts, code }, { total() {}, result }, stop.signal).catch(wrong));
    }
    console.log(JSON.stringify(found));
  }
  process.exit();
}

if (isMainThread) await judge();
else parentPort.once("message", think);
