// What Python refuses and the small one lets pass is put into the program before it runs there.
// Lines keep their numbers. The names that begin and end with __ are those of mend.py.
import { pieces } from "./words.js";

// How many more brackets a line opens than it closes.
const opened = (row) => row.split(/[([{]/).length - row.split(/[)\]}]/).length;
const secret = /(?<!\w)__\w*[^\W_]_?(?!\w)/g; // a name that begins with __, and does not end so
const joined = (parts) => new RegExp(parts.map(({ source }) => source).join(""), "g");
const loop = joined([
  /(\bfor\b(?:(?!\bin\b)[^:])*\bin\s+(?:(?:enumerate|iter|zip)\(\s*|(?:filter|map)\([^()]*,\s*)?)/,
  /([\w.]+(?:\[[^[\]]*\])*)(?:\.(keys|values|items)\(\s*\))?/,
  /(?=\s*(?:[:,)\]}]|(?:if|for)\b|$))/]);
const copy = /(?<!\b(?:def|class)\s+|[\w.])dict\(\s*([\w.]+(?:\([^()]*\))?)\s*\)/g;
const after = /\|\s*([A-Za-z_][\w.]*(?:\([^()]*\)|\[[^[\]]*\])*)/g; // what stands after a |
// what MicroPython takes for a number even where nothing was imported
const constant = /(?<![\w.])math(?=\.(?:e|inf|nan|pi|tau)\b)/g;

export function strict(code) {
  const held = []; // strings and comments, which stand as "number" in the text
  const text = code.replace(pieces, (piece) => `"${held.push(piece) - 1}"`);
  const classes = []; // around this line: [how far it is indented, its name]
  let depth = 0; // of open brackets
  const rows = text.split("\n").map((row) => {
    const space = row.search(/\S/);
    if (depth === 0 && space >= 0 && !/^\s*"\d+"$/.test(row)) {
      while (classes.length && space <= classes.at(-1)[0]) classes.pop();
    }
    // private names of a class get its name, in f-strings too
    const [, name] = classes.at(-1) ?? [];
    const own = (part) => (name ? part.replace(secret, `_${name}$&`) : part)
      .replace(constant, "(math or 0)");
    const begun = row.match(/^\s*class\s+_*(\w+)/);
    if (begun) classes.push([space, begun[1]]);
    for (const [, number] of row.matchAll(/"(\d+)"/g)) {
      if (/^[rR]?[fF]/.test(held[number])) held[number] = held[number].replace(/\{[^{}]*\}/g, own);
    }
    depth += opened(row);
    return own(row)
      // a class takes no arguments, unless it says which
      .replace(/^(\s*class\s+\w+)\s*(\(\s*(object\s*)?\)\s*)?:/, "$1(__Plain__):")
      // "for i in range(" is a short cut that takes any numbers, whatever range is: not so after or
      .replace(/^(\s*for\b[^:]*?\bin\s+)(?=range\s*\()/, "$1[] or ")
      // a copy takes what inherits from a dictionary, such as a Counter
      .replace(copy, "dict(__pairs__($1))")
      .replace(after, "| __other__($1)")
      // a loop over keys watches them
      .replace(loop, '$1__watch__($2, "$3")');
  });
  return rows.join("\n").replace(/"(\d+)"/g, (_, number) => held[number]);
}
