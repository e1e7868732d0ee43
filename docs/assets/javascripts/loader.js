// The one script that every page loads. The others come when the reader comes near what they
// serve, or reaches for it.
(() => {
  const site = new URL("../..", document.currentScript.src).pathname;
  const file = location.protocol === "file:";
  const near = (place, act) => {
    if (!("IntersectionObserver" in window)) return act();
    const watcher = new IntersectionObserver((seen) => {
      if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
      watcher.disconnect();
      act();
    }, { rootMargin: "600px" });
    watcher.observe(place);
  };
  const lost = (place) => () => {
    const note = make("p", { role: "status" });
    note.textContent = file ? "Opened from a file, this page can be read, but it runs nothing: "
      + "a browser allows that on the site only. At home, Python runs the challenge's file."
      : "A part of this page could not be loaded. Check the connection, or use a newer browser.";
    place.after(note);
  };
  const bring = (place, load) => near(place, () => {
    load().then((module) => module.start(place)).catch(lost(place));
  });
  const progress = () => import("./progress.js").then((module) => module.start());

  // A block's button stands in its bar at once; what runs it comes with the first press.
  const make = (tag, settings) => Object.assign(document.createElement(tag), settings);
  function door(block) {
    const look = { type: "button", className: "md-button run__button" };
    const run = make("button", { ...look, textContent: "Run" });
    const bar = block.querySelector(".filename")
      ?? make("span", { className: "filename", textContent: "Python" });
    const output = block.nextElementSibling?.matches(".output") ? block.nextElementSibling : block;
    if (!bar.parentElement) block.prepend(bar);
    bar.append(run);
    run.addEventListener("click", () => import("./block.js").then((module) => {
      const made = module.start(block);
      run.remove();
      made.focus();
      made.click();
    }).catch(lost(output)), { once: true });
  }

  function begin() {
    const ignore = () => {}; // the page works without it
    if (document.querySelector(".comments__place")) import("./comments.js").catch(ignore);
    const quiz = document.querySelector("fieldset.quiz");
    const page = location.pathname.slice(site.length);
    const marks = () => import("./quiz.js").then((module) => module.start(page)).catch(ignore);
    if (quiz) near(quiz, marks);
    const list = document.querySelector(".days");
    const end = list?.nextElementSibling ?? list;
    const offline = (act) => import("./offline.js").then(act).catch(ignore);
    if (navigator.serviceWorker?.controller) offline((module) => module.news());
    if (!document.querySelector('meta[name="challenge-runtime"]')) return; // built without Python
    if (navigator.serviceWorker && list) near(end, () => offline((module) => module.start(list)));
    const starter = document.querySelector(".challenge-starter");
    if (starter) bring(starter, () => import("./challenge.js"));
    if (!file) for (const block of document.querySelectorAll(".highlight.run")) door(block);
    let days = null; // only who has progress, or is near the list's end, asks for it
    try {
      days = localStorage.getItem(`${site}progress`);
    } catch {} // eslint-disable-line no-empty
    if (days) progress().catch(ignore);
    else if (list) near(end, progress);
    const ending = document.querySelector(".ending");
    if (ending) bring(ending, () => import("./ending.js"));
    document.addEventListener("challenge-passed", ({ detail }) => {
      import("./progress.js").then((module) => module.pass(detail));
    });
  }
  (document.hidden ? setTimeout : requestAnimationFrame)(() => setTimeout(begin)); // after the first paint
})();
