// One Python in a Worker of its own: it loads the engine that its name says ("small" or "whole")
// and answers what runner.js asks. What is printed goes out at once, so that nothing is lost when
// the page ends this Worker.
const post = postMessage.bind(self);
const most = 20000; // characters that a program may print
let room = most;
const listen = addEventListener.bind(self);
// What one Worker compiled, the next ones of this page take over: half of their start.
const given = new Promise((take) => listen("message", ({ data }) => take(data), { once: true }));

// While it loads, each byte that comes is told: a slow network is not to be taken for a dead one.
const { fetch } = self;
self.fetch = async (...all) => {
  if (/\.wasm$/.test(all[0]) && await given) return new Response();
  const answer = await fetch(...all);
  if (!answer.ok) throw new Error(`${answer.status} for ${answer.url}`);
  const count = new TransformStream({
    transform(chunk, out) {
      post({ bytes: chunk.length });
      out.enqueue(chunk);
    },
  });
  return new Response(answer.body.pipeThrough(count),
    { headers: { "Content-Type": answer.headers.get("Content-Type") ?? "" } });
};

function write(text) {
  if (room > 0) post({ printed: text.slice(0, room)
    + (text.length > room ? "\n… cut here: too much was printed\n" : "") });
  room -= text.length;
}

// No way out: a Worker does not inherit the page's policy, so all but the language itself goes.
function close(kept) {
  const language = new RegExp(
    "^(globalThis|undefined|NaN|Infinity|Object|Array|Number|String|Boolean|Symbol|BigInt|Math|JSON"
    + "|Date|Promise|Proxy|Reflect|Map|Set|Weak(Map|Set|Ref)|FinalizationRegistry|ArrayBuffer"
    + "|(Eval|Range|Reference|Syntax|Type|URI|Aggregate)?Error|DataView|Float(32|64)Array|isFinite"
    + "|(Big)?U?[iI]nt(8|16|32|64)(Clamped)?Array|isNaN|parse(Float|Int)|WebAssembly|TextDecoder"
    + `|TextEncoder|Iterator${kept})$`);
  const clock = performance.now.bind(performance);
  const random = crypto.getRandomValues.bind(crypto);
  const above = Object.getPrototypeOf;
  for (let owner = self; owner && owner !== Object.prototype; owner = above(owner)) {
    for (const name of Reflect.ownKeys(owner)) if (!language.test(String(name)))
      Reflect.deleteProperty(owner, name);
  }
  for (const made of [function () {}, async function () {}, function* () {}, async function* () {}])
    delete above(made).constructor; // Function itself, by another name
  globalThis.performance = { now: clock };
  globalThis.crypto = { getRandomValues: random };
}

// A program that grows without end is stopped before the tab is.
function bound(pages) {
  const { grow } = WebAssembly.Memory.prototype;
  WebAssembly.Memory.prototype.grow = function (more) {
    if (this.buffer.byteLength / 65536 + more > pages) {
      post({ spent: true });
      throw new RangeError("enough");
    }
    return grow.call(this, more);
  };
}

const text = async (address) => (await self.fetch(new URL(address, import.meta.url))).text();

const [{ load, compile, kept, pages }, harness, check, mend, small] = await Promise.all(
  [import(`./${self.name}.js`), ...["../python/harness.py", "../../challenges/check.py",
    "../python/mend.py", "../python/small.py"].map(text)]);
WebAssembly.instantiateStreaming = async (response, imports) => {
  const module = await given ?? await compile(await response);
  post({ module });
  return { module, instance: await WebAssembly.instantiate(module, imports) };
};
bound(pages);
const call = await load(harness, write);
close(kept);
call(JSON.stringify(["start", { check, mend, small }]));
listen("message", ({ data }) => {
  try {
    post({ answer: JSON.parse(call(data)) });
  } catch (error) {
    post({ broken: String(error.type ?? error.name) });
  }
});
post({ answer: "ready" });
