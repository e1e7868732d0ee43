// What a challenge and a block share: one run at a time, whose button becomes Stop, and whose end
// is always said.
import { progress, takeOver } from "./offer.js";
import { Ended } from "./python.js";
import { printed } from "./results.js";
import { isReady, run } from "./runner.js";

const slow = "Perhaps a loop in it never ends; or it is slow in the small Python.";
const mixed = "This page and its files do not fit together: the site may have been renewed since "
  + "you opened it. Load the page again.";

// work(engine, start) runs a program by start(parts, on) and tells what came of it; where() says
// how far it has come. Returns {go, stop, hand}: hand(why) gives the program to the whole Python.
export function makeSession({ runButton, place, say, work, where = () => "" }) {
  const label = runButton.textContent;
  let stop = null;
  let again = false;

  async function go(engine) {
    if (stop) return stop.abort();
    stop = new AbortController();
    runButton.textContent = "Stop";
    say(isReady(engine) ? "Running…" : "Getting Python ready…");
    const output = printed();
    place.replaceChildren(output.place);
    let runs = false;
    const hooks = {
      printed: output.add,
      bytes: (count) => engine === "whole" && say(progress(count)),
      asked() {
        if (!runs) say("Running…");
        runs ||= true;
      },
      pictures: async (all) => all.length
        && place.append(...all.map((await import("./picture.js")).picture)),
    };
    const ended = () => {
      clearInterval(timer);
      place.querySelector(".challenge__offer")?.remove(); // it was about the wait
    };
    const timer = setInterval(() => {
      if (!runs) return;
      say(`Still running${where() && `, ${where()}`}. Stop ends it.`);
      if (engine === "small" && runs !== "offered") hand(slow);
      runs = "offered";
    }, 10000);
    try {
      await work(engine, (parts, on) => run(engine, parts, { ...hooks, ...on }, stop.signal)
        .finally(ended));
    } catch (error) {
      const known = error instanceof Ended;
      say(known ? error.message + (where() && ` It was ${where()}.`) : mixed);
      if (!known) throw error;
      if (engine === "small" && error.unsure) await hand(error.unsure);
    } finally {
      clearInterval(timer);
      stop = null;
      runButton.textContent = label;
      place.scrollIntoView({ block: "nearest" }); // what it found may lie below a long program
      if (again) setTimeout(go, 0, "whole");
      again = false;
    }
  }
  const whole = () => (stop ? (again = true) && stop.abort() : go("whole"));
  const hand = (reason) => takeOver(reason, place, whole);

  return { go, hand, stop: () => stop?.abort() };
}
