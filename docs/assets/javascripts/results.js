// What a run found, as the reader sees it: the first failure in full, the others folded.
import { button, make } from "./dom.js";
import { explain, tidy } from "./words.js";

export const lineButton = (line, editor) => (line
  ? button(`line ${line}`, () => editor.show(line), { class: "challenge__line" }) : null);

export function printed() {
  const place = make("pre", { class: "challenge__printed", tabindex: 0, role: "group",
    "aria-label": "Printed", translate: "no", hidden: "" });
  const add = (text) => {
    if (text.trim()) place.hidden = false;
    place.append(tidy(text));
  };
  return { place, add };
}

// The list of all results. Returns the first that failed.
export function show(place, results, engine, editor) {
  function facts(result) {
    const list = make("dl");
    for (const [name, text] of result.rows) {
      const words = name === "Error" ? explain(result, engine) : text;
      const code = /Expected|gave|Error/.test(name);
      const where = name === "Error" ? lineButton(result.line, editor) : null;
      list.append(make("dt", {}, name), make("dd", {},
        code ? make("code", { translate: "no" }, tidy(words)) : words, where && " in ", where));
    }
    return list;
  }
  function one(result) {
    const { number, call, why, passed } = result;
    const name = `${number ? `${number}. ` : ""}${passed ? "Passed" : "Not yet"}: `;
    return make("li", { class: passed ? "challenge__passed" : "challenge__failed" },
      make("p", {}, make("strong", {}, name), make("code", { translate: "no" }, tidy(call)),
        why ? ` (${why})` : ""),
      result.rows.length ? facts(result) : null);
  }
  const list = (all) => make("ul", { class: "challenge__cases" }, ...all.map(one));
  const fold = (title, all) => (all.length
    ? make("details", { class: "challenge__more" }, make("summary", {}, title), list(all)) : "");

  const good = results.filter(({ passed }) => passed);
  const [first, ...failed] = results.filter(({ passed }) => !passed);
  place.append(first ? list([first]) : "",
    fold(`${failed.length} more check${failed.length > 1 ? "s that fail" : " that fails"}`, failed),
    fold(`${good.length} check${good.length > 1 ? "s" : ""} passed`, good));
  return first;
}
