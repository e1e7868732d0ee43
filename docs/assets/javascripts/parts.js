// The parts of a challenge, read from the page: what a reader sees is what runs.
export const textOf = (code) => {
  const copy = code?.cloneNode(true);
  // the theme's copy button
  copy?.querySelectorAll("nav, button").forEach((added) => added.remove());
  return copy?.textContent.trimEnd() ?? "";
};

export const part = (name) => textOf(document.querySelector(`.challenge-${name} code`));

// The day of this page: its number as the address of its file has it, such as "08".
export const dayNumber = () =>
  document.querySelector('a[href*="challenges/day_"][href$=".py"]')?.href
    .match(/day_(\d+)\.py$/)?.[1];
