// Which days are done: kept in this browser only, shown on the welcome page and in a day's heading. Without this file: nothing.
(() => {
  const site = new URL("../../..", document.currentScript.src).pathname; // one origin can hold several sites
  const key = site + "progress";
  const about = "ML & DL Morocco Challenges: days done"; // the mark of our own files
  let done = {};
  let draw = () => {};

  // Keeps what looks like {"day-08": "2026-11-24"} and nothing else. Throws on all other text.
  function read(text) {
    const found = JSON.parse(text);
    const days = found.done;
    const good = ([day, date]) => /^day-(0[1-9]|1[0-2])$/.test(day) && typeof date === "string" && /^\d{4}-\d\d-\d\d$/.test(date) && Date.parse(date);
    if (found.about !== about || Object.keys(found).length !== 2 || days.constructor !== Object || !Object.entries(days).every(good)) throw new TypeError();
    return { ...days };
  }

  const write = () => JSON.stringify({ about, done });

  function load() {
    try {
      done = read(localStorage.getItem(key));
    } catch {} // nothing kept, or nothing of ours, or no storage
  }

  function change(days) {
    done = days;
    try {
      localStorage.setItem(key, write());
    } catch {} // full or forbidden: known until the page is left
    draw();
  }

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  function tick(place, day) {
    const old = place.querySelector(".progress__tick");
    if (day in done && !old) place.insertBefore(make("span", { className: "progress__tick", textContent: " ✓ done" }), place.querySelector(".headerlink"));
    if (!(day in done)) old?.remove();
  }

  const dayOf = (address) => address?.match(/day[-_](\d\d)/)?.[0].replace("_", "-");

  function board(list, days) {
    const count = make("p", { className: "progress__count" });
    const meter = make("progress", { max: days.length, ariaHidden: "true" });
    const status = make("p", { className: "progress__status" });
    status.setAttribute("role", "status");
    const button = (textContent, act) => {
      const made = make("button", { type: "button", className: "md-button", textContent });
      made.addEventListener("click", () => act(made));
      return made;
    };
    const file = make("input", { type: "file", accept: ".json,application/json", hidden: true });
    file.addEventListener("change", async () => {
      try {
        if (file.files[0].size > 5000) throw new RangeError();
        const found = read(await file.files[0].text());
        change({ ...found, ...done });
        const count = Object.keys(found).length;
        status.textContent = `Read: ${count} ${count === 1 ? "day" : "days"} done in the file.`;
      } catch {
        status.textContent = "This file holds no progress of this series. Choose one that was saved here.";
      }
      file.value = "";
    });
    const save = button("Save as a file", () => {
      const link = make("a", { download: "days-done.json", href: URL.createObjectURL(new Blob([write()], { type: "application/json" })) });
      link.click();
      URL.revokeObjectURL(link.href);
      status.textContent = "Saved as days-done.json.";
    });
    let before = null;
    const forget = button("Forget my progress", (made) => {
      const now = done;
      change(before ?? {});
      before = before ? null : now;
      made.textContent = before ? "Undo" : "Forget my progress";
      status.textContent = before ? "No day is marked as done any more." : "Your days are back.";
    });
    const box = make("div", { className: "progress" }, count, meter, make("details", {}, make("summary", { textContent: "Keep or move your progress" }),
      make("p", { textContent: "A day is done when your code passes its checks on the page. This is known to this browser only; a file takes it to another one." }),
      make("p", { className: "progress__buttons" }, save, button("Read a file", () => file.click()), forget), file, status));
    list.before(box);
    return () => {
      const reached = days.filter(([day]) => day in done).length;
      count.textContent = `${reached} of ${days.length} days done`;
      meter.value = reached;
      for (const [day, place] of days) tick(place, day);
    };
  }

  function start() {
    draw = () => {};
    if (!document.querySelector('meta[name="challenge-runtime"]')) return;
    document.querySelectorAll(".progress").forEach((old) => old.remove());
    const list = document.querySelector(".days");
    if (list) {
      draw = board(list, [...list.querySelectorAll("li")].map((item) => {
        const link = item.querySelector("a");
        return [dayOf(link?.getAttribute("href")), link?.parentElement];
      }).filter(([day]) => day));
    } else {
      const day = dayOf(document.querySelector('a[href*="challenges/day_"]')?.getAttribute("href"));
      if (day) draw = () => tick(document.querySelector("h1"), day);
    }
    load();
    draw();
  }

  document.addEventListener("challenge-passed", ({ detail }) => {
    load();
    if (!(detail in done)) change({ ...done, [detail]: new Date().toISOString().slice(0, 10) });
  });
  addEventListener("storage", (event) => {
    if (event.key !== key) return;
    done = {};
    load();
    draw();
  });

  // The theme's instant navigation, when it is on, changes the page without loading this file again.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
