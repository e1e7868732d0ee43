// Marks of the quiz, kept with the days done. Choosing shows the reason by the style sheet alone;
// this only remembers the choice.
import { kept, keep } from "./progress.js";

export function start(page) {
  const mark = (question) => `${page}#${question.id}`;
  const all = [...document.querySelectorAll("fieldset.quiz")];
  const marks = kept("quiz");
  for (const question of all) {
    const field = question.querySelectorAll("input[type=radio]")[marks[mark(question)]];
    if (field) field.checked = true;
    question.addEventListener("change", () =>
      keep("quiz", { ...kept("quiz"),
      [mark(question)]: [...question.querySelectorAll("input[type=radio]")]
      .findIndex(({ checked }) => checked) }));
  }
}
