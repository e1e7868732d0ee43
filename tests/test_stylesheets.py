"""The divided style of a built site: pages look as with all style sheets in their heads."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from conftest import FORK, Once, run_mkdocs, serving, small_site

# How each element and what stands before and after it is drawn, with everything unfolded.
LOOK = """() => {
  document.querySelectorAll("details").forEach(one => { one.open = true; });
  document.querySelectorAll("input[type=radio]").forEach(one => { one.checked = true; });
  const kept = ":not(link, span:is(.n, .nn, .o, .p, .w, .sa, .vm), pre > :empty)";
  return [...document.body.querySelectorAll(kept)].flatMap(one =>
    ["", "::before", "::after"].map(part => {
      const style = getComputedStyle(one, part);
      const names = ["content", "display", "font", "color", "background", "border", "maskImage",
        "boxShadow", "textDecoration", "transform", "opacity", "cursor"];
      const { x, y, width, height } = one.getBoundingClientRect();
      return [one.tagName, one.className, part, ...[x, y, width, height].map(Math.round),
        ...names.map(name => style[name])].join(" ");
    }));
}"""


@pytest.mark.parametrize("place", ["/", "/days/day-01-rivers/", "/tags/"])
def test_stylesheets_look_the_same_merged_and_apart(
    small: Path, once: Once, browser: Browser, place: str
) -> None:
    def make(folder: Path) -> None:
        ran = run_mkdocs(small_site(folder / "tree"), folder / "site", MERGE_STYLES="false", **FORK)
        assert ran.returncode == 0, ran.stdout + ran.stderr

    sites = (small, once("apart", make) / "site")
    assert len({sum(1 for _ in site.rglob("*.css")) for site in sites}) == 2
    context = browser.new_context(reduced_motion="reduce", java_script_enabled=False)
    page = context.new_page()
    looks: list[list[str]] = []
    for site in sites:
        with serving(site) as origin:
            for width, scheme in ((390, "light"), (1280, "dark")):
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                page.goto(origin + place)
                looks.append(page.evaluate(LOOK))
    context.close()
    for before, after in zip(looks[:2], looks[2:], strict=True):
        differ = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
        assert differ == [], differ[:1]
