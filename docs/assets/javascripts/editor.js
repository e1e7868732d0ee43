// A plain text field for Python with its colours behind it. The field stays the browser's own:
// undo, input methods and readers work.
import { button, make } from "./dom.js";
import { brackets, draw } from "./highlight.js";

const longest = 50000; // characters of code
const plain = { // what phones and keyboards put in place of these
  "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "—": "--" };

// on: {input, run, leave, say}. Returns {element, field, put, replace, mark, show}.
export function makeEditor(id, on) {
  const back = make("pre", { class: "editor__back", "aria-hidden": "true" });
  const field = make("textarea", { id, class: "editor__field", spellcheck: "false", dir: "ltr",
    autocapitalize: "off", autocomplete: "off", autocorrect: "off", translate: "no",
    maxlength: longest });
  let rows = [];
  let typed = false; // or pressed into, since the field was entered

  function paint() {
    rows = draw(back, field.value);
    match();
  }
  function match() {
    back.querySelectorAll(".editor__match").forEach((old) => old.classList.remove("editor__match"));
    if (document.activeElement !== field || field.selectionStart !== field.selectionEnd) return;
    for (const place of brackets(rows, field.selectionStart)) {
      const line = field.value.slice(0, place).split("\n").length - 1;
      const index = rows[line].filter(([kind]) => kind).findIndex(([, , at]) => at === place);
      back.children[line]?.children[index]?.classList.add("editor__match");
    }
  }
  function put(text) {
    field.value = text;
    paint();
  }
  function replace(text) { // Ctrl+Z brings back what was there
    const held = document.activeElement;
    field.focus({ preventScroll: true });
    field.select();
    insert(text);
    held.focus({ preventScroll: true });
  }
  function mark(number) {
    back.querySelector(".editor__wrong")?.classList.remove("editor__wrong");
    if (number) back.children[number - 1]?.classList.add("editor__wrong");
  }
  function show(number) {
    const all = field.value.split("\n");
    const from = all.slice(0, number - 1).join("\n").length + (number > 1);
    field.focus();
    field.setSelectionRange(from, from + (all[number - 1] ?? "").length);
    back.children[number - 1]?.scrollIntoView({ block: "nearest" });
  }
  function insert(text) { // so that the browser's own undo works
    if (document.execCommand?.(text ? "insertText" : "delete", false, text)) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input"));
  }
  const before = () => field.value.slice(0, field.selectionStart).split("\n").pop();

  function eachLine(change) {
    const { selectionStart, selectionEnd, value } = field;
    const from = value.lastIndexOf("\n", selectionStart - 1) + 1;
    const last = selectionEnd - (selectionEnd > selectionStart && value[selectionEnd - 1] === "\n");
    const to = (value + "\n").indexOf("\n", last);
    const old = value.slice(from, to);
    const changed = change(old);
    if (changed === old) return;
    field.setSelectionRange(from, to);
    insert(changed);
    const caret = Math.max(from, selectionEnd + changed.length - old.length);
    if (selectionStart === selectionEnd) field.setSelectionRange(caret, caret);
    else field.setSelectionRange(from, from + changed.length);
  }
  const indent = () => (field.selectionStart === field.selectionEnd
    ? insert(" ".repeat(4 - before().length % 4))
    : eachLine((text) => text.replace(/^(?=.)/gm, "    ")));
  const outdent = () => eachLine((text) => text.replace(/^( {1,4}|\t)/gm, ""));
  const comment = () => eachLine((text) => (/^\s*[^#\s]/m.test(text)
    ? text.replace(/^(\s*)(?=\S)/gm, "$1# ") : text.replace(/^(\s*)# ?/gm, "$1")));

  function newLine() {
    const line = before().replace(/("(\\.|[^"\\])*"|'(\\.|[^'\\])*')/g, "_")
      .replace(/#.*/, "").trimEnd();
    const space = before().match(/^\s*/)[0];
    const leaves = /^\s*(return|raise|break|continue|pass)\b/.test(line) && !/[([{,\\]$/.test(line);
    insert("\n" + (line.endsWith(":") ? space + "    " : leaves ? space.slice(4) : space));
  }
  function backspace() {
    const spaces = before();
    if (field.selectionStart !== field.selectionEnd || !/^ +$/.test(spaces)) return false;
    field.setSelectionRange(field.selectionStart - ((spaces.length - 1) % 4) - 1,
      field.selectionStart);
    insert("");
    return true;
  }
  function around(open, close) {
    const { selectionStart, selectionEnd, value } = field;
    insert(open + value.slice(selectionStart, selectionEnd) + close);
    field.setSelectionRange(selectionStart + 1, selectionEnd + 1);
  }

  field.addEventListener("keydown", (event) => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (event.isComposing || event.keyCode === 229) return; // an input method is at work
    if (event.key === "Enter" && command) on.run();
    else if (command && event.key === "/") comment();
    else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (event.key === "Enter" && !event.shiftKey) newLine();
    else if (event.key === "Backspace" && backspace()) {} // eslint-disable-line no-empty
    else if (event.key === "Escape") on.leave();
    else if (event.key === "Tab" && typed) (event.shiftKey ? outdent : indent)();
    else return;
    event.preventDefault();
  });
  field.addEventListener("pointerdown", () => (typed = true));
  field.addEventListener("beforeinput", (event) => {
    const text = event.data ?? event.dataTransfer?.getData("text/plain") ?? "";
    const typedText = /^insert(Text|ReplacementText)$/.test(event.inputType) && !event.isComposing;
    if (!typedText || text.length > 2 || ![...text].some((letter) => letter in plain)) return;
    event.preventDefault();
    insert([...text].map((letter) => plain[letter] ?? letter).join(""));
  });
  field.addEventListener("input", () => {
    typed = true;
    mark(0);
    paint();
    on.input();
    if (field.value.length >= longest) on.say(`No more than ${longest} characters fit here.`);
  });
  field.addEventListener("blur", () => {
    typed = false; // and the bar goes, but not while what lies below it is pressed: it would move
    element.toggleAttribute("data-pressed", Boolean(document.querySelector(":active")));
  });
  addEventListener("click", () => element.removeAttribute("data-pressed"));
  document.addEventListener("selectionchange", () => document.activeElement === field && match());

  const keys = [["⇥", "Indent", indent], ["⇤", "Outdent", outdent],
    ["( )", "Round brackets", () => around("(", ")")],
    ["[ ]", "Square brackets", () => around("[", "]")],
    [":", "Colon", () => insert(":")], ["\" \"", "Quotation marks", () => around('"', '"')],
    ["#", "Comment on or off", comment], ["↶", "Undo", () => document.execCommand("undo")]];
  const bar = make("div", { class: "editor__keys", role: "toolbar", "aria-label": "Keys for code" },
    ...keys.map(([text, name, act]) => button(text, act, { "aria-label": name })));
  bar.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps a phone's keys
  bar.addEventListener("click", () => document.activeElement === field || field.focus(), true);
  const page = make("div", { class: "editor__page highlight", translate: "no" }, back, field);
  const element = make("div", { class: "editor" }, page, bar);
  return { element, field, put, replace, mark, show };
}
