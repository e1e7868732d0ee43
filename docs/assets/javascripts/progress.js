// Days done and marks of quizzes: kept in this browser only, shown on the welcome page and on days.
import { button, make } from "./dom.js";

const key = `${new URL("../..", import.meta.url).pathname}progress`; // one origin, several sites
const about = "ML & DL Morocco Challenges: days done"; // the mark of our own files
const nothing = { done: {}, quiz: {} };
let state = nothing;
let draw = () => {};

const good = { // what may stand under each name; all else is refused
  done: ([day, date]) => /^day-(0[1-9]|[1-9]\d+)$/.test(day) && typeof date === "string"
    && /^\d{4}-\d\d-\d\d$/.test(date) && Date.parse(date),
  quiz: ([question, option]) => /^[\w/.-]+#quiz-\d+$/.test(question)
    && [0, 1, 2, 3, 4, 5].includes(option),
};

// Reads {"about", "done": {"day-08": "2026-11-24"}, "quiz": {"days/…/#quiz-1": 0}}, or throws.
function read(text) {
  const { about: mark, ...found } = JSON.parse(text);
  const fits = ([name, rows]) => rows.constructor === Object
    && Object.entries(rows).every(good[name]);
  if (mark !== about || !found.done || !Object.entries(found).every(fits)) throw new TypeError();
  return { ...nothing, ...found };
}

function load() {
  try {
    state = read(localStorage.getItem(key));
  } catch {} // nothing kept, or nothing of ours, or no storage
  return state;
}

const write = () => JSON.stringify({ about, ...state });

function change(found) {
  state = { ...state, ...found };
  try {
    localStorage.setItem(key, write());
  } catch {} // full or forbidden: known until the page is left
  draw();
}

export const kept = (name) => load()[name];
export const keep = (name, value) => change({ [name]: value });

// Returns the next of some days: of those after the day that was done last. Nothing if none is done.
export function nextOf(days) {
  const order = ([a, on], [b, then]) => on.localeCompare(then) || days.indexOf(a) - days.indexOf(b);
  const last = Object.entries(state.done).sort(order).at(-1)?.[0];
  const open = days.filter((day) => !(day in state.done));
  return last && (open.find((day) => days.indexOf(day) > days.indexOf(last)) ?? open[0]);
}

// A star is pale (to come), honey (next, if `leads`) or green with a tick (done).
function stars(leads) {
  const all = [...document.querySelectorAll("[data-day]")];
  const next = leads && nextOf([...new Set(all.map(({ dataset }) => dataset.day))]);
  for (const star of all) {
    const { day } = star.dataset;
    const done = day in state.done;
    star.dataset.state = done ? "done" : day === next ? "now" : "";
    star.textContent = done ? "✓" : Number(day.slice(4));
  }
  return next;
}

// The welcome page: what is kept can be moved or forgotten, and the button leads on.
function board(list) {
  const count = make("p", { class: "progress__count" });
  const status = make("p", { class: "progress__status", role: "status" });
  const file = make("input", { type: "file", accept: ".json,application/json", hidden: "" });
  file.addEventListener("change", async () => {
    try {
      if (file.files[0].size > 20000) throw new RangeError();
      const found = read(await file.files[0].text());
      change({ done: { ...found.done, ...state.done }, quiz: { ...found.quiz, ...state.quiz } });
      const days = Object.keys(found.done).length;
      status.textContent = `Read: ${days} ${days === 1 ? "day" : "days"} done in the file.`;
    } catch {
      status.textContent = "This file holds no progress of this series: choose one saved here.";
    }
    file.value = "";
  });
  const look = { class: "md-button" };
  const save = button("Save as a file", () => {
    const href = URL.createObjectURL(new Blob([write()], { type: "application/json" }));
    make("a", { download: "days-done.json", href }).click();
    URL.revokeObjectURL(href);
    status.textContent = "Saved as days-done.json.";
  }, look);
  let before = null;
  const forget = button("Forget my progress", () => {
    const now = state;
    change(before ?? nothing);
    before = before ? null : now;
    forget.textContent = before ? "Undo" : "Forget my progress";
    status.textContent = before ? "No day is marked as done any more." : "Your days are back.";
  }, look);
  list.after(make("details", { class: "progress" },
    make("summary", {}, "Keep or move your progress"), count,
    make("p", {}, "A day is done when your code passes its checks on the page. "
      + "This is known to this browser only; a file takes it to another one."),
    make("p", {}, save, " ", button("Read a file", () => file.click(), look), " ", forget),
    file, status));
  return lead(list, count);
}

// Returns what draws the count and the button that leads on. Who has done nothing sees no count.
function lead(list, count) {
  const days = new Map([...list.querySelectorAll("li [data-day]")].map((star) =>
    [star.dataset.day, star.closest("li").querySelector("a")]));
  const go = document.querySelector(".start__go");
  const fresh = go && { href: go.href, nodes: [...go.childNodes] };
  const quiet = document.querySelector(".start__all");
  const all = quiet?.textContent;
  return () => {
    const reached = [...days.keys()].filter((day) => day in state.done).length;
    const next = stars(true);
    count.textContent = `${reached} of ${days.size} days done`;
    if (quiet) quiet.textContent = reached ? count.textContent : all;
    if (!fresh) return;
    const on = reached ? days.get(next ?? [...days.keys()].at(-1)) : null;
    go.href = on?.href ?? fresh.href;
    if (on) go.textContent = next ? `Go on with Day ${Number(next.slice(4))}`
      : "All days done: see the end";
    else go.replaceChildren(...fresh.nodes);
  };
}

export function start() {
  document.querySelectorAll(".progress").forEach((old) => old.remove());
  const list = document.querySelector(".days");
  draw = list ? board(list) : () => stars(false);
  load();
  draw();
}

export function pass(day) {
  load();
  const today = new Date().toISOString().slice(0, 10);
  if (!(day in state.done)) change({ done: { ...state.done, [day]: today } });
  start();
}

addEventListener("storage", (event) => {
  if (event.key !== key) return;
  state = nothing;
  load();
  draw();
});
