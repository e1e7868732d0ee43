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
const compiled = {}; // what the first Worker of each kind compiled

export class Python {
  constructor(kind) {
    this.kind = kind;
    this.hooks = {};
    this.bytes = compiled[kind] ? Infinity : 0; // most of them came before
    this.ended = new Promise((_, reject) => (this.reject = reject));
    this.ended.catch(() => {}); // whoever asks is told
    this.answered = new Promise((resolve) => (this.resolve = resolve)); // first: it is ready
    try {
      if (!window.WebAssembly) throw new TypeError();
      this.worker = new Worker(new URL("worker.js", import.meta.url),
        { type: "module", name: kind });
      this.worker.postMessage(compiled[kind] ?? null);
    } catch {
      this.end("This browser does not let the page run Python. Run the challenge at home as said "
        + "below.");
      return;
    }
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = () =>
      this.end("Python could not be loaded. Check the connection and press Run again; if that does "
        + "not help, load the page again.");
    this.waitForNews();
  }

  wait(seconds, text, unsure) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.end(text, unsure), seconds * 1000);
  }

  waitForNews() {
    const seconds = silence[this.kind];
    this.wait(seconds, `Python has sent nothing for ${seconds} seconds. `
      + "Check the connection and press Run again.");
  }

  hear({ module, bytes, printed, answer, broken, spent }) {
    if (module) compiled[this.kind] ??= module;
    if (bytes || module) this.waitForNews();
    if (bytes) this.hooks.bytes?.(this.bytes += bytes);
    if (printed) this.hooks.printed?.(String(printed));
    this.spent ||= spent;
    if (spent && this.kind === "small") this.end(
      "The small Python ran out of memory. That is not a mistake of yours: it frees nothing before "
        + "a call has ended.",
      "The whole Python has more memory, and frees what is no longer used.");
    if (broken) this.end(
      `Python gave up (${String(broken).slice(0, 60)}). The next run starts afresh; `
        + "if this comes again, load the page again.",
      "The whole Python has more memory.");
    if (answer === undefined) return;
    clearTimeout(this.timer);
    this.ready = true;
    this.resolve(answer);
  }

  async ask(...asked) {
    if (this.broken) throw this.broken;
    this.answered = this.answered.then(() => {
      this.worker.postMessage(JSON.stringify(asked));
      this.hooks.asked?.();
      this.wait(patience, `Stopped: after ${patience} seconds this had not ended. It may be slow, `
        + "or in a loop that does not end; the page cannot know which.",
        "The whole Python is about six times faster.");
      return new Promise((resolve) => (this.resolve = resolve));
    });
    return Promise.race([this.answered, this.ended]);
  }

  end(text, unsure) {
    clearTimeout(this.timer);
    this.worker?.terminate();
    this.reject(this.broken ??= new Ended(text, unsure));
  }
}
