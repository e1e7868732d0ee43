// Solve a day's challenge in the page. The code to run is read from the page itself; without this file all of it is there to copy.
(() => {
  const longest = 50000; // characters
  const patience = 10000; // milliseconds that a program may run
  const loading = 60000;
  const folder = new URL(".", document.currentScript.src);
  const site = new URL("../..", folder).pathname; // one origin can hold several sites
  let stop = () => {};

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  const part = (name) => {
    const code = document.querySelector(`.challenge-${name} code`)?.cloneNode(true);
    code?.querySelectorAll("nav, button").forEach((added) => added.remove());
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
    const starterBlock = document.querySelector(".challenge-starter");
    const day = document.querySelector('a[href$=".py"][href*="challenges/day_"]')?.href.match(/day_(\d\d)\.py$/)?.[1];
    // With no runtime beside the site (built without Node) the page stays as it is: see overrides/partials/challenge.html.
    if (!starterBlock || !day || !document.querySelector('meta[name="challenge-runtime"]')) return;
    const [given, starter, checks] = ["given", "starter", "checks"].map(part);
    const prefix = `${site}challenge.day-${day}.`;
    const key = prefix + version(given + starter + checks);
    const leaving = new AbortController();
    const { signal } = leaving;

    // --- What is shown -----------------------------------------------------------------------------------------------
    const button = (label, act) => {
      const made = make("button", { type: "button", className: "md-button", textContent: label });
      made.addEventListener("click", () => made.ariaDisabled !== "true" && act());
      return made;
    };
    const numbers = make("pre", { className: "challenge__numbers", ariaHidden: "true" });
    const editor = make("textarea", { id: "challenge-code", className: "challenge__code", spellcheck: false, wrap: "off", autocomplete: "off" });
    editor.setAttribute("autocapitalize", "off");
    editor.setAttribute("autocorrect", "off");
    editor.setAttribute("aria-describedby", "challenge-help");
    const status = make("p", { className: "challenge__status" });
    status.setAttribute("role", "status");
    const output = make("div", { className: "challenge__results" });
    const runButton = button("Run and check", run);
    runButton.classList.add("md-button--primary");
    const stopButton = button("Stop", () => end("Stopped. Your code is still here."));
    const resetButton = button("Reset", reset);
    const forgetButton = button("Forget my code", forget);
    const label = make("label", { className: "challenge__label", htmlFor: editor.id, textContent: "Your turn: write your code here" });
    const help = make("p", { id: "challenge-help", className: "challenge__help",
      textContent: "Ctrl+Enter runs it. Once you have typed, Tab indents and Shift+Tab goes back; Escape leaves the field. Your code stays in this browser." });
    const box = make("div", { className: "challenge" }, label, make("div", { className: "challenge__editor" }, numbers, editor), help,
      make("p", { className: "challenge__buttons" }, runButton, stopButton, resetButton, forgetButton), status, output);
    starterBlock.after(box);
    starterBlock.classList.add("challenge-starter--replaced");

    // --- The editor --------------------------------------------------------------------------------------------------
    let typed = false;
    let undone = null;
    let saving = 0;

    function drawn() {
      const count = editor.value.split("\n").length;
      if (numbers.childElementCount + numbers.textContent.length === 0 || numbers.dataset.count !== String(count)) {
        numbers.dataset.count = count;
        numbers.textContent = Array.from({ length: count }, (_, index) => index + 1).join("\n");
        editor.rows = Math.min(Math.max(count + 1, 8), 26);
      }
    }

    function put(text) {
      editor.value = text;
      drawn();
    }

    function save() {
      clearTimeout(saving);
      if (editor.value.length > longest) return;
      storage((kept) => (editor.value === starter ? kept.removeItem(key) : kept.setItem(key, editor.value)));
      forgetButton.hidden = !storage((kept) => kept.getItem(key));
    }

    function reset() {
      const before = editor.value;
      put(undone ?? starter);
      undone = undone === null ? before : null;
      resetButton.textContent = undone === null ? "Reset" : "Undo the reset";
      status.textContent = undone === null ? "Your code is back." : "The starter code is back.";
      save();
    }

    function forget() {
      storage((kept) => Object.keys(kept).filter((name) => name.startsWith(prefix)).forEach((name) => kept.removeItem(name)));
      put(starter);
      save();
      status.textContent = "Your code is no longer kept in this browser.";
      editor.focus();
    }

    const insert = (text) => document.execCommand("insertText", false, text); // keeps the browser's own undo

    function indent(back) {
      const { selectionStart, selectionEnd, value } = editor;
      if (!back && selectionStart === selectionEnd) return insert("    ");
      const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
      editor.setSelectionRange(from, selectionEnd);
      const before = value.slice(from, selectionEnd);
      const after = back ? before.replace(/^ {1,4}|^\t/gm, "") : before.replace(/^(?=.)/gm, "    ");
      if (after !== before) insert(after);
      editor.setSelectionRange(selectionStart === selectionEnd ? from + after.length : from, from + after.length);
    }

    function newLine() {
      const line = editor.value.slice(0, editor.selectionStart).split("\n").pop();
      insert("\n" + line.match(/^[ \t]*/)[0] + (/:\s*(#.*)?$/.test(line) ? "    " : ""));
    }

    editor.addEventListener("keydown", (event) => {
      if (event.isComposing || event.altKey) return;
      const command = event.ctrlKey || event.metaKey;
      if (event.key === "Enter" && command) run();
      else if (event.key === "Enter" && !event.shiftKey) newLine();
      else if (event.key === "Escape") runButton.focus();
      else if (event.key === "Tab" && !command && (typed || editor.selectionStart !== editor.selectionEnd)) indent(event.shiftKey);
      else return;
      event.preventDefault();
    });
    editor.addEventListener("beforeinput", (event) => {
      const text = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
      if (editor.value.length + text.length <= longest || !text) return;
      event.preventDefault();
      status.textContent = `That text is too long: at most ${longest} characters fit here.`;
    });
    editor.addEventListener("input", () => {
      typed = true;
      undone = null;
      resetButton.textContent = "Reset";
      drawn();
      clearTimeout(saving);
      saving = setTimeout(save, 300);
    });
    editor.addEventListener("scroll", () => (numbers.scrollTop = editor.scrollTop));
    editor.addEventListener("focus", () => navigator.connection?.saveData || prepare());
    editor.addEventListener("blur", () => (typed = false));

    function showLine(number) {
      const rows = editor.value.split("\n");
      const from = rows.slice(0, number - 1).join("\n").length + (number > 1);
      editor.focus();
      editor.setSelectionRange(from, from + (rows[number - 1] ?? "").length);
    }

    // --- Results -----------------------------------------------------------------------------------------------------
    const preformatted = (text) => make("pre", { className: "challenge__printed", tabIndex: 0, textContent: text.trimEnd() });

    function said({ text, line }) {
      const sentence = make("span", {}, text ?? "");
      if (line) {
        const link = make("button", { type: "button", className: "challenge__line", textContent: `line ${line} of your code` });
        link.addEventListener("click", () => showLine(line));
        sentence.append(" See ", link, ".");
      }
      return sentence;
    }

    function shown({ number, call, why, passed, rows, printed }) {
      const item = make("li", { className: `challenge__case challenge__case--${passed ? "passed" : "failed"}` },
        make("p", {}, make("strong", { textContent: passed ? "Passed" : "Not yet" }), " ", make("code", { textContent: call }), ` (${why})`));
      const list = make("dl");
      for (const row of rows) {
        list.append(make("dt", { textContent: row.name }), make("dd", {}, ...(row.code ? [make("code", { textContent: row.code }), " "] : []), said(row)));
      }
      if (printed) list.append(make("dt", { textContent: "Printed" }), make("dd", {}, preformatted(printed)));
      if (list.children.length) item.append(list);
      return item;
    }

    // --- The Worker: one a page, ended with the page -------------------------------------------------------------------
    let worker = null;
    let ready = false;
    let running = false;
    let timer = 0;
    let passed, seen, total, first, list, live;

    function prepare() {
      if (worker) return;
      const mine = (worker = new Worker(new URL("challenge-worker.js", folder), { type: "module" }));
      ready = false;
      mine.onmessage = ({ data }) => mine === worker && heard(data);
      mine.onerror = () => {
        if (mine !== worker) return;
        const asked = running;
        end(asked ? "Python could not be loaded. Check the connection and press “Run and check” again, or check your answer at home as said below." : "");
      };
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
      output.replaceChildren();
      if (editor.value.length > longest) return (status.textContent = `This code is too long to run here: at most ${longest} characters.`);
      [passed, seen, total, first, list, live] = [0, 0, 0, 0, make("ol", { className: "challenge__cases" }), preformatted("")];
      running = true;
      runButton.ariaDisabled = "true";
      stopButton.ariaDisabled = "false";
      status.textContent = ready && worker ? "Running…" : "Getting Python ready…";
      prepare();
      timer = setTimeout(() => end("Python is still not loaded after a minute. Try again where the connection is better."), loading);
      if (ready) begin();
    }

    function begin() {
      clearTimeout(timer);
      status.textContent = "Running…";
      timer = setTimeout(() => end(`Stopped after ${patience / 1000} seconds, ${total ? `in check ${seen + 1} of ${total}` : "before the first check"}. Does a loop never end?`), patience);
      worker.postMessage({ given, code: editor.value, checks });
    }

    function heard(data) {
      if (data.ready) {
        ready = true;
        if (running) begin();
      }
      if (!running) return;
      if (data.printed) {
        live.textContent = data.printed.trimEnd();
        if (!live.isConnected) output.append(make("p", { className: "challenge__printed-label", textContent: "Printed" }), live);
      }
      if (data.total) {
        total = data.total;
        if (!data.printed) output.replaceChildren();
        output.append(list);
      }
      if (data.result) {
        if (seen === 0 || live.textContent) live = preformatted("");
        seen += 1;
        if (data.result.passed) passed += 1;
        else first ||= seen;
        list.append(shown(data.result));
      }
      if (data.done) done(data.done);
    }

    function done({ wrong, spent, printed }) {
      if (spent) end("");
      if (wrong) {
        output.prepend(make("p", { className: "challenge__wrong" }, said(wrong)));
        return finish(`Your code could not be checked: ${wrong.text}`);
      }
      if (passed < total) return finish(`${passed} of ${total} checks passed. Look first at check ${first}.`);
      finish(`All ${total} checks passed. Well done: day ${Number(day)} is marked as done.`);
      document.dispatchEvent(new CustomEvent("challenge-passed", { detail: `day-${day}` }));
    }

    addEventListener("pagehide", () => {
      save();
      end("Stopped, because you left the page.");
    }, { signal });
    addEventListener("storage", (event) => event.key === key && put(event.newValue ?? starter), { signal }); // another tab wrote
    stop = () => {
      save();
      leaving.abort();
      end("");
    };
    put(storage((kept) => kept.getItem(key)) ?? starter);
    finish("");
    forgetButton.hidden = editor.value === starter;
  }

  // The theme's instant navigation, when it is on, changes the page without loading this file again.
  if (window.document$) window.document$.subscribe(start);
  else start();
})();
