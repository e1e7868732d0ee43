// The small Python: MicroPython, 230 kB, ready at once. worker.js loads it.
import { loadMicroPython } from "../micropython/micropython.mjs";

// This Python collects only after a call, so that one call needs room for all that it ever makes.
// It doubles its heap from 12 MiB on; 208 MiB let it come to 192, and are what a phone can bear.
export const pages = 3328; // 64 KiB each
export const kept = "|Module|proxy_js_\\w+|pyProxyFinalizationRegistry";

// Dictionaries of MicroPython forget the order of their keys, but for one flag, which its
// mp_map_init sets to "no": say "yes".
export async function compile(response) {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const initial = [0x20, 0, 0x41, 1, 0x36, 2, 0]; // local.get 0, i32.const 1, i32.store: found once
  const place = bytes.findIndex((_, at) =>
    initial.every((byte, index) => bytes[at + index] === byte));
  if (place > 0) bytes[place + 3] = 5;
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
