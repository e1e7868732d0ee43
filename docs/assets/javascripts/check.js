// One run of the reader's code: what is told while it lasts, and who decides. The rule: the small
// Python may say "passed". It says "not yet" only about code that uses nothing but what it is
// tested to do as CPython does (known.json). All else the whole one decides.
import { button, make } from "./dom.js";
import { doubt } from "./doubt.js";
import { lineButton, show } from "./results.js";
import { makeSession } from "./session.js";
import { explain, problem, tidy } from "./words.js";

export function makeCheck({ block, day, parts, editor, runButton, verdict, say, save }) {
  let results = [];
  let total = 0;
  const where = () => (results.length < total ? `in check ${results.length + 1} of ${total}` : "");

  async function work(engine, start) {
    [results, total] = [[], 0];
    save();
    editor.mark(0);
    delete verdict.closest(".challenge").dataset.passed;
    const code = editor.field.value.replaceAll("\r\n", "\n");
    const wrong = problem(code);
    if (wrong) return fail("Your code cannot be run yet.", wrong.text, wrong.line);
    try {
      await tell(engine, code, await start({ ...parts, code },
        { total: (count) => (total = count), result: (result) => results.push(result) }));
    } catch (error) {
      show(verdict, results, engine, editor);
      throw error;
    }
  }

  function fail(text, words, line) {
    say(text);
    editor.mark(line);
    const place = line ? [" (", lineButton(line, editor), ")"] : [];
    const told = make("code", { translate: "no" }, tidy(words));
    verdict.prepend(make("p", { class: "challenge__wrong" }, told, ...place));
  }

  async function tell(engine, code, { error, passed, more }) {
    const failures = error ? [error] : results.filter((result) => !result.passed);
    const open = engine === "small" ? await doubt(code, parts.given, failures) : "";
    if (open && await session.hand(open)) return;
    if (!open && !failures.length) return pass(more);
    if (error) fail(open ? "The small Python of this page cannot run this code."
      : "Your code stopped before the first check.", explain(error, engine), error.line);
    else {
      const further = failures.some(({ number }) => !number); // it is not one of the checks
      const count = passed < total ? `${passed} of ${total} checks passed`
        : `All ${total} checks pass${further ? ", but one more input shows a difference" : ""}`;
      say(open ? `Not decided yet: ${count.toLowerCase()} in the small Python.`
        : `${count}. Look at ${further ? "the input" : `check ${failures[0].number}`} below.`);
      editor.mark(show(verdict, results, engine, editor)?.line);
    }
    verdict.append(stuck());
  }

  function pass(more) {
    const inputs = more ? `, and ${more} more inputs` : "";
    say(`✓ All ${total} checks passed${inputs}. Day ${Number(day.slice(4))} is done.`);
    verdict.closest(".challenge").dataset.passed = "";
    document.dispatchEvent(new CustomEvent("challenge-passed", { detail: day }));
    const learnt = document.querySelector(".challenge-learnt")?.textContent;
    const next = document.querySelector("a.turn__next");
    if (learnt) verdict.append(make("p", { class: "challenge__learnt" }, learnt));
    if (next) verdict.append(make("p", {}, make("a",
      { class: "md-button md-button--primary", href: next.href }, next.dataset.title)));
  }

  // Hints stand folded on the page: one press opens the next.
  function stuck() {
    const next = [...document.querySelectorAll("details.tip, details.success")].find((fold) =>
      !fold.open && block.compareDocumentPosition(fold) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (!next) return "";
    const name = next.querySelector("summary").textContent.trim();
    return make("p", {}, button(`Show: ${name}`, (made) => {
      next.open = true;
      next.scrollIntoView({ block: "center" });
      next.querySelector("summary").focus();
      made.remove();
    }, { class: "md-button" }));
  }

  const session = makeSession({ runButton, place: verdict, say, work, where });
  return session;
}
