// Elements of the page, made in one call.
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
