// What every page does: palette, copy buttons, folds that open for a link or for paper, and the
// door to the search.
// It waits until the page has been painted.
((site) => (document.hidden ? setTimeout : requestAnimationFrame)(() => setTimeout(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // --- Palette: the system's, light, dark. Where nothing is kept it lasts until the page is left.
  const names = { "": "system", light: "light", dark: "dark" };
  const order = Object.keys(names);
  const button = document.querySelector(".bar__palette");
  function paint(choice) {
    const changed = choice !== (root.dataset.palette ?? "");
    if (changed) root.dataset.palette = choice; // the whole page is styled anew
    const isDark = choice === "dark" || (!choice && dark.matches);
    document.body.dataset.scheme = isDark ? "slate" : "default"; // the comments' frame asks
    const next = names[order[(order.indexOf(choice) + 1) % 3]];
    const told = `Colours: ${names[choice]}. Press for ${next}.`;
    for (const name of ["title", "aria-label"]) button?.setAttribute(name, told);
  }
  paint(root.dataset.palette ?? "");
  dark.addEventListener("change", () => paint(root.dataset.palette ?? ""));
  button?.addEventListener("click", () => {
    const choice = order[(order.indexOf(root.dataset.palette ?? "") + 1) % 3];
    paint(choice);
    try {
      localStorage.setItem("palette", choice);
    } catch {} // eslint-disable-line no-empty
  });
  if (button) button.hidden = false;

  // --- Code: a button to copy, and the keyboard for what scrolls
  const wide = (box) => box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
  function scrolling() {
    const boxes = [...document.querySelectorAll("pre > code, table")];
    for (const box of boxes.filter(wide)) box.tabIndex = 0;
  }
  scrolling();
  addEventListener("resize", scrolling);
  document.addEventListener("toggle", scrolling, true); // what was folded has no size before
  for (const code of document.querySelectorAll(".highlight:not(.output) code")) {
    if (!navigator.clipboard) break;
    const copy = document.createElement("button");
    Object.assign(copy, { type: "button", className: "copy", textContent: "Copy" });
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      copy.textContent = "Copied";
      setTimeout(() => (copy.textContent = "Copy"), 1500);
    });
    code.parentElement.append(copy);
  }

  // --- References and terms: forty in a day are one stop of the keyboard; arrows lead on, as a
  // sign at the link says
  const refs = [...document.querySelectorAll(".footnote-ref, a.term")];
  const stop = (only) => refs.forEach((link) => (link.tabIndex = link === only ? 0 : -1));
  stop(refs[0]);
  document.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step || !refs.includes(event.target)) return;
    const open = refs.filter((link) => !link.closest("details:not([open])"));
    const to = open[open.indexOf(event.target) + step];
    if (!to) return;
    event.preventDefault();
    stop(to);
    to.focus();
  });

  // --- Folds
  const folds = (place) => place?.closest("details:not([open])");
  function unfold() {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!folds(place)) return;
    for (let fold = folds(place); fold; fold = folds(place)) fold.open = true;
    place.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  unfold();

  // --- Paper: what is folded lies open, but hints, solution and answers stand at the end
  const make = (tag, ...parts) => {
    const made = document.createElement(tag);
    made.append(...parts);
    return made;
  };
  let opened = [];
  const answers = make("section");
  answers.className = "answers";
  addEventListener("beforeprint", () => {
    const helps = ":is(.tip, .success)";
    const stays = `[open], .chart__data, .example, :has(.challenge-given), ${helps}`;
    opened = [...document.querySelectorAll(`details:not(${stays})`)];
    for (const fold of opened) fold.open = true;
    const told = [...document.querySelectorAll(`article > details${helps}`)].flatMap((fold) => {
      const parts = [...fold.cloneNode(true).childNodes];
      const title = make("h3", fold.querySelector("summary").textContent);
      return [title, ...parts.filter(({ localName }) => localName !== "summary")];
    });
    const right = [...document.querySelectorAll(".quiz__reason--right")].map((reason) =>
      make("li", make("strong", reason.previousElementSibling.textContent),
        ` ${reason.textContent.replace(/^\S+ /, "")}`));
    if (right.length) told.push(make("h3", "Check yourself"), make("ol", ...right));
    if (told.length) answers.replaceChildren(make("h2", "Solution and answers"), ...told);
    if (told.length) document.querySelector("article").append(answers);
  });
  addEventListener("afterprint", () => {
    opened.forEach((fold) => (fold.open = false));
    answers.remove();
  });

  // --- Contents: the section that begins last above the upper third of the screen
  const placeOf = ({ hash }) => document.getElementById(decodeURIComponent(hash.slice(1)));
  const contents = [...document.querySelectorAll(".aside .toc a")].filter(placeOf);
  if (contents.length && "IntersectionObserver" in window) {
    const above = new Map();
    const watcher = new IntersectionObserver((seen) => {
      for (const { target, isIntersecting } of seen) above.set(target, isIntersecting);
      const here = contents.findLast((link) => above.get(placeOf(link)));
      for (const link of contents) link.toggleAttribute("data-here", link === here);
    }, { rootMargin: "999999px 0px -70%" });
    for (const link of contents) watcher.observe(placeOf(link));
  }

  // --- Menu: it closes for a section; a browser older than `popover` has it below the page
  const menu = document.querySelector(".menu");
  if (!("popover" in root))
    document.querySelector(".bar__menu")?.addEventListener("click", () => menu?.scrollIntoView());
  menu?.addEventListener("click", ({ target }) => // a section of this page lies under it
    target.closest("[href^='#']") && menu.togglePopover?.(false));

  // --- Search: its code and its index come when it is asked for
  const script = new URL("search.js", `${site}assets/javascripts/`);
  const search = (act, lost) => import(script).then(act, lost);
  const door = document.querySelector(".bar__search");
  const sorry = make("p", "The search could not be loaded. Check the connection and load the page "
    + "again; if that does not help, a newer browser does.");
  sorry.setAttribute("role", "status");
  const find = () => search((module) => module.open(site), () => door.after(sorry));
  if (door) door.hidden = false;
  door?.addEventListener("click", find);
  addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input, textarea, select, [contenteditable]");
    if (!typing && !event.ctrlKey && !event.metaKey && !event.altKey && /^[fs/]$/.test(event.key)) {
      event.preventDefault();
      find();
    }
  });
  const asked = new URLSearchParams(location.search).get("h");
  if (asked) search((module) => module.mark(asked), () => {}); // no mark is no loss
})))(new URL("../..", document.currentScript.src));
