// One Python in its Worker: it takes one question after the other, and is ended when it does not
// answer. What it ends with is an Ended, whose text the page shows; `unsure` says why the whole
// Python may come further than the small one did.
export class Ended extends Error {
  constructor(text, unsure = "") {
    super(text);
    this.unsure = unsure;
  }
}

// Seconds without news in which Python is given up; a slow machine needs most of them to compile.
const silence = { small: 30, whole: 120 };
const patience = 60; // seconds that one call may take
const late = `Stopped: after ${patience} seconds this had not ended. It may be slow, or in a loop `
  + "that does not end; the page cannot know which.";
const compiled = {}; // what the first Worker of each kind compiled
const full = "The small Python ran out of memory. That is not a mistake of yours: it frees nothing "
  + "before a call has ended.";

export class Python {
  constructor(kind, hooks = {}) {
    this.kind = kind;
    this.hooks = hooks;
    this.queue = [];
    this.bytes = compiled[kind] ? Infinity : 0; // most of them came before
    try {
      if (!window.WebAssembly) throw new TypeError();
      this.worker = new Worker(new URL("worker.js", import.meta.url),
        { type: "module", name: kind });
      this.worker.postMessage(compiled[kind] ?? null);
    } catch {
      this.broken = new Ended("This browser does not let the page run Python. Run the challenge at "
        + "home as said below.");
      return;
    }
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = () =>
      this.end("Python could not be loaded. Check the connection and press Run again; if that does "
        + "not help, load the page again.");
    this.watch();
  }

  watch() {
    clearTimeout(this.timer);
    const seconds = silence[this.kind];
    const text = `Python has sent nothing for ${seconds} seconds. `
      + "Check the connection and press Run again.";
    this.timer = setTimeout(() => this.end(text), seconds * 1000);
  }

  hear({ module, bytes, ready, printed, answer, broken, spent }) {
    if (module) compiled[this.kind] ??= module;
    this.spent ||= spent;
    if (spent && this.kind === "small")
      this.end(full, "The whole Python has more memory, and frees what is no longer used.");
    if (bytes || module) this.watch();
    if (bytes) this.hooks.bytes?.(this.bytes += bytes);
    if (printed) this.hooks.printed?.(String(printed));
    if (ready) this.ready = true;
    if (ready) this.next();
    if (broken) this.end(
      `Python gave up (${String(broken).slice(0, 60)}). The next run starts afresh; `
        + "if this comes again, load the page again.",
      "The whole Python has more memory.");
    if (answer === undefined || !this.queue.length) return;
    clearTimeout(this.timer);
    this.queue.shift().resolve(answer);
    this.next();
  }

  next() {
    clearTimeout(this.timer);
    if (!this.ready || !this.queue.length) return;
    this.worker.postMessage(this.queue[0].asked);
    this.hooks.asked?.();
    this.timer = setTimeout(() => this.end(late, "The whole Python is about six times faster."),
      patience * 1000);
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
