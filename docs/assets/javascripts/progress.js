// Which days are done, and the marks of the quizzes: kept in this browser only, shown on the welcome page and in a day's heading.
import { button, make } from "./dom.js";

const site = new URL("../..", import.meta.url).pathname; // one origin can hold several sites
const key = site + "progress";
const about = "ML & DL Morocco Challenges: days done"; // the mark of our own files
let state = { done: {}, quiz: {} };
let draw = () => {};

const good = { // what may stand under each name; all else is refused
  done: ([day, date]) => /^day-(0[1-9]|[1-9]\d+)$/.test(day) && typeof date === "string" && /^\d{4}-\d\d-\d\d$/.test(date) && Date.parse(date),
  quiz: ([question, option]) => /^[\w/.-]+#quiz-\d+$/.test(question) && Number.isInteger(option) && option >= 0 && option < 6,
};

// Reads {"about", "done": {"day-08": "2026-11-24"}, "quiz": {"days/…/#quiz-1": 0}}. Throws on all other text.
function read(text) {
  const { about: mark, ...found } = JSON.parse(text);
  if (mark !== about || !found.done) throw new TypeError();
  for (const [name, rows] of Object.entries(found)) if (!good[name] || rows.constructor !== Object || !Object.entries(rows).every(good[name])) throw new TypeError();
  return { done: {}, quiz: {}, ...found };
}

const write = () => JSON.stringify({ about, done: state.done, ...(Object.keys(state.quiz).length ? { quiz: state.quiz } : {}) });

function load() {
  try {
    state = read(localStorage.getItem(key));
  } catch {} // nothing kept, or nothing of ours, or no storage
}

function change(found) {
  state = { ...state, ...found };
  try {
    localStorage.setItem(key, write());
  } catch {} // full or forbidden: known until the page is left
  draw();
}

export function kept(name) {
  load();
  return state[name];
}
export const keep = (name, value) => change({ [name]: value });

// A star is pale (to come), honey (next) or green with a tick (done). `own`: the day of this page.
function stars(own) {
  const all = [...document.querySelectorAll("[data-day]")];
  const days = [...new Set(all.map(({ dataset }) => dataset.day))];
  const last = Object.entries(state.done).sort(([a, on], [b, then]) => (on === then ? days.indexOf(a) - days.indexOf(b) : on < then ? -1 : 1)).at(-1)?.[0];
  const open = days.filter((day) => !(day in state.done));
  const next = own ? null : open.find((day) => days.indexOf(day) > days.indexOf(last)) ?? open[0];
  for (const star of all) {
    const { day } = star.dataset;
    const done = day in state.done;
    star.dataset.state = done ? "done" : Object.keys(state.done).length && day === next ? "now" : "";
    star.textContent = done ? "✓" : Number(day.slice(4));
  }
  return next;
}

const dayOf = (address) => address?.match(/day[-_](\d+)/)?.[0].replace("_", "-");

// The welcome page: the button leads on, and what is kept can be moved or forgotten. Who has done nothing sees no count.
function board(list) {
  const days = new Map([...list.querySelectorAll("li")].map((item) => [item.querySelector("[data-day]")?.dataset.day, item.querySelector("a")]).filter(([day]) => day));
  const count = make("p", { class: "progress__count" });
  const go = document.querySelector(".start__go");
  const fresh = go && { href: go.href, nodes: [...go.childNodes] };
  const status = make("p", { class: "progress__status", role: "status" });
  const file = make("input", { type: "file", accept: ".json,application/json", hidden: "" });
  file.addEventListener("change", async () => {
    try {
      if (file.files[0].size > 20000) throw new RangeError();
      const found = read(await file.files[0].text());
      change({ done: { ...found.done, ...state.done }, quiz: { ...found.quiz, ...state.quiz } });
      const count = Object.keys(found.done).length;
      status.textContent = `Read: ${count} ${count === 1 ? "day" : "days"} done in the file.`;
    } catch {
      status.textContent = "This file holds no progress of this series. Choose one that was saved here.";
    }
    file.value = "";
  });
  const look = { class: "md-button" };
  const save = button("Save as a file", () => {
    const link = make("a", { download: "days-done.json", href: URL.createObjectURL(new Blob([write()], { type: "application/json" })) });
    link.click();
    URL.revokeObjectURL(link.href);
    status.textContent = "Saved as days-done.json.";
  }, look);
  let before = null;
  const forget = button("Forget my progress", (made) => {
    const now = state;
    change(before ?? { done: {}, quiz: {} });
    before = before ? null : now;
    made.textContent = before ? "Undo" : "Forget my progress";
    status.textContent = before ? "No day is marked as done any more." : "Your days are back.";
  }, look);
  const words = "A day is done when your code passes its checks on the page. This is known to this browser only; a file takes it to another one.";
  list.after(make("div", { class: "progress" }, make("details", {}, make("summary", {}, "Keep or move your progress"), count, make("p", {}, words),
    make("p", { class: "progress__buttons" }, save, button("Read a file", () => file.click(), look), forget), file, status)));
  const quiet = document.querySelector(".start__all");
  const all = quiet?.textContent;
  return () => {
    const reached = [...days.keys()].filter((day) => day in state.done).length;
    const next = stars();
    count.textContent = `${reached} of ${days.size} days done`;
    if (quiet) quiet.textContent = reached ? count.textContent : all;
    if (!fresh) return;
    const on = reached ? days.get(next ?? [...days.keys()].at(-1)) : null;
    go.href = on?.href ?? fresh.href;
    if (on) go.textContent = next ? `Go on with Day ${Number(next.slice(4))}` : "All days done: to the end of the way";
    else go.replaceChildren(...fresh.nodes);
  };
}

export function start() {
  draw = () => {};
  document.querySelectorAll(".progress").forEach((old) => old.remove());
  const list = document.querySelector(".days");
  const day = dayOf(document.querySelector('a[href*="challenges/day_"]')?.getAttribute("href"));
  draw = list ? board(list) : () => stars(day ?? "none");
  load();
  draw();
}

export function pass(day) {
  load();
  if (!(day in state.done)) change({ done: { ...state.done, [day]: new Date().toISOString().slice(0, 10) } });
  start();
}

addEventListener("storage", (event) => {
  if (event.key !== key) return;
  state = { done: {}, quiz: {} };
  load();
  draw();
});
