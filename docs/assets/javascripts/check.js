// One run of the reader's code: what is told while it lasts, and who decides. The rule: the small
// Python may say "passed". It says "not yet" only about code that uses nothing but what it is
// tested to do as CPython does (known.json). All else the whole one decides.
import { button, make } from "./dom.js";
import { longest } from "./editor.js";
import { agreed, because, exists, offer, progress, takeOver } from "./offer.js";
import { modulesFor } from "./parts.js";
import { Ended } from "./python.js";
import { lineButton, printed, show } from "./results.js";
import { isReady, run } from "./runner.js";
import { doubt, explain, problem, tidy } from "./words.js";

export function makeCheck({ block, day, parts, editor, runButton, verdict, say, save }) {
  let stop = null;

  async function go(engine) {
    if (stop) return stop.abort();
    save();
    editor.mark(0);
    verdict.replaceChildren();
    delete verdict.closest(".challenge").dataset.passed;
    const code = editor.field.value.replaceAll("\r\n", "\n");
    if (code.length > longest)
      return say(`This code is too long to run here: ${longest} characters is the most.`);
    const wrong = problem(code);
    if (wrong) return fail("Your code cannot be run yet.", wrong.text, wrong.line);
    stop = new AbortController();
    runButton.textContent = "Stop";
    say(isReady(engine) ? "Running…" : "Getting Python ready…");
    const output = printed();
    verdict.append(output.place);
    const results = [];
    let total = 0;
    let running = false;
    const draw = (all) => all.length
      && import("./picture.js").then(({ picture }) => verdict.append(...all.map(picture)));
    const on = { pictures: draw, printed: output.add, asked: () => (running ||= say("Running…")),
      total: (count) => (total = count), result: (result) => results.push(result),
      bytes: (count) => engine === "whole" && say(progress(count)) };
    const slow = setInterval(() => {
      const place = total ? `, in check ${Math.min(results.length + 1, total)} of ${total}` : "";
      if (running) say(`Still running${place}. Stop ends it.`);
    }, 10000);
    try {
      const result = await run(engine, { ...parts, code, modules: await modulesFor(code) }, on,
        stop.signal);
      clearInterval(slow);
      await tell(engine, code, result, results);
    } catch (error) {
      if (!(error instanceof Ended)) throw error;
      const open = total && results.length < total;
      say(error.message + (open ? ` It was in check ${results.length + 1} of ${total}.` : ""));
      show(verdict, results, null, engine, editor);
      if (engine === "small" && error.unsure)
        await takeOver(error.unsure, verdict, () => go("whole"));
    } finally {
      clearInterval(slow);
      stop = null;
      runButton.textContent = "Run and check";
    }
  }

  function fail(text, words, line) {
    say(text);
    editor.mark(line);
    verdict.prepend(make("p", { class: "challenge__wrong" },
      make("code", { translate: "no" }, tidy(words)), line ? " See " : "", lineButton(line, editor),
      line ? "." : ""));
  }

  async function tell(engine, code, { error, passed, total, more }, results) {
    const failures = [...results.filter((result) => !result.passed), ...(more?.call ? [more] : [])];
    if (!error && !failures.length) return pass(total, more);
    const raised = error ? [{ raised: error.kind, text: error.text }] : failures;
    const reasons = engine === "small" ? await doubt(code, parts.given, raised) : [];
    if (reasons.length && agreed() && await exists()) return setTimeout(() => go("whole"));
    if (error) fail(reasons.length ? "The small Python of this page cannot run this code."
      : "Your code stopped before the first check.", explain(error.kind, error.text, engine),
      error.line);
    else {
      const count = passed === total
        ? `All ${total} checks pass, but one more input shows a difference.`
        : `${passed} of ${total} checks passed.`;
      const found = count.toLowerCase().replace(/\.$/, "");
      const look = more?.call ? "the input" : `check ${failures[0].number}`;
      say(reasons.length ? `Not decided yet: ${found} in the small Python.`
        : `${count} Look at ${look} below.`);
      editor.mark(show(verdict, results, more?.call ? more : null, engine, editor)?.line);
    }
    if (reasons.length) verdict.append(await offer(because(reasons), () => go("whole")));
    else verdict.append(...stuck());
  }

  function pass(total, more) {
    const inputs = more ? `, and ${more} more inputs` : "";
    say(`✓ All ${total} checks passed${inputs}. Day ${Number(day.slice(4))} is done.`);
    verdict.closest(".challenge").dataset.passed = "";
    document.dispatchEvent(new CustomEvent("challenge-passed", { detail: day }));
    const learnt = document.querySelector(".challenge-learnt")?.textContent;
    const next = document.querySelector("a.turn__next");
    const title = next?.dataset.title;
    verdict.append(...[learnt && make("p", { class: "challenge__learnt" }, learnt), next
      && make("p", {}, make("a", { class: "md-button md-button--primary", href: next.href },
      `Next: ${title}`))].filter(Boolean));
  }

  // Hints stand folded on the page: one press opens the next.
  function stuck() {
    const next = [...document.querySelectorAll("details.tip, details.success")]
      .find((fold) => !fold.open
      && block.compareDocumentPosition(fold) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (!next) return [];
    return [make("p", {},
      button(`Show: ${next.querySelector("summary").textContent.trim()}`, (made) => {
      next.open = true;
      next.scrollIntoView({ block: "center" });
      made.remove();
    }, { class: "md-button" }))];
  }

  return { go, stop: () => stop?.abort() };
}
