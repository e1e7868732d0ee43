"""The divided style of a built site: pages look as with all style sheets in their heads."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from conftest import FORK, Once, serving
from repository import run_mkdocs, small_site

# How each element and what stands before and after it is drawn, with everything unfolded.
LOOK = """async () => {
  await document.fonts.ready;
  document.querySelectorAll("details").forEach(one => { one.open = true; });
  document.querySelectorAll("input[type=radio]").forEach(one => { one.checked = true; });
  const kept = ":not(link, span:is(.n, .nn, .o, .p, .w, .sa, .vm), pre > :empty)";
  return [...document.body.querySelectorAll(kept)].flatMap(one =>
    ["", "::before", "::after"].map(part => {
      const style = getComputedStyle(one, part);
      const names = ["content", "display", "font", "color", "background", "border", "maskImage",
        "boxShadow", "textDecoration", "transform", "opacity", "cursor"];
      const { x, y, width, height } = one.getBoundingClientRect();
      return [[x, y, width, height], one.tagName, one.className, part,
        ...names.map(name => style[name])];
    }));
}"""


PLACES = ("/", "/days/day-01-rivers/", "/tags/")


def test_stylesheets_look_the_same_merged_and_apart(
    small: Path, once: Once, browser: Browser
) -> None:
    def make(folder: Path) -> None:
        ran = run_mkdocs(small_site(folder / "tree"), folder / "site", MERGE_STYLES="false", **FORK)
        assert ran.returncode == 0, ran.stdout + ran.stderr

    sites = (small, once("apart", make) / "site")
    assert len({sum(1 for _ in site.rglob("*.css")) for site in sites}) == 2
    context = browser.new_context(reduced_motion="reduce", java_script_enabled=False)
    page = context.new_page()
    looks: list[Any] = []
    for site in sites:
        with serving(site) as origin:
            for width, scheme in ((390, "light"), (1280, "dark")):
                page.set_viewport_size({"width": width, "height": 800})
                page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                for place in PLACES:
                    page.goto(origin + place)
                    looks.append(page.evaluate(LOOK))
    context.close()
    for before, after in zip(looks[:6], looks[6:], strict=True):
        for one, other in zip(before, after, strict=True):
            assert one[1:] == other[1:] and one[0] == pytest.approx(other[0], abs=1), one[:4]
