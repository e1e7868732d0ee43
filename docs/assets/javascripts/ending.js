// The end of the last day: a page to print or to share, made of what this browser knows the reader has solved.
import { kept } from "./progress.js";

const make = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

export function start(place) {
  const days = [...document.querySelectorAll(".menu [data-day]")];
  const draw = () => {
    const done = kept("done");
    const solved = days.filter(({ dataset }) => dataset.day in done);
    place.querySelector(".ending__mine")?.remove();
    if (!solved.length) return;
    const title = document.querySelector(".bar__home")?.textContent.trim();
    const names = solved.map((star) => star.parentElement.textContent.trim().replace(/^(✓|\d+)\s*/, ""));
    const words = `${title}: I solved ${solved.length} of ${days.length} challenges: ${names.join(", ")}.`;
    const status = make("p", { role: "status" });
    const button = (textContent, act) => {
      const made = make("button", { type: "button", className: "md-button", textContent });
      made.addEventListener("click", act);
      return made;
    };
    const share = async () => {
      const address = new URL(document.querySelector(".bar__home").href).href;
      try {
        if (navigator.share) return await navigator.share({ title, text: words, url: address });
        await navigator.clipboard.writeText(`${words} ${address}`);
        status.textContent = "Copied: paste it where you like.";
      } catch {} // the reader changed their mind
    };
    const paper = () => {
      document.body.classList.add("ending--paper");
      print();
      document.body.classList.remove("ending--paper");
    };
    const list = make("ol", {}, ...solved.map((star, at) => make("li", {}, make("strong", { textContent: names[at] }), ` solved on ${done[star.dataset.day]}`)));
    place.append(make("div", { className: "ending__mine" }, make("h3", { textContent: `You solved ${solved.length} of ${days.length} challenges` }), list,
      make("p", { className: "ending__buttons" }, button("Print this page", paper), " ", button(navigator.share ? "Share it" : "Copy it to share", share)), status));
  };
  draw();
  document.addEventListener("challenge-passed", () => setTimeout(draw)); // once progress.js has kept it
}
