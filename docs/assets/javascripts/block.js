// A block of the page that can be run: its own output and its pictures come under it, in the place
// of those of the page.
import { button, make } from "./dom.js";
import { doubt } from "./doubt.js";
import { part, textOf } from "./parts.js";
import { makeSession } from "./session.js";
import { explain } from "./words.js";

export function start(block) {
  const shown = block.nextElementSibling?.matches(".output") ? block.nextElementSibling : null;
  const place = make("div", { class: "block-run" });
  const status = make("p", { class: "run__status", role: "status" });
  const result = make("div", { class: "run__result" });
  const say = (text) => {
    status.textContent = text;
  };

  async function work(engine, begin) {
    if (shown) shown.hidden = true;
    const [code, given] = [textOf(block.querySelector("code")), part("given")];
    const { error } = await begin({ given, code });
    const reason = error && engine === "small" ? await doubt(code, given, [error]) : "";
    if (reason && await session.hand(reason)) return;
    say(error ? explain(error, engine) + (error.line ? ` (line ${error.line})` : "") : "");
  }

  const runButton = button("Run", () => session.go("small"), { class: "md-button run__button" });
  const session = makeSession({ runButton, place: result, say, work });
  const bar = block.querySelector(".filename");
  place.append(...(bar ? [] : [runButton]), status, result);
  bar?.append(runButton);
  (shown ?? block).after(place);
  return runButton;
}
