// Runs answers as a page does, with the page's own runner.js, but in Node: [parts, codes] come in as JSON, and what the page
// would be told about each goes out. A browser's Worker is a thread here, which loads what worker.js would load.
import { readFileSync } from "node:fs";
import { Worker as Thread, isMainThread, parentPort } from "node:worker_threads";

const assets = new URL("../docs/assets/", import.meta.url);
const load = (name) => import(new URL(`javascripts/${name}.js`, assets));
const read = (name) => readFileSync(new URL(name, assets), "utf8");

async function think() {
  const { instantiate } = WebAssembly;
  const small = await load("small");
  const mended = WebAssembly.instantiateStreaming; // what small.js changes on the way; Node takes another way
  WebAssembly.instantiate = (bytes, imports) => {
    WebAssembly.instantiate = instantiate;
    return mended(new Response(bytes), imports);
  };
  const call = await small.load(read("python/harness.py"), () => {});
  call(JSON.stringify(["start", { check: read("../challenges/check.py"), mend: read("python/mend.py"), small: read("python/small.py") }]));
  parentPort.on("message", (asked) => parentPort.postMessage({ answer: call(asked) }));
  parentPort.postMessage({ ready: true });
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
  const [parts, codes] = JSON.parse(readFileSync(0, "utf8"));
  const [on, { signal }] = [{ total() {}, result() {} }, new AbortController()];
  const found = [];
  for (const code of codes) found.push(await run("small", { ...parts, code }, on, signal));
  process.stdout.write(JSON.stringify(found), () => process.exit());
}

await (isMainThread ? judge() : think());
