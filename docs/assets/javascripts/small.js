// The small Python: MicroPython, 230 kB, ready at once. worker.js loads it.
import { loadMicroPython } from "../micropython/micropython.mjs";

// This Python collects only after a call, so that one call needs room for all that it ever makes.
// It doubles its heap from 12 MiB on; 208 MiB let it come to 192, and are what a phone can bear.
export const pages = 3328; // 64 KiB each
export const kept = "|Module|proxy_js_\\w+|pyProxyFinalizationRegistry";

// MicroPython is changed in two places before it is compiled (test_doubt.py sees both).
// mp_map_init sets a flag of dictionaries to "does not keep the order of its keys": say "keeps".
// mp_map_lookup then asks no key for its hash, and so takes a list for one. Where it tests that
// flag, and before it where it spares a search, there is room to call what it calls for a hash.
export async function compile(response) {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const find = (code, from = 0) => bytes.findIndex((_, at) =>
    at >= from && code.every((byte, index) => bytes[at + index] === byte));
  const initial = find([0x20, 0, 0x41, 1, 0x36, 2, 0]); // local.get 0, i32.const 1, i32.store
  if (initial > 0) bytes[initial + 3] = 5;
  const spared = [0x20, 2, 0x41, 1, 0x47, 0x0d, 2]; // unless it adds a key (local 2), return
  const flag = [0x20, 3, 0x41, 4, 0x71, 0x45, 0x0d, 0]; // local 3, i32.and 4: else branch
  const ask = [0x41, 6, 0x20, 1, 0x10]; // i32.const 6 (hash), local.get 1 (the key), call
  const between = [0x0b, 2, 0x40]; // end, block
  const place = find([...spared, ...between, ...flag]);
  const call = find(ask, place) + ask.length;
  if (place > 0) bytes.set([...spared.fill(1), ...between, // 1: nop; 0x1a: drop
    ...ask, bytes[call], bytes[call + 1] & 127, 0x1a], place);
  return WebAssembly.compile(bytes);
}

export async function load(harness, write) {
  let held = []; // the bytes of one call of print, which ends them with a zero (mend.py)
  function stdout([byte]) {
    if (byte && held.length < 100000) return held.push(byte);
    write(new TextDecoder().decode(new Uint8Array(held))
      .replaceAll("Warning: exception chaining not supported\n", ""));
    held = [];
  }
  const python = await loadMicroPython({ heapsize: 12 << 20, pystack: 32 << 10, linebuffer: false,
    stdout, stderr: stdout });
  python.runPython(harness);
  proxy_js_ref[0] = {}; // what Python's module `js` is
  proxy_js_ref_map.clear();
  return (asked) => {
    python.globals.set("asked", asked);
    python.runPython("answer = entry(asked)");
    return python.globals.get("answer");
  };
}
