// The end of the last day: the way to a day that is still open, and a page to print or to share,
// made of what this browser knows the reader has solved.
import { button, make } from "./dom.js";
import { kept, nextOf, pass } from "./progress.js";

const written = { day: "numeric", month: "long", year: "numeric" };

function draw(place) {
  place.querySelector(".ending__mine")?.remove();
  const days = [...document.querySelectorAll(".menu [data-day]")];
  const done = kept("done");
  const solved = days.filter(({ dataset }) => dataset.day in done).map((star) => ({
    name: star.parentElement.textContent.trim().replace(/^(✓|\d+)\s*/, ""),
    date: new Date(done[star.dataset.day]).toLocaleDateString("en-GB", written),
  }));
  if (!solved.length) return;
  const open = nextOf(days.map(({ dataset }) => dataset.day).slice(0, -1)); // the last one is here
  if (open) {
    const go = place.querySelector(".turn__next");
    go.href = days.find(({ dataset }) => dataset.day === open).closest("a").href;
    go.textContent = go.dataset.title = `Go on with Day ${Number(open.slice(4))}`;
  }
  const count = `solved ${solved.length} of ${days.length} challenges`;
  const home = document.querySelector(".bar__home");
  const title = home.textContent.trim();
  const text = `${title}: I ${count}: ${solved.map(({ name }) => name).join(", ")}.`;
  const status = make("p", { role: "status" });
  const share = async () => {
    try {
      if (navigator.share) return await navigator.share({ title, text, url: home.href });
      await navigator.clipboard.writeText(`${text} ${home.href}`);
      status.textContent = "Copied: paste it where you like.";
    } catch {} // the reader changed their mind
  };
  const paper = () => {
    document.body.classList.add("ending--paper");
    print();
    document.body.classList.remove("ending--paper");
  };
  const look = { class: "md-button" };
  place.append(make("div", { class: "ending__mine" }, make("h3", {}, `You ${count}`),
    make("ol", {}, ...solved.map(({ name, date }) =>
      make("li", {}, make("strong", {}, name), " ", make("small", {}, date)))),
    make("p", { class: "ending__buttons" }, button("Print this page", paper, look), " ",
      button(navigator.share ? "Share it" : "Copy it to share", share, look)), status));
}

export function start(place) {
  draw(place);
  document.addEventListener("challenge-passed", ({ detail }) => {
    pass(detail); // the loader may do so later
    draw(place);
  });
}
