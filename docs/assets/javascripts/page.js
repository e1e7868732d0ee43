// What every page does: palette, copy buttons, folds that open for a link or for paper, and the door to the search.
// It waits until the page has been painted.
((site) => (document.hidden ? setTimeout : requestAnimationFrame)(() => setTimeout(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");

  // --- Palette: the system's, light, dark. Where the browser keeps nothing it lasts until the page is left.
  const names = { "": "system", light: "light", dark: "dark" };
  const order = Object.keys(names);
  const button = document.querySelector(".bar__palette");
  function paint(choice) {
    if (choice !== (root.dataset.palette ?? "")) root.dataset.palette = choice; // the whole page is styled anew
    document.body.dataset.scheme = choice === "dark" || (!choice && dark.matches) ? "slate" : "default"; // the comments' frame asks
    button?.setAttribute("aria-label", `Colours: ${names[choice]}. Press for ${names[order[(order.indexOf(choice) + 1) % 3]]}.`);
    if (button) button.title = button.ariaLabel;
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
  const scrolling = () => [...document.querySelectorAll("pre > code, table")].filter(wide).forEach((box) => (box.tabIndex = 0));
  scrolling();
  document.addEventListener("toggle", scrolling, true); // what was folded has no size before
  for (const code of document.querySelectorAll(".highlight:not(.output) code")) {
    if (!navigator.clipboard) break;
    const copy = document.createElement("button");
    Object.assign(copy, { type: "button", className: "copy", title: "Copy to clipboard", ariaLabel: "Copy to clipboard" });
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(code.textContent);
      copy.dataset.done = "";
      setTimeout(() => delete copy.dataset.done, 1500);
    });
    code.parentElement.append(copy);
  }

  // --- Sources: the keyboard stops at the first reference to each
  const told = new Set();
  for (const link of document.querySelectorAll(".footnote-ref")) {
    if (told.has(link.hash)) link.tabIndex = -1;
    told.add(link.hash);
  }

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
    opened = [...document.querySelectorAll(`details:not([open], .chart__data, .example, :has(.challenge-given), ${helps})`)];
    for (const fold of opened) fold.open = true;
    const told = [...document.querySelectorAll(`article > details${helps}`)].flatMap((fold) => {
      const [title, ...parts] = fold.cloneNode(true).childNodes;
      return [make("h3", fold.querySelector("summary").textContent), ...(title.localName === "summary" ? parts : [title, ...parts])];
    });
    const right = [...document.querySelectorAll(".quiz__reason--right")].map((reason) =>
      make("li", make("strong", reason.previousElementSibling.textContent), ` ${reason.textContent.replace(/^\S+ /, "")}`));
    if (right.length) told.push(make("h3", "Check yourself"), make("ol", ...right));
    if (told.length) answers.replaceChildren(make("h2", "Solution and answers"), ...told);
    if (told.length) document.querySelector("article").append(answers);
  });
  addEventListener("afterprint", () => {
    opened.forEach((fold) => (fold.open = false));
    answers.remove();
  });

  // --- Contents: where the reader is
  const links = new Map([...document.querySelectorAll(".aside .toc a")].map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));
  links.delete(null);
  if (links.size && "IntersectionObserver" in window) {
    const watcher = new IntersectionObserver((seen) => {
      const here = seen.find(({ isIntersecting }) => isIntersecting);
      if (!here) return;
      for (const [place, link] of links) link.toggleAttribute("data-here", place === here.target);
    }, { rootMargin: "0px 0px -70% 0px" });
    for (const place of links.keys()) watcher.observe(place);
  }

  // --- Search: its code and its index come when it is asked for
  const search = (act) => import(new URL("search.js", site + "assets/javascripts/")).then(act, () => {});
  const find = () => search((module) => module.open(site));
  const door = document.querySelector(".bar__search");
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
  if (asked) search((module) => module.mark(asked));
})))(new URL("../..", document.currentScript.src));
