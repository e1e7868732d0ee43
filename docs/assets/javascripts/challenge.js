// Solve a day's challenge in the page. What is run is read from the page itself; without this file all of it is there to copy.
(() => {
  const longest = 50000; // characters of code
  const patience = 10; // seconds that a program may run
  const folder = new URL(".", document.currentScript.src);
  const site = new URL("../..", folder).pathname; // one origin can hold several sites
  let stop = () => {};

  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const part = (name) => {
    const code = document.querySelector(`.challenge-${name} code`)?.cloneNode(true);
    code?.querySelectorAll("nav, button").forEach((added) => added.remove()); // the theme's copy button
    return code?.textContent.trimEnd() ?? "";
  };

  const version = (text) => [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.codePointAt(0)) >>> 0, 7).toString(36);

  // A full or forbidden storage throws: then nothing is kept, and nothing else changes.
  const storage = (act) => {
    try {
      return act(localStorage);
    } catch {
      return null;
    }
  };

  function start() {
    stop();
    stop = () => {};
    const block = document.querySelector(".challenge-starter");
    const day = document.querySelector('a[href*="challenges/day_"]')?.href.match(/day_(\d\d)\.py$/)?.[1];
    // Built without the runtime (no Node), the page stays as it is: see overrides/partials/challenge.html.
    if (!block || !day || !document.querySelector('meta[name="challenge-runtime"]')) return;
    const [given, starter, checks] = ["given", "starter", "checks"].map(part);
    const prefix = `${site}challenge.day-${day}.`;
    const key = prefix + version(given + starter + checks);

    // --- What is shown -----------------------------------------------------------------------------------------------
    const button = (label, act, kind = "") => {
      const made = make("button", { type: "button", class: "md-button " + kind }, label);
      made.addEventListener("click", () => made.ariaDisabled === "true" || act());
      return made;
    };
    const numbers = make("pre", { class: "challenge__numbers", "aria-hidden": "true" });
    const editor = make("textarea", { id: "challenge-code", class: "challenge__code", "aria-describedby": "challenge-help", wrap: "off",
      spellcheck: "false", autocapitalize: "off", autocomplete: "off", autocorrect: "off" });
    const runButton = button("Run and check", run, "md-button--primary");
    const stopButton = button("Stop", () => end("Stopped."));
    const resetButton = button("Reset", reset);
    const forgetButton = button("Forget my code", forget);
    const status = make("p", { class: "challenge__status", role: "status" });
    const output = make("div", { class: "challenge__results" });
    block.after(make("div", { class: "challenge" },
      make("label", { class: "challenge__label", for: editor.id }, "Your turn: write your code here"),
      make("div", { class: "challenge__editor" }, numbers, editor),
      make("p", { class: "challenge__help", id: "challenge-help" }, "Ctrl+Enter runs it. Once you have typed, Tab indents and Shift+Tab goes back; Escape leaves the field. Your code stays in this browser."),
      make("p", { class: "challenge__buttons" }, runButton, stopButton, resetButton, forgetButton), status, output));
    block.classList.add("challenge-starter--replaced");

    // --- The editor --------------------------------------------------------------------------------------------------
    let typed = false;
    let before = null; // the code that a reset replaced
    let saving = 0;

    function put(text) {
      if (text !== null) editor.value = text;
      const count = editor.value.split("\n").length;
      if (editor.rows === count + 1) return;
      editor.rows = count + 1; // style sheet: not higher than the window
      numbers.textContent = Array.from({ length: count }, (_, index) => index + 1).join("\n");
    }

    function save() {
      clearTimeout(saving);
      storage((kept) => (editor.value === starter ? kept.removeItem(key) : kept.setItem(key, editor.value)));
      forgetButton.hidden = !storage((kept) => kept.getItem(key));
    }

    function reset() {
      [before, editor.value] = [before === null ? editor.value : null, before ?? starter];
      resetButton.textContent = before === null ? "Reset" : "Undo the reset";
      status.textContent = before === null ? "Your code is back." : "The starter code is back.";
      put(null);
      save();
    }

    function forget() {
      storage((kept) => Object.keys(kept).filter((name) => name.startsWith(prefix)).forEach((name) => kept.removeItem(name)));
      put(starter);
      editor.focus();
      save();
      status.textContent = "Your code is no longer kept in this browser.";
    }

    const insert = (text) => document.execCommand("insertText", false, text); // so that the browser's own undo works

    function indent(back) {
      const { selectionStart, selectionEnd, value } = editor;
      if (!back && selectionStart === selectionEnd) return insert("    ");
      const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
      const rows = value.slice(from, selectionEnd);
      const moved = back ? rows.replace(/^( {1,4}|\t)/gm, "") : rows.replace(/^(?=.)/gm, "    ");
      editor.setSelectionRange(from, selectionEnd);
      if (moved !== rows) insert(moved);
      editor.setSelectionRange(selectionStart === selectionEnd ? from + moved.length : from, from + moved.length);
    }

    function newLine() {
      const line = editor.value.slice(0, editor.selectionStart).split("\n").pop();
      insert("\n" + line.match(/^\s*/)[0] + (/:\s*$/.test(line) ? "    " : ""));
    }

    function showLine(number) {
      const rows = editor.value.split("\n");
      const from = rows.slice(0, number - 1).join("\n").length + (number > 1);
      editor.focus();
      editor.setSelectionRange(from, from + (rows[number - 1] ?? "").length);
    }

    editor.addEventListener("keydown", (event) => {
      if (event.isComposing || event.altKey) return;
      const command = event.ctrlKey || event.metaKey;
      if (event.key === "Enter" && command) run();
      else if (event.key === "Enter") newLine();
      else if (event.key === "Escape") runButton.focus();
      else if (event.key === "Tab" && (typed || editor.selectionStart !== editor.selectionEnd)) indent(event.shiftKey);
      else return;
      event.preventDefault();
    });
    editor.addEventListener("beforeinput", (event) => {
      const text = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
      if (text.length < 2000) return; // more is slow in some browsers, and thousands of lines stop the page
      event.preventDefault();
      if (editor.value.length + text.length > longest) return (status.textContent = `That is too long: ${longest} characters is the most that fits here.`);
      editor.setRangeText(text, editor.selectionStart, editor.selectionEnd, "end");
      editor.dispatchEvent(new Event("input"));
    });
    editor.addEventListener("input", () => {
      typed = true;
      before = null;
      resetButton.textContent = "Reset";
      put(null);
      clearTimeout(saving);
      saving = setTimeout(save, 300);
    });
    editor.addEventListener("scroll", () => (numbers.scrollTop = editor.scrollTop));
    editor.addEventListener("focus", () => navigator.connection?.saveData || prepare());
    editor.addEventListener("blur", () => (typed = false));

    // --- Results -----------------------------------------------------------------------------------------------------
    const print = (text) => make("pre", { class: "challenge__printed", tabindex: 0, "aria-label": "Printed" }, text.trimEnd());

    function sentence({ text = "", line }) {
      const made = make("span", {}, text);
      if (line) {
        const link = make("button", { type: "button", class: "challenge__line" }, `line ${line} of your code`);
        link.addEventListener("click", () => showLine(line));
        made.append(" See ", link, ".");
      }
      return made;
    }

    function show({ call, why, passed, rows, printed }) {
      const list = make("dl");
      for (const row of rows) list.append(make("dt", {}, row.name), make("dd", {}, ...(row.code ? [make("code", {}, row.code), " "] : []), sentence(row)));
      if (printed) list.append(make("dt", {}, "Printed"), make("dd", {}, print(printed)));
      return make("li", { class: passed ? "challenge__passed" : "challenge__failed" },
        make("p", {}, make("strong", {}, `${seen}. ${passed ? "Passed" : "Not yet"}`), " ", make("code", {}, call), ` (${why})`), ...(list.firstChild ? [list] : []));
    }

    // --- The Worker: one a page, ended with the page -------------------------------------------------------------------
    let worker = null;
    let ready = false;
    let running = false;
    let timer = 0;
    let total, seen, passed, first, live, list;

    function prepare() {
      if (worker) return;
      ready = false;
      const mine = (worker = new Worker(new URL("challenge-worker.js", folder), { type: "module" }));
      mine.onmessage = ({ data }) => mine === worker && hear(data);
      mine.onerror = () => mine === worker && end("Python could not be loaded. Check the connection and try again, or check your answer at home as said below.");
    }

    function end(text) {
      worker?.terminate();
      worker = null;
      if (running) finish(text);
    }

    function finish(text) {
      clearTimeout(timer);
      running = false;
      runButton.ariaDisabled = "false";
      stopButton.ariaDisabled = "true";
      status.textContent = text;
    }

    function run() {
      if (running) return;
      save();
      output.textContent = "";
      if (editor.value.length > longest) return (status.textContent = `This code is too long to run here: ${longest} characters is the most.`);
      [total, seen, passed, first, live, list] = [0, 0, 0, 0, print(""), make("ol", { class: "challenge__cases" })];
      running = true;
      runButton.ariaDisabled = "true";
      stopButton.ariaDisabled = "false";
      status.textContent = "Getting Python ready…";
      prepare();
      if (ready) begin();
    }

    function begin() {
      status.textContent = "Running…";
      timer = setTimeout(() => {
        end(`Stopped after ${patience} seconds, ${total ? `in check ${seen + 1} of ${total}` : "before the first check"}. Is there a loop that never ends?`);
      }, patience * 1000);
      worker.postMessage({ given, code: editor.value, checks });
    }

    function hear(data) {
      ready ||= data.ready;
      if (!running) return;
      if (data.ready) begin();
      if (data.printed) {
        live.textContent = data.printed.trimEnd();
        output.append(live);
      }
      if (data.total) {
        total = data.total;
        live = print("");
        output.append(list);
      }
      if (data.result) {
        seen += 1;
        if (data.result.passed) passed += 1;
        else first ||= seen;
        live.remove();
        list.append(show(data.result));
      }
      if (data.done) done(data.done);
    }

    function done({ wrong, spent }) {
      if (wrong) {
        finish("Your code could not be checked.");
        output.prepend(make("p", { class: "challenge__wrong" }, sentence(wrong)));
      } else if (passed < total) finish(`${passed} of ${total} checks passed. Look first at check ${first}.`);
      else {
        finish(`All ${total} checks passed. Well done: day ${Number(day)} is marked as done.`);
        document.dispatchEvent(new CustomEvent("challenge-passed", { detail: "day-" + day }));
      }
      if (spent) end();
    }

    const leaving = new AbortController();
    addEventListener("pagehide", () => {
      save();
      end("Stopped, because you left the page.");
    }, leaving);
    addEventListener("storage", (event) => event.key === key && put(event.newValue ?? starter), leaving); // from another tab
    stop = () => {
      save();
      leaving.abort();
      end();
    };
    put(storage((kept) => kept.getItem(key)) ?? starter);
    finish("");
    save();
  }

  // The theme's instant navigation, when it is on, changes the page without loading this file again.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
