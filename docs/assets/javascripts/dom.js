// Elements of the page, made in one call, and what its browser keeps.
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) if (value !== null)
    element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function button(label, act, properties = {}) {
  const made = make("button", { type: "button", ...properties }, label);
  made.addEventListener("click", () => act(made));
  return made;
}

// Returns what `act` makes of what is kept, or null where that is full or forbidden.
export function stored(act, fail) {
  try {
    return act(localStorage);
  } catch {
    fail?.();
    return null;
  }
}
