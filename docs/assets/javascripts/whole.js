// The whole Python: CPython as Pyodide has it, for what the small one cannot decide. worker.js
// loads it.
import { loadPyodide } from "../pyodide/pyodide.mjs";

export const pages = 8192; // 64 KiB each
export const kept = "|_createPyodideModule|(set|clear)(Timeout|Interval)|queueMicrotask"
  + "|MessageChannel|AbortController|AbortSignal";

export const compile = (response) => WebAssembly.compileStreaming(response);

export async function load(harness, write) {
  const python = await loadPyodide({ jsglobals: {}, fullStdLib: false });
  const decoder = new TextDecoder();
  const take = (bytes) => {
    write(decoder.decode(bytes, { stream: true }));
    return bytes.length;
  };
  python.setStdout({ write: take });
  python.setStderr({ write: take });
  const names = python.runPython("{'__name__': 'harness'}");
  python.runPython(harness, { globals: names });
  return names.get("entry");
}
