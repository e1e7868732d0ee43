// Marks of the quiz, kept with the days done. Choosing shows the reason by the style sheet alone;
// this only remembers the choice.
import { kept, keep } from "./progress.js";

export function start(page) {
  const marks = kept("quiz");
  for (const question of document.querySelectorAll("fieldset.quiz")) {
    const mark = `${page}#${question.id}`;
    const fields = [...question.querySelectorAll("input[type=radio]")];
    const chosen = () => fields.findIndex(({ checked }) => checked);
    const remember = () => keep("quiz", { ...kept("quiz"), [mark]: chosen() });
    if (chosen() >= 0) remember(); // by a reader who was faster than this script
    else if (fields[marks[mark]]) fields[marks[mark]].checked = true;
    question.addEventListener("change", remember);
  }
}
