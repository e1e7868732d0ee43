// The end of the last day: a page to print or to share, made of what this browser knows the reader has solved.
import { button, make } from "./dom.js";
import { kept } from "./progress.js";

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
    const date = ({ dataset }) => new Date(done[dataset.day]).toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    const list = solved.map((star, at) => make("li", {}, make("strong", {}, names[at]), " ", make("small", {}, date(star))));
    const look = { class: "md-button" };
    place.append(make("div", { class: "ending__mine" }, make("h3", {}, `You solved ${solved.length} of ${days.length} challenges`), make("ol", {}, ...list),
      make("p", { class: "ending__buttons" }, button("Print this page", paper, look), " ", button(navigator.share ? "Share it" : "Copy it to share", share, look)), status));
  };
  draw();
  document.addEventListener("challenge-passed", () => setTimeout(draw)); // once progress.js has kept it
}
