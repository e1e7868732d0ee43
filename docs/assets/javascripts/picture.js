// A picture that a program drew with plot.py, built element by element: nothing of the program's
// becomes markup.
import { make } from "./dom.js";

const allowed = { path: ["class", "d"], text: ["class", "x", "y", "dx"] }; // as in picture.py
const space = "http://www.w3.org/2000/svg";

function svg(tag, attributes, ...inside) {
  const made = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...inside);
  return made;
}

export function picture({ title, alt, class: name, height, elements }) {
  const tall = Math.min(4000, Math.max(1, Number(height) || 1));
  const whole = svg("svg", { class: /^plot( [lr]\d{1,2})*$/.test(name) ? name : "plot", role: "img",
    "aria-label": String(alt).slice(0, 3000), width: "100%", height: tall });
  const layer = svg("svg", { width: "100%", height: "100%", viewBox: `0 0 100 ${tall}`,
    preserveAspectRatio: "none", overflow: "visible" });
  whole.append(layer);
  for (const [tag, attributes, text] of elements.slice(0, 20000)) {
    if (!Object.hasOwn(allowed, tag)) continue;
    const known = allowed[tag].filter((key) => attributes[key]);
    const made = svg(tag, Object.fromEntries(known.map((key) => [key, String(attributes[key])])));
    const [plain, bold] = tag === "text" ? String(text).split("\t", 2) : [""];
    made.append(plain, ...(bold ? [" ", svg("tspan", { class: "b" }, bold)] : []));
    (tag === "path" ? layer : whole).append(made);
  }
  return make("figure", { class: "picture" },
    title ? make("figcaption", {}, String(title)) : null, whole);
}
