// The search: a dialog over what find.js knows. It is loaded when a reader reaches for it.
import { load, rank, stem, wanted, words } from "./find.js";

const meant = (query) => {
  const roots = wanted(query).map(stem);
  return (piece) => words(piece).some((word) => roots.includes(stem(word)));
};

function marked(text) {
  const found = document.createElement("mark");
  found.textContent = text;
  return found;
}

// A few words of a text around the first of those that were found in it.
function around(text, said) {
  const pieces = text.split(" ");
  const isSaid = (piece) => words(piece).some((word) => said.includes(word));
  const from = Math.max(0, pieces.findIndex(isSaid) - 6);
  const shown = pieces.slice(from, from + 24)
    .flatMap((piece) => [isSaid(piece) ? marked(piece) : piece, " "]);
  return [from ? "… " : "", ...shown, "…"];
}

let index = null;
let dialog = null;
export async function open(site) {
  dialog ??= build(site);
  dialog.showModal();
  dialog.querySelector("input").select();
  index ??= load(site).catch(() => (index = null));
  const lost = "The search could not be loaded. Check the connection and try again.";
  dialog.querySelector("p").textContent = (await index) ? "Type to search" : lost;
  dialog.querySelector("input").dispatchEvent(new Event("input"));
}

function build(site) {
  const made = document.createElement("dialog");
  made.className = "find";
  made.setAttribute("aria-label", "Search");
  const field = '<input aria-label="Search" placeholder="Search" enterkeyhint="search"'
    + ' autocomplete="off" spellcheck="false">';
  made.innerHTML = `<div>${field}<button type="button">Close</button></div>
    <p role="status">Loading…</p><ol></ol>`;
  const [input, close, status, list] = made.querySelectorAll("input, button, p, ol");

  function resultOf({ page, best, said }, { pages }) {
    const link = document.createElement("a");
    const address = new URL(best.location, site);
    address.searchParams.set("h", input.value.trim());
    link.href = address;
    const title = document.createElement("strong");
    title.textContent = pages.get(page).title;
    link.append(title, best.anchor ? `${best.title}: ` : "", ...around(best.text, said));
    const item = document.createElement("li");
    item.append(link);
    return item;
  }

  close.addEventListener("click", () => made.close());
  input.addEventListener("input", async () => {
    const known = await index;
    if (!known || !input.value.trim()) return list.replaceChildren();
    const results = rank(known, input.value);
    const count = `${results.length} page${results.length === 1 ? "" : "s"}`;
    status.textContent = results.length ? count : "Nothing found. Try another word.";
    list.replaceChildren(...results.map((result) => resultOf(result, known)));
  });
  made.addEventListener("keydown", (event) => {
    const stops = [input, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (event.key === "Enter" && document.activeElement === input) return stops[1]?.click();
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    stops.at((at + (event.key === "ArrowDown" ? 1 : -1)) % stops.length)?.focus();
  });
  made.addEventListener("click", (event) => event.target === made && made.close());
  document.body.append(made);
  return made;
}

// The words of a search, marked on the page that it led to.
export function mark(query) {
  const isMeant = meant(query);
  const walker = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    if (!text.parentElement.closest("svg, script, textarea, .highlight")) texts.push(text);
  }
  for (const text of texts) {
    const pieces = text.data.split(/([\p{L}\p{N}\p{M}]+)/u);
    if (!pieces.some(isMeant)) continue;
    text.replaceWith(...pieces.map((piece) => (isMeant(piece) ? marked(piece) : piece)));
  }
}
