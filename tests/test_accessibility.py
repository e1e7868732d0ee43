"""The pages for everybody: by the rules of axe-core, by keyboard alone, on paper, in contrast."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown import markdown
from playwright.sync_api import Browser, BrowserContext, Page, expect

from conftest import until
from page_head import pages
from repository import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = "wcag2a wcag2aa wcag21a wcag21aa wcag22a wcag22aa best-practice".split()
DAY = "/days/day-01-rivers/"


@pytest.fixture
def axe() -> str:
    """The rules as a script. No npm: a skip that says what to do; with npm, or in CI, a failure."""
    if not AXE.is_file():
        say = pytest.fail if os.environ.get("CI") or shutil.which("npm") else pytest.skip
        say("axe-core was not found: install Node.js from nodejs.org, and run dev.py test.")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def violations(page: Page, *places: str) -> list[str]:
    """Return what axe finds in the page, or in these places of it when all moves have ended."""
    run = """async ([tags, places]) => {
      await Promise.allSettled(document.getAnimations().map((each) => each.finished));
      return axe.run(places.length ? places : document,
        { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }); }"""
    found = page.evaluate(run, [RULES, places])["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="module")
def sample(small_origin: str, site: Path, origin: str) -> list[str]:
    """Pages of the small site, and the longest of three kinds of published ones."""
    lengths = {name: len(html) for name, html in pages(site).items() if name != "404.html"}
    days = [name for name in lengths if name.startswith("days/")]
    other = [name for name in lengths if name not in ("index.html", *days)]
    longest = [max(names, key=lengths.__getitem__) for names in (days, other)]
    ours = [f"{small_origin}/{name}" for name in ("about/", "tags/", DAY[1:])]
    return ours + [f"{origin}/{name}" for name in ("index.html", *longest)]


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_axe_finds_nothing(
    browser: Browser, axe: str, sample: list[str], scheme: str, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        bypass_csp=True,
    )
    context.add_init_script(axe)
    page, faults = context.new_page(), {}
    for address in sample:
        page.goto(address)
        if page.locator("pre").count():  # a button to copy comes with the script
            expect(page.locator(".copy").first).to_be_attached()
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        if found := violations(page):
            faults[address] = found
    context.close()
    assert faults == {}


@pytest.mark.parametrize(
    ("scheme", "width"),
    [("dark", 360), pytest.param("light", 1280, marks=pytest.mark.weekly)],
)
def test_axe_finds_nothing_in_any_state(
    browser: Browser, axe: str, sample: list[str], scheme: str, width: int
) -> None:
    """The longest day: menu, search, wrong answer and right one, questions, words of a search."""
    look = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    context = browser.new_context(**look, bypass_csp=True)  # type: ignore[arg-type]
    context.add_init_script(axe)
    page, faults = context.new_page(), {}
    page.goto(
        next(name for name in sample if "/day-" in name and "rivers" not in name) + "?h=model"
    )
    expect(page.locator("mark").first).to_be_attached()
    faults["words marked"] = violations(page, "mark")
    if width < 1000:
        page.locator(".bar__menu").click()
        faults["menu"] = violations(page, ".menu")
        page.keyboard.press("Escape")
    page.locator(".bar__search").click()
    for words in ("model", "zzzzz"):
        page.locator("dialog input").fill(words)
        expect(page.locator("dialog li")).to_have_count(0 if words == "zzzzz" else 12)
        faults[f"search for {words}"] = violations(page, "dialog")
    page.keyboard.press("Escape")
    for option in page.locator("fieldset.quiz label").all()[:4]:
        option.click()
    faults["quiz"] = violations(page, "fieldset.quiz")
    page.locator("#todays-challenge ~ p").first.scroll_into_view_if_needed()
    answer = page.locator(".challenge-solution code").text_content() or ""
    for code, says in (("print(1)\n", "checks passed"), (answer, "All ")):
        page.locator(".editor__field").fill(code)
        page.get_by_role("button", name="Run and check").click()
        expect(page.locator(".challenge__status")).to_contain_text(says)
        faults[says] = violations(page, ".challenge")
    tall = "all => all.map(each => each.scrollHeight)"  # else the caret is not where letters are
    letters, field = page.locator(".editor__back, .editor__field").evaluate_all(tall)
    context.close()
    assert letters == field
    assert {state: found for state, found in faults.items() if found} == {}


def test_axe_would_find_pale_letters(browser: Browser, axe: str, small_origin: str) -> None:
    context = browser.new_context(bypass_csp=True)
    context.add_init_script(axe)
    page = context.new_page()
    page.goto(small_origin + "/about/")
    page.evaluate(
        "document.querySelector('.md-content h1').insertAdjacentHTML('afterend', "
        '\'<p style="color: #ddd; background: #fff">pale</p><img src="x.png">\')'
    )
    assert {line.split(":")[0] for line in violations(page)} == {"color-contrast", "image-alt"}
    context.close()


# --- By keyboard ---
# What shows the focus: an outline.
SHOWN = """() => {
  const element = document.activeElement;
  if (element === document.body) return null;
  const drawn = (node) => {
    const style = getComputedStyle(node);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  };
  const frames = [element, element.parentElement, element.parentElement.parentElement];
  const seen = frames.some(drawn);
  return { what: element.outerHTML.slice(0, 120), seen, tag: element.localName };
}"""


def test_keyboard_focus_is_seen_from_the_skip_link_to_the_last_fold(
    page: Page, small_origin: str
) -> None:
    page.goto(small_origin + DAY)
    folded = page.locator(".md-content summary").count()
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    expect(skip).to_have_css("clip-path", "none")
    target = skip.get_attribute("href") or ""
    expect(page.locator(f'.md-content [id="{target[1:]}"]')).to_be_attached()
    stops = []
    while (stop := page.evaluate(SHOWN)) is not None:
        stops.append(stop)
        assert len(stops) < 250, "the keyboard never leaves the page"
        page.keyboard.press("Tab")
    assert [stop["what"] for stop in stops if not stop["seen"]] == []
    assert sum(stop["tag"] == "summary" for stop in stops) == folded >= 3


def test_keyboard_passes_references_and_terms_in_one_stop(page: Page, small_origin: str) -> None:
    page.goto(small_origin + DAY)
    expect(page.locator(".copy").first).to_be_attached()
    links = page.locator(".footnote-ref, a.term")
    assert links.evaluate_all("all => all.filter(one => one.tabIndex === 0).length") == 1
    links.first.focus()
    for key, at in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowLeft", 1), ("End", 1)):
        page.keyboard.press(key)
        expect(links.nth(at)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(links.nth(1)).to_be_focused()


@pytest.mark.parametrize("width", [390, 1280])
def test_keyboard_crosses_the_longest_day_in_few_stops(
    page: Page, sample: list[str], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(next(name for name in sample if "/day-" in name and "rivers" not in name))
    expect(page.locator(".copy").first).to_be_attached()
    stops = 0
    while stops == 0 or page.evaluate("document.activeElement !== document.body"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= 80  # the last press leaves the page
    assert stops > 20


def test_code_that_begins_to_scroll_is_a_stop(page: Page, sample: list[str]) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(next(name for name in sample if "/day-" in name and "rivers" not in name))
    expect(page.locator(".copy").first).to_be_attached()
    page.set_viewport_size({"width": 260, "height": 800})
    missed = """[...document.querySelectorAll("pre > code")].filter(
      (box) => box.scrollWidth > box.clientWidth && box.tabIndex < 0).length"""
    until(page, f"{missed} === 0")


# --- Other ways to see a page ---
def test_nothing_moves(page: Page, small_origin: str) -> None:
    """Not even where motion is welcome: so nobody has to ask for less of it."""
    moving = """() => [...document.querySelectorAll("*")].filter((node) => {
      const style = getComputedStyle(node);
      const times = style.transitionDuration + "," + style.animationDuration;
      return times.split(",").some((time) => parseFloat(time) > 0);
    }).length"""
    page.goto(small_origin + DAY)
    assert page.evaluate(moving) == 0
    page.locator("h1").evaluate("node => { node.style.transition = 'opacity 1s' }")
    assert page.evaluate(moving) == 1, "it would not be seen"


@pytest.mark.parametrize("kind", ["", "quiet"])
def test_references_side_by_side_and_below_are_targets_of_their_own(page: Page, kind: str) -> None:
    text = "Word[^1][^2] and more[^3] words " * 40 + "\n\n" + "[^1]: a\n[^2]: b\n[^3]: c\n"
    html = markdown(text, extensions=["footnotes", "hooks.extension"])
    style = (ROOT / "docs/assets/stylesheets/series.css").read_text(encoding="utf-8")
    page.set_viewport_size({"width": 390, "height": 844})
    page.set_content(f"<style>{style}</style>{html.replace('<p>', f'<p class={kind!r}>', 1)}")
    nearest = page.evaluate("""() => {
      const all = [...document.querySelectorAll(".footnote-ref")].map((link) => {
        const { x, y, width, height } = link.getBoundingClientRect();
        return [x + width / 2, y + height / 2];
      });
      return Math.min(...all.flatMap(([x, y], at) =>
        all.slice(at + 1).map(([across, down]) => Math.hypot(across - x, down - y))));
    }""")
    assert nearest >= 24


def test_letters_of_twice_the_size_stay_on_the_page(page: Page, sample: list[str]) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    for address in sample:
        page.goto(address)
        page.evaluate("document.documentElement.style.fontSize = '250%'")  # the theme's 125%, twice
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
        expect(page.locator(".bar__search")).to_be_in_viewport(ratio=1)


def test_paper_shows_dark_letters_and_open_answers(page: Page, small_origin: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(small_origin + DAY)
    expect(page.locator("body[data-scheme=slate]")).to_be_attached()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    for part in ("header.bar", ".menu", ".aside", ".foot a", ".turn", ".md-tags"):
        expect(page.locator(part).first).to_be_hidden()
    for part in (".footnote", ".answers pre", ".answers li", ".foot span"):  # whose it is
        expect(page.locator(part).first).to_be_visible()
    for part in ("details.success pre", ".quiz__reason--wrong p"):  # not beside the question
        expect(page.locator(part)).to_be_hidden()
    pale = """() => ["p", "h1", "h2", ".footnote-ref", ".footnote", "pre code", "summary", "label"]
      .filter((name) => {
        const colour = getComputedStyle(document.querySelector(".md-content " + name)).color;
        return colour.match(/\\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) > 300;
      })"""
    assert page.evaluate(pale) == []
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
    points = page.locator(".plot text").first.evaluate("""(text) => 0.75 *
      getComputedStyle(text.closest(".plot")).zoom * parseFloat(getComputedStyle(text).fontSize)""")
    assert points >= 8


def test_high_contrast_keeps_drawings(page: Page, small_origin: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme="dark")
    page.goto(small_origin + DAY)
    bar, plot, stars, paper = page.evaluate("""() =>
      [[".plot .bar", "fill"], [".plot"], [".foot__stars"], ["body"]].map(([name, what]) =>
        getComputedStyle(document.querySelector(name))[what ?? "backgroundColor"])""")
    assert bar != plot and stars != paper
