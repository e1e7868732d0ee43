// A block of the page that can be run: its own output and its pictures come under it, in the place of those of the page.
import { button, make } from "./editor.js";
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

  async function go() {
    if (stop) return stop.abort();
    stop = new AbortController();
    runButton.textContent = "Stop";
    status.textContent = "Running…";
    const output = printed();
    result.replaceChildren(output.place);
    if (shown) shown.hidden = true;
    const code = textOf(block.querySelector("code"));
    try {
      const { error, pictures } = await run("small", { given: part("given"), code, modules: await modulesFor(code) }, { printed: output.add }, stop.signal);
      result.append(...(pictures ?? []).map(picture));
      status.textContent = error ? `${explain(error.kind, error.text, "small")}${error.line ? ` (line ${error.line})` : ""}` : "";
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      status.textContent = error.message;
    } finally {
      stop = null;
      runButton.textContent = "Run";
    }
  }

  const runButton = button("Run", go, { class: "md-button run__button" });
  runButton.addEventListener("pointerenter", () => navigator.connection?.saveData || prepare("small"), { once: true });
  const bar = block.querySelector(".filename");
  place.append(...(bar ? [] : [runButton]), status, result);
  bar?.append(runButton);
  (shown ?? block).after(place);
  return runButton;
}
