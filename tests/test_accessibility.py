"""The pages for everybody: by the rules of axe-core, by keyboard alone, on paper, from right to left, in high contrast."""

from __future__ import annotations

import gzip
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT, serving
from playwright.sync_api import Browser, Page, expect

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
DAY = "/days/day-08-energy/"


def names(site: Path) -> list[str]:
    return [path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]


@pytest.fixture
def axe() -> str:
    """The rules as a script. No npm: a skip that says what to do; with npm, or in CI, a failure."""
    if not AXE.is_file():
        say = pytest.fail if os.environ.get("CI") or shutil.which("npm") else pytest.skip
        say("axe-core was not found: install Node.js from nodejs.org and run `python dev.py test`.")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(8000)
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    found = page.evaluate("(tags) => axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })", RULES)
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found["violations"] for node in rule["nodes"]]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(browser: Browser, axe: str, site_with_comments: Path, tmp_path: Path, scheme: str, width: int) -> None:
    (tmp_path / "ml-dl-morocco").symlink_to(site_with_comments)  # the page for a wrong address names its files from the root
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)  # type: ignore[arg-type]
    context.add_init_script(axe)
    page = context.new_page()
    faults = {}
    with serving(tmp_path) as origin:
        for name in names(site_with_comments):
            page.goto(f"{origin}/ml-dl-morocco/{name}")
            page.wait_for_function("document.querySelector('html.js')")
            page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true })")
            page.wait_for_timeout(50)  # the theme adds the copy buttons a moment later
            if found := violations(page):
                faults[name] = found
    context.close()
    assert faults == {}


def test_axe_would_find_a_picture_without_words_and_pale_letters(browser: Browser, axe: str, origin: str) -> None:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(axe)
    page = context.new_page()
    page.goto(origin + DAY)
    page.evaluate("document.querySelector('.md-content h1').insertAdjacentHTML('afterend', '<p style=\"color: #ddd; background: #fff\">pale</p><img src=\"x.png\">')")
    assert {line.split(":")[0] for line in violations(page)} == {"color-contrast", "image-alt"}
    context.close()


# --- By keyboard ---------------------------------------------------------------------------------------------------

def test_the_first_tab_stop_skips_to_the_content(page: Page, site: Path, origin: str) -> None:
    for name in names(site):
        if name == "404.html":
            continue
        page.goto(f"{origin}/{name}")
        page.keyboard.press("Tab")
        skip = page.locator(".md-skip")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        target = page.evaluate("decodeURIComponent(location.hash.slice(1))")
        assert page.evaluate("(id) => document.getElementById(id).closest('.md-content') !== null", target), name


# What shows the focus: an outline, a shadow, or (the palette's hidden inputs) the label beside them.
SHOWN = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const drawn = (node) => { const style = getComputedStyle(node); return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0; };
  const box = element.getBoundingClientRect();
  const seen = [element, element.parentElement, element.parentElement.parentElement].some(drawn) // a field may light up the frame around it
    || element.matches(".md-search__input")
    || (element.matches(".md-option") && drawn(element.nextElementSibling));
  return { what: element.outerHTML.slice(0, 120), key: element.tagName + element.className, seen, tag: element.localName, x: box.x, y: box.y };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_seen_at_every_stop_and_reaches_all_that_folds(page: Page, origin: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(origin + DAY)
    folded = page.locator(".md-content summary").count()
    stops = []
    for _ in range(250):
        page.keyboard.press("Tab")
        stop = page.evaluate(SHOWN)
        if stop is None:
            break
        stops.append(stop)
    else:
        pytest.fail("the keyboard never leaves the page")
    assert [stop["what"] for stop in stops if not stop["seen"]] == []
    assert sum(stop["tag"] == "summary" for stop in stops) == folded >= 7


def test_folded_parts_open_with_the_keyboard(page: Page, origin: str) -> None:
    page.goto(origin + DAY)
    summary = page.locator("details.question > summary").first
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator("details.question p").first).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("details.question p").first).to_be_hidden()


