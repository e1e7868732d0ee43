// A block of the page that can be run: its own output and its pictures come under it, in the place of those of the page.
// A test runs each block in CPython, so where the small Python fails the whole one is offered, as for a challenge.
import { button, make } from "./editor.js";
import { agreed, exists, offer, progress } from "./offer.js";
import { modulesFor, part, textOf } from "./parts.js";
import { picture } from "./picture.js";
import { printed } from "./results.js";
import { Ended, prepare, run } from "./runner.js";
import { explain } from "./words.js";

export function start(block) {
  const shown = block.nextElementSibling?.matches(".output") ? block.nextElementSibling : null;
  const place = make("div", { class: "block-run" });
  const status = make("p", { class: "run__status", role: "status" });
  const result = make("div", { class: "run__result" });
  let stop = null;

  async function whole(reason) {
    if (agreed() && (await exists())) return setTimeout(() => go("whole"));
    result.append(await offer(reason, () => go("whole")));
  }

  async function go(engine) {
    if (stop) return stop.abort();
    stop = new AbortController();
    runButton.textContent = "Stop";
    status.textContent = "Running…";
    const output = printed();
    result.replaceChildren(output.place);
    if (shown) shown.hidden = true;
    const code = textOf(block.querySelector("code"));
    const on = { printed: output.add, asked: () => (status.textContent = "Running…"), bytes: (count) => engine === "whole" && (status.textContent = progress(count)) };
    try {
      const { error, pictures } = await run(engine, { given: part("given"), code, modules: await modulesFor(code) }, on, stop.signal);
      result.append(...(pictures ?? []).map(picture));
      status.textContent = error ? `${explain(error.kind, error.text, engine)}${error.line ? ` (line ${error.line})` : ""}` : "";
      if (error && engine === "small") await whole("The small Python may lack something that this block needs.");
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      status.textContent = error.message;
      if (engine === "small" && /^(Stopped: after|Python gave up)/.test(error.message)) await whole("The whole Python is about six times faster and has more memory.");
    } finally {
      stop = null;
      runButton.textContent = "Run";
    }
  }

  const runButton = button("Run", () => go("small"), { class: "md-button run__button" });
  runButton.addEventListener("pointerenter", () => navigator.connection?.saveData || prepare("small"), { once: true });
  place.append(runButton, status, result);
  (shown ?? block).after(place);
  return runButton;
}
