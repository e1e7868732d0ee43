// A block of the page that can be run: its own output and its pictures come under it, in the place
// of those of the page.
import { button, make } from "./dom.js";
import { because, progress, takeOver } from "./offer.js";
import { modulesFor, part, textOf } from "./parts.js";
import { picture } from "./picture.js";
import { Ended } from "./python.js";
import { printed } from "./results.js";
import { prepare, run } from "./runner.js";
import { doubt, explain } from "./words.js";

export function start(block) {
  const shown = block.nextElementSibling?.matches(".output") ? block.nextElementSibling : null;
  const place = make("div", { class: "block-run" });
  const status = make("p", { class: "run__status", role: "status" });
  const result = make("div", { class: "run__result" });
  let stop = null;

  async function go(engine) {
    if (stop) return stop.abort();
    stop = new AbortController();
    runButton.textContent = "Stop";
    const say = (text) => (status.textContent = text);
    const whole = () => go("whole");
    say("Running…");
    const output = printed();
    result.replaceChildren(output.place);
    if (shown) shown.hidden = true;
    const [code, given] = [textOf(block.querySelector("code")), part("given")];
    const bytes = (count) => engine === "whole" && say(progress(count));
    try {
      const { error, pictures } = await run(engine,
        { given, code, modules: await modulesFor(code) },
        { printed: output.add, bytes, asked: () => say("Running…") }, stop.signal);
      result.append(...(pictures ?? []).map(picture));
      const where = error?.line ? ` (line ${error.line})` : "";
      say(error ? `${explain(error.kind, error.text, engine)}${where}` : "");
      const failures = error ? [{ raised: error.kind, text: error.text }] : [];
      const reasons = error && engine === "small" ? await doubt(code, given, failures) : [];
      if (reasons.length) await takeOver(because(reasons), result, whole);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      say(error.message);
      if (engine === "small" && error.unsure) await takeOver(error.unsure, result, whole);
    } finally {
      stop = null;
      runButton.textContent = "Run";
    }
  }

  const runButton = button("Run", () => go("small"), { class: "md-button run__button" });
  runButton.addEventListener("pointerenter", () => navigator.connection?.saveData
    || prepare("small"), { once: true });
  const bar = block.querySelector(".filename");
  place.append(...(bar ? [] : [runButton]), status, result);
  bar?.append(runButton);
  (shown ?? block).after(place);
  return runButton;
}