def test_the_search_opens_and_closes_with_the_keyboard(page: Page, origin: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(origin + "/")
    page.keyboard.press("/")
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()
    page.keyboard.type("zzzqqq")
    expect(page.locator(".md-search-result__meta")).to_contain_text("No matching")
    page.keyboard.press("Escape")
    expect(page.locator(".md-search__input")).not_to_be_focused()


# --- Other ways to see a page --------------------------------------------------------------------------------------

def test_nothing_moves_for_a_reader_who_asked_for_no_motion(page: Page, origin: str) -> None:
    moving = """() => [...document.querySelectorAll("*")].filter((node) => {
      const style = getComputedStyle(node);
      return [style.transitionDuration, style.animationDuration].some((value) => value.split(",").some((time) => parseFloat(time) > 0 ))
        && (style.transitionProperty !== "none" || style.animationName !== "none");
    }).length"""
    page.goto(origin + DAY)
    assert page.evaluate(moving) > 0, "nothing moves at all: the test would prove nothing"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(moving) == 0


def test_paper_shows_the_content_alone_with_dark_letters_and_open_answers(page: Page, origin: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(origin + DAY)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    for part in (".md-header", ".md-sidebar--primary", ".md-footer__inner", ".md-top", ".md-tags", ".md-code__nav >> nth=0"):
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator("details.question p").first).to_be_visible()
    expect(page.locator(".footnote")).to_be_visible()
    pale = page.evaluate("""() => ["p", "h1", "h2", ".chart__unit", ".chart__note", ".footnote-ref", ".footnote", "pre code", "summary"].filter((name) => {
      const [r, g, b] = getComputedStyle(document.querySelector(".md-content " + name)).color.match(/\\d+/g).map(Number);
      return r + g + b > 300;
    })""")
    assert pale == [] and page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    bar = page.evaluate("getComputedStyle(document.querySelector('.chart .bar')).fill")
    assert bar == "rgb(27, 66, 159)"


@pytest.mark.parametrize("width", [360, 1280])
def test_from_right_to_left_nothing_scrolls_sideways(page: Page, site: Path, origin: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    for name in names(site):
        page.goto(f"{origin}/{name}")
        page.evaluate("document.documentElement.dir = document.body.dir = 'rtl'")
        page.evaluate("scrollTo(-500, 0)")
        assert page.evaluate("[document.documentElement.scrollWidth <= innerWidth, scrollX]") == [True, 0], name


def test_in_high_contrast_the_signs_that_fold_and_copy_stay(page: Page, origin: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.goto(origin + DAY)
    pairs = page.evaluate("""() => ["summary::after", "summary::before", ".admonition-title::before", ".md-code__button::after"].map((selector) => {
      const [name, pseudo] = selector.split("::");
      return [selector, getComputedStyle(document.querySelector(".md-content " + name), "::" + pseudo).backgroundColor];
    }).concat([["page", getComputedStyle(document.body).backgroundColor]])""")
    colours = dict(pairs)
    assert all(colours[name] != colours["page"] for name in colours if name != "page"), colours


def test_the_letters_of_a_chart_follow_the_palette(page: Page, origin: str) -> None:
    for scheme, dark in (("light", True), ("dark", False)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(origin + DAY)
        total = page.evaluate("""() => getComputedStyle(document.querySelector(".chart svg text")).fill.match(/\\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0)""")
        assert (total < 300) == dark


# --- Weight --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("address", "most"), [("/", 95_000), (DAY, 110_000)])
def test_a_page_stays_light_for_an_old_phone(page: Page, site: Path, origin: str, address: str, most: int) -> None:
    """Bytes over the wire as GitHub Pages sends them, that is with gzip, on the first visit and before the reader does anything."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(origin).partition("?")[0]))
    page.goto(origin + address)
    page.wait_for_timeout(500)
    files = {site / (name + "index.html" if name.endswith("/") else name).lstrip("/") for name in asked}
    total = sum(len(gzip.compress(path.read_bytes(), 6)) for path in files)
    assert total < most and len(files) <= 14, f"{total} bytes in {len(files)} files: {sorted(path.name for path in files)}"
    assert not any("search_index" in name for name in asked)
    page.locator("label.md-header__button[for=__search]").click()
    page.wait_for_function("performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('search_index.json'))")
