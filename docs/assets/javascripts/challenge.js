// A day's challenge, solved in the page. What is run is read from the page; without this file all
// of it is there to copy.
import { button, make } from "./dom.js";
import { makeEditor } from "./editor.js";
import { makeDrafts } from "./drafts.js";
import { makeCheck } from "./check.js";
import { dayNumber, part } from "./parts.js";
import { prepare } from "./runner.js";

const site = new URL("../..", import.meta.url).pathname; // one origin can hold several sites

export function start(block) {
  const number = dayNumber();
  if (!number) return;
  const day = `day-${number}`;
  const [given, starter, checks, solution] = ["given", "starter", "checks", "solution"].map(part);
  const drafts = makeDrafts(site, day, starter, given + starter + checks);
  let before = null; // the code that another one replaced
  let saving = 0;

  const status = make("p", { class: "challenge__status", role: "status" });
  const say = (text) => {
    if (status.textContent !== text) status.textContent = text;
  };
  const verdict = make("div", { class: "challenge__verdict" });
  const editor = makeEditor("challenge-code",
    { run: () => check.go("small"), leave: () => runButton.focus(), say, input() {
    putAside();
    resetButton.textContent = "Reset";
    clearTimeout(saving);
    saving = setTimeout(save, 300);
  } });
  const runButton = button("Run and check", () => check.go("small"),
    { class: "md-button md-button--primary" });
  const resetButton = button("Reset", reset, { class: "md-button" });
  const forgetButton = button("Forget my code", forget);
  const kept = make("span", { class: "challenge__kept" });
  const found = make("p", { class: "challenge__help" });
  const bar = make("div", { class: "challenge__bar" },
    make("label", { for: "challenge-code" }, "Your turn"), resetButton, runButton);
  const frame = make("section", { class: "challenge", "aria-label": "Your turn" }, bar,
    editor.element, make("div", { class: "challenge__foot" }, status, verdict));
  const help = make("p", { class: "challenge__help", id: "challenge-help" },
    make("span", { class: "challenge__keys" }, // a touch screen has none of them
      "Ctrl+Enter runs it. Once you have typed, Tab indents; Escape leaves the field. "), kept, " ",
    button("Download my code", download), " ", forgetButton, " ", report());
  editor.field.setAttribute("aria-describedby", "challenge-help");
  const check = makeCheck({ block, day, parts: { given, starter, checks, solution }, editor,
    runButton, verdict, say, save });
  const held = block.contains(document.activeElement); // focus is not lost with what goes
  block.after(frame, found, help);
  block.classList.add("challenge-starter--replaced");
  if (held) editor.field.focus();

  // --- What is kept ------------------------------------------------------------------------------
  function save() {
    clearTimeout(saving);
    const works = drafts.save(editor.field.value);
    kept.textContent = works ? "Your code stays in this browser."
      : "This browser keeps nothing here: download your code before you leave.";
    forgetButton.hidden = !drafts.has();
    found.replaceChildren(...drafts.old().slice(0, 3).map((code) => make("span", {},
      "There is other code of yours for this challenge: of an earlier version, of another tab or "
      + "before a reset. ",
      button("Show it", () => {
        swap(code, "The other code is in the field. Undo brings yours back.", true);
      }))));
  }
  function putAside() { // once no press of Undo brings it back
    if (before !== null && before !== editor.field.value) drafts.putAside(before);
    before = null;
  }
  function swap(code, words, undo) {
    const old = editor.field.value;
    before = null;
    editor.replace(code);
    before = undo ? old : null;
    resetButton.textContent = undo ? "Undo" : "Reset";
    verdict.replaceChildren();
    delete frame.dataset.passed;
    say(words);
    save();
  }
  function reset() {
    if (before === null) swap(starter, "The starter code is back.", true);
    else swap(before, "Your code is back.", false);
  }
  function forget() {
    drafts.forget();
    swap(starter, "Your code for this challenge is no longer kept in this browser.", false);
    editor.field.focus(); // where Ctrl+Z still brings it back
  }
  function download() {
    const address = URL.createObjectURL(
      new Blob([editor.field.value + "\n"], { type: "text/x-python" }));
    make("a", { download: `my_day_${number}.py`, href: address }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  }
  function report() {
    const form = document.querySelector('meta[name="challenge-report"]')?.content;
    if (!form) return "";
    const link = make("a", { href: form }, "Something is wrong with this challenge");
    link.addEventListener("click", () => { // what the form then holds; never the reader's code
      const address = new URL(form);
      const failed = verdict.querySelector(".challenge__failed strong")?.textContent.match(/\d+/);
      const place = failed ? `check ${failed[0]} of its challenge` : "its challenge";
      address.searchParams.set("page", `Day ${Number(number)}, ${place}`);
      address.searchParams.set("device", navigator.userAgent);
      link.href = address.href;
    });
    return link;
  }

  addEventListener("pagehide", () => {
    putAside();
    save();
    check.stop();
  });
  editor.field.addEventListener("focus", () => navigator.connection?.saveData || prepare("small"));
  drafts.watch(() => say("This challenge was changed in another tab. Both codes are kept."));
  editor.put(drafts.read() ?? starter);
  save();
}
