"""The comments in a real Chromium, on a site of their own, with a double of giscus.app."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, serving
from giscus_double import BEGINS, COMES, EXPIRED, FAILS, GONE, NOT_FOUND, SERVICE, SHOWS
from giscus_double import SIGNED_OUT, SPINNER, THREAD, Double, say
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

import dev

LONG, SHORT, NUMBER = "/day-112/", "/short/", "/number/"
PAGES = {
    "index": "# Home\n\n[Long](day-112.md)",
    "day-112": "---\nday: 112\nminutes: 5\ntags: [x]\ndescription: Long\ncomments: true\n---\n# Long\n\n"
    + "A line.<br>" * 200
    + "\n\n"
    + "## Comments\n\n## Join the conversation\n\n[All](index.md)",
    "short": "---\ncomments: true\ndescription: Two & one\n---\n# Short\n\n[Long](day-112.md)",
    "number": "---\ncomments: {number: 7}\n---\n# Number",
}
IDS = {"GISCUS_REPO_ID": "R_1_x", "GISCUS_CATEGORY": "A", "GISCUS_CATEGORY_ID": "D_1_x"}
SETTINGS = """
site_name: Fixture
site_url: "%s/"
extra: {comments: {provider: giscus, load: %s}}
extra_css: [assets/stylesheets/comments.css]
extra_javascript: [{path: assets/javascripts/comments.js, type: module}]
hooks: [hook.py]
plugins: []
theme:
  name: material
  custom_dir: %s
  font: false
  language: %s
  features: [%s]
  palette:
    - {media: "(prefers-color-scheme)", toggle: {icon: material/brightness-auto, name: A}}
    - {media: "(prefers-color-scheme: light)", scheme: default, toggle: {icon: material/weather-sunny, name: B}}
    - {media: "(prefers-color-scheme: dark)", scheme: slate, toggle: {icon: material/weather-night, name: C}}
"""
HOOK = """
from hooks import comments
def on_config(config):
    environment = %r
    config.extra["comments"] = comments.prepare(config.extra["comments"], environment)[0]
def on_page_markdown(markdown, page, config, files):
    page.meta["thread"] = comments.thread(page.file.src_uri, page.meta)
"""


def built(
    folder: Path, origin: str, load: str = "scroll", language: str = "en", feature: str = ""
) -> Path:
    """Build the site of these tests for `origin` and return its folder, `folder / "site"`."""
    docs = folder / "docs"
    shutil.copytree(ROOT / "docs/assets", docs / "assets", dirs_exist_ok=True)
    for name, text in PAGES.items():
        (docs / f"{name}.md").write_text(text, encoding="utf-8")
    environment = {"GITHUB_REPOSITORY": "amina/ml-dl-morocco", **IDS}
    (folder / "hook.py").write_text(HOOK % environment, encoding="utf-8")
    written = SETTINGS % (origin, load, ROOT / "overrides", language, feature)
    (folder / "mkdocs.yml").write_text(written, encoding="utf-8")
    build(load_config(str(folder / "mkdocs.yml"), site_dir=str(folder / "site")))
    return folder / "site"


@pytest.fixture(scope="module", params=[{}], ids=[""])
def origin(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where the site is served; a test's parameters are those of `built`."""
    folder = tmp_path_factory.mktemp("comments")
    (folder / "site").mkdir()
    with serving(folder / "site") as address:
        built(folder, address, **request.param)
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader with a small phone in light colours. An error in the page fails the test."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme="light")
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda said: "Security Policy" in said.text and errors.append(said.text))
    yield context
    context.close()
    assert errors == []


def visit(context: BrowserContext, address: str) -> Page:
    """Open a page whose timers the test can turn on."""
    page = context.new_page()
    page.set_default_timeout(8000)
    page.clock.install()
    page.goto(address)
    return page


def section(page: Page, state: str) -> None:
    """Wait for a state of the comments."""
    expect(page.locator(".comments")).to_have_attribute("data-state", state)


def pressed(
    context: BrowserContext, address: str, state: str = "shown", **double: Any
) -> tuple[Page, Double]:
    """Open a page, press the button and wait for a state."""
    giscus = Double(context, **double)
    page = visit(context, address)
    page.locator(".comments__open").click()
    section(page, state)
    return page, giscus


def nothing_happens(page: Page, giscus: Double) -> None:
    """Let the page see where it stands and let its timers run out: nobody has been asked."""
    page.evaluate(
        "new Promise((seen) => new IntersectionObserver(seen).observe(document.querySelector('.comments__place')))"
    )
    page.clock.run_for(1000)
    section(page, "idle")
    assert giscus.asked == []


# --- Nothing before an act of the reader's ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "way", ["plain", "link to the end", "link to the section", "reload", "back", "short"]
)
def test_opening_a_page_asks_nobody_and_scrolling_does(
    context: BrowserContext, origin: str, way: str
) -> None:
    giscus = Double(context)
    end = {"link to the end": "#join-the-conversation", "link to the section": "#comments"}.get(
        way, ""
    )
    page = visit(context, origin + (SHORT if way == "short" else LONG) + end)
    if way in ("reload", "back"):
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        if way == "reload":
            page.reload()
        else:
            page.goto(origin + "/")
            page.go_back()
        page.wait_for_function("scrollY > 100")
    nothing_happens(page, giscus)
    if way == "plain":
        page.mouse.wheel(0, 50)
        nothing_happens(page, giscus)  # far from the comments
    page.mouse.wheel(0, 100_000)
    page.evaluate(
        "new Promise((seen) => new IntersectionObserver(([one]) => one.isIntersecting && seen()).observe(document.querySelector('.comments__place')))"
    )
    page.clock.run_for(300)
    section(page, "shown")
    assert len(giscus.asked) == 1


def test_a_jump_within_the_page_disarms_and_keys_scroll(
    context: BrowserContext, origin: str
) -> None:
    giscus = Double(context)
    page = visit(context, origin + LONG)
    page.mouse.wheel(0, 50)
    page.evaluate("location.hash = 'join-the-conversation'")
    nothing_happens(page, giscus)
    page.keyboard.press("x")
    nothing_happens(page, giscus)
    page.keyboard.press("ArrowDown")
    page.clock.run_for(300)
    page.evaluate(
        "new Promise((seen) => new IntersectionObserver(seen).observe(document.querySelector('.comments__place')))"
    )
    page.clock.run_for(300)
    section(page, "shown")


@pytest.mark.parametrize(
    "origin", [{"load": "click"}, {}], indirect=True, ids=["click", "saves data"]
)
def test_who_must_press_is_told_so_and_can_with_keys(context: BrowserContext, origin: str) -> None:
    context.add_init_script(
        "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
    )
    giscus = Double(context)
    page = visit(context, origin + SHORT)
    page.mouse.wheel(0, 500)
    nothing_happens(page, giscus)
    expect(page.locator(".comments__about")).not_to_contain_text("scroll")
    page.locator(".comments__link").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    section(page, "shown")
    expect(page.locator(".comments iframe")).to_be_focused()  # not lost with the button that goes


def test_back_from_signing_in_the_key_leaves_the_address(
    context: BrowserContext, origin: str
) -> None:
    giscus = Double(context, says=BEGINS)
    page = visit(context, origin + LONG + "?giscus=key&h=water")
    section(page, "shown")
    expect(page.locator(".comments iframe")).to_be_in_viewport()
    assert page.url == origin + LONG + "?h=water"
    assert (giscus.queries[0]["session"], giscus.queries[0]["origin"]) == ("key", origin + LONG)
    say(page, SIGNED_OUT)
    page.wait_for_function("!localStorage.getItem('giscus-session')")
    section(page, "shown")
    assert ["session" in query for query in giscus.queries] == [True, False]
    say(page, EXPIRED)  # with no key left, it is an error like any other
    section(page, "failed")


def test_a_key_that_has_expired_or_cannot_be_kept(context: BrowserContext, origin: str) -> None:
    context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    giscus = Double(context, says=[SPINNER, EXPIRED])
    page = visit(context, origin + SHORT + "?giscus=old")
    section(page, "failed")
    assert [query.get("session") for query in giscus.queries] == ["old", None]


# --- What is asked for, and what is shown -----------------------------------------------------------------------------


def test_the_thread_its_address_and_the_number_of_comments(
    context: BrowserContext, origin: str
) -> None:
    page, giscus = pressed(context, origin + LONG + "?h=water")
    query = giscus.queries[0]
    assert (query["path"], query["term"], query["strict"]) == ("/en/widget", "day-112", "1")
    assert query["backLink"] == query["origin"] == origin + LONG and query["emitMetadata"] == "1"
    link = page.locator(".comments__link")
    expect(link).to_have_attribute("href", THREAD)
    expect(link).to_have_text(re.compile(r"\b3\b"))
    expect(page.locator(".comments iframe")).to_have_css("height", "824px")
    expect(page.get_by_role("region", name="Comments").get_by_role("status")).to_have_text("")
    expect(page.locator(".comments__open")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((each) => each.id)")
    assert len(ids) == len(set(ids)) and "comments" in ids


def test_a_link_that_is_not_a_discussion_is_not_believed(
    context: BrowserContext, origin: str
) -> None:
    page, _ = pressed(context, origin + SHORT)
    for url in ("javascript:alert(1)", "https://evil.example/amina/x/discussions/1", None):
        say(page, {"discussion": {"url": url, "totalCommentCount": 9}})
    section(page, "shown")
    expect(page.locator(".comments__link")).to_have_attribute("href", THREAD)


def test_before_the_first_comment(context: BrowserContext, origin: str) -> None:
    page, _ = pressed(context, origin + SHORT, says=BEGINS)
    expect(page.locator(".comments__status")).to_have_text("")
    say(page, *COMES)  # it is written
    expect(page.locator(".comments__link")).to_have_attribute("href", THREAD)
    page.goto(origin + NUMBER)  # giscus begins no discussion by a number
    page.locator(".comments__open").click()
    section(page, "failed")


@pytest.mark.parametrize("kind", ["press", "key in the address"])
def test_the_component_of_giscus_agrees(
    browser: Browser, context: BrowserContext, origin: str, kind: str
) -> None:
    """The address of the frame, and what the messages of the double do, against @giscus/react."""
    found = sorted((ROOT / "node_modules/@giscus/react/dist").glob("giscus-*.js"))
    if not found:
        pytest.skip("@giscus/react is not here: install Node.js and run `python dev.py test`.")
    address = origin + SHORT + ("?giscus=key" if kind != "press" else "")
    page, giscus = pressed(context, origin + SHORT) if kind == "press" else (None, Double(context))
    page = page or visit(context, address)
    section(page, "shown")
    [ours] = giscus.queries
    other = browser.new_context()
    theirs = Double(other)
    attributes = {"repo": "amina/ml-dl-morocco", "repoid": "R_1_x", "category": "A", "categoryid": "D_1_x", "mapping": "specific", "term": "short",
                  "strict": "1", "emitmetadata": "1", "inputposition": "top", "theme": "light", "lang": "en"}  # fmt: skip
    written = "".join(f' {name}="{value}"' for name, value in attributes.items())
    meta = f"<meta name=description content='Two &amp; one'><meta name=giscus:backlink content='{origin}{SHORT}'>"
    body = f"<!doctype html>{meta}<script type=module src=/giscus.js></script><giscus-widget{written}></giscus-widget>"
    other.route(
        lambda url: url == address, lambda route: route.fulfill(body=body, content_type="text/html")
    )
    other.route(
        "**/giscus.js",
        lambda route: route.fulfill(
            body=found[0].read_text("utf-8"), content_type="text/javascript"
        ),
    )
    real = other.new_page()
    real.goto(address)
    expect(real.locator("giscus-widget iframe")).to_have_css("height", "824px")
    assert theirs.queries == [ours]
    assert real.url == page.url == origin + SHORT
    say(real, SIGNED_OUT, frame="giscus-widget iframe")
    real.wait_for_function("!localStorage.getItem('giscus-session')")
    other.close()


# --- Faults, and their ends -----------------------------------------------------------------------------------------


FAULTS: dict[str, dict[str, Any]] = {
    "no network": {"broken": None},
    "404": {"broken": 404},
    "502": {"broken": 502},
    "says nothing": {"says": []},
    "slow": {"says": [SPINNER]},
    "error": {"says": FAILS},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_beside_the_button_and_so_is_its_end(
    context: BrowserContext, origin: str, fault: str
) -> None:
    speaks = fault in ("slow", "error")
    start = "failed" if fault == "error" else "waiting"
    page, giscus = pressed(context, origin + SHORT, start, **FAULTS[fault])
    names = (".comments__open", ".comments__status", ".comments iframe")
    button, status, frame = (page.locator(name) for name in names)
    if start == "waiting":
        expect(status).to_contain_text("Loading")
        page.clock.run_for(16_000 if speaks else 3500)  # an error page is known sooner
    section(page, "failed")
    expect(status).to_contain_text("GitHub works without them")
    boxes = [each.bounding_box() for each in (button, status, frame)]
    assert boxes[0] and boxes[1] and boxes[2]
    assert boxes[1]["y"] - boxes[0]["y"] - boxes[0]["height"] < 30
    if speaks:
        say(page, *COMES)  # it comes after all
    else:
        expect(frame).to_have_css("visibility", "hidden")
        assert boxes[2]["height"] < 2
        giscus.broken, giscus.says = 200, SHOWS
        button.press("Enter")
    section(page, "shown")
    expect(status).to_have_text("")
    expect(button).to_be_hidden()
    expect(frame).to_be_visible()
    expect(frame).to_have_count(1)


def test_a_page_that_comes_late_is_still_welcome(context: BrowserContext, origin: str) -> None:
    page, giscus = pressed(context, origin + SHORT, "waiting", hold=True)
    page.clock.run_for(16_000)
    section(page, "failed")
    page.emulate_media(color_scheme="dark")
    giscus.release()
    section(page, "shown")
    expect(told(page)).to_have_text("transparent_dark ")


def test_what_is_half_written_stays(context: BrowserContext, origin: str) -> None:
    page, giscus = pressed(context, origin + SHORT, "failed", says=FAILS)
    box = page.frame_locator(".comments iframe").locator("textarea")
    box.fill("half")
    say(page, GONE)
    expect(page.locator(".comments__open")).to_be_hidden()  # so nobody can throw it away
    say(page, *COMES)
    section(page, "shown")
    expect(box).to_have_value("half")
    assert len(giscus.asked) == 1


def test_trying_again_twice_asks_once_and_is_no_step_back(
    context: BrowserContext, origin: str
) -> None:
    page, giscus = pressed(context, origin + SHORT, "failed", says=FAILS)
    before, giscus.says = page.evaluate("history.length"), SHOWS
    page.locator(".comments__open").dblclick()
    section(page, "shown")
    assert len(giscus.asked) == 2 and page.evaluate("history.length") == before


def test_messages_of_others_are_not_believed(browser: Browser, origin: str) -> None:
    context = browser.new_context(bypass_csp=True)  # our script alone has to refuse
    page, _ = pressed(context, origin + SHORT, "waiting", says=[])
    context.route(
        f"{SERVICE}/other", lambda route: route.fulfill(body="", content_type="text/html")
    )
    page.evaluate(
        "(src) => new Promise((onload) => document.body.append(Object.assign("
        "document.createElement('iframe'), {id: 'other', src, onload})))",
        f"{SERVICE}/other",
    )
    for message in (*COMES, GONE):
        page.evaluate("(giscus) => postMessage({giscus}, '*')", message)  # another origin
        say(page, message, frame="#other")  # another window
    for odd in (None, 7, "giscus", [], {"giscus": None}, {"giscus": "x"}, {"giscus": 7}):
        page.locator(".comments iframe").element_handle().content_frame().evaluate(  # type: ignore[union-attr]
            "(said) => parent.postMessage(said, '*')", odd
        )
    page.evaluate("new Promise((done) => { onmessage = done; postMessage(0, '*'); })")
    section(page, "waiting")
    expect(page.locator(".comments iframe")).to_have_css("height", "150px")
    say(page, *SHOWS)
    section(page, "shown")
    context.close()


# --- The palette ----------------------------------------------------------------------------------------------------


def told(page: Page) -> Locator:
    """The themes that the page told the frame, each followed by a space."""
    return page.frame_locator(".comments iframe").locator("#told")


def test_the_frame_follows_the_system_and_the_choice(context: BrowserContext, origin: str) -> None:
    page, giscus = pressed(context, origin + SHORT)
    assert giscus.queries[0]["theme"] == "light"
    expect(told(page)).to_have_text("light ")
    page.emulate_media(color_scheme="dark")
    expect(told(page)).to_have_text("light transparent_dark ")
    for theme in ("light", "transparent_dark"):
        page.locator(".md-header__option label:not([hidden])").click()
        expect(told(page)).to_have_text(re.compile(rf"(^| ){theme} $"))
    say(page, SIGNED_OUT)  # no key here: the frame stays, and so does what it was told
    page.reload()
    page.locator(".comments__open").click()
    section(page, "shown")
    assert giscus.queries[1]["theme"] == "transparent_dark"


# --- The page around it -----------------------------------------------------------------------------------------------


def test_without_javascript_the_link_leads_somewhere(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address, end in ((LONG, "/discussions"), (NUMBER, "/discussions/7")):
        page.goto(origin + address)
        link = page.get_by_role("region", name="Comments").get_by_role("link")
        expect(link).to_have_attribute("href", f"https://github.com/amina/ml-dl-morocco{end}")
        expect(page.locator(".comments__open")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".comments")).to_be_hidden()
    context.close()


@pytest.mark.parametrize("origin", [{"language": "ar"}, {"language": "ja"}], indirect=True)
def test_words_frame_and_its_title_follow_the_language(
    context: BrowserContext, origin: str
) -> None:
    page, giscus = pressed(context, origin + SHORT)
    arabic = page.locator("html").get_attribute("lang") == "ar"
    expect(page.locator(".comments [lang=en]")).to_have_count(0 if arabic else 1)
    expect(page.locator(".comments__link")).to_have_css("direction", "rtl" if arabic else "ltr")
    heading = page.get_by_role("heading", level=2).inner_text()
    expect(page.locator(".comments iframe")).to_have_attribute("title", heading)
    assert (
        heading != "Comments" and giscus.queries[0]["path"] == f"/{'ar' if arabic else 'en'}/widget"
    )
    assert page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(browser: Browser, origin: str, scheme: Any) -> None:
    axe = ROOT / "node_modules/axe-core/axe.min.js"
    if not axe.exists():
        pytest.skip("axe-core is not here: install Node.js and run `python dev.py test`.")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # axe is not ours
    giscus = Double(context, says=FAILS)
    page = context.new_page()
    page.goto(origin + SHORT)
    page.add_script_tag(path=axe)
    for state in ("idle", "failed", "shown"):
        section(page, state)
        page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")
        assert (
            page.evaluate("axe.run('.comments', {iframes: false}).then((r) => r.violations)") == []
        )
        giscus.says = FAILS if state == "idle" else SHOWS
        if state != "shown":
            page.locator(".comments__open").click()
    context.close()


# --- Leaving and coming back ------------------------------------------------------------------------------------------


def test_a_page_that_the_browser_kept_whole_goes_on(browser: Browser, origin: str) -> None:
    own = browser.browser_type.launch(
        executable_path=dev.find_browser(),
        args=["--no-sandbox"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    context = own.new_context(color_scheme="light", bypass_csp=True)  # to wait, code is run in it
    context.add_init_script("addEventListener('pageshow', (e) => { window.kept = e.persisted; })")
    giscus = Double(context)
    page = context.new_page()
    page.goto(origin + SHORT)
    page.locator(".comments__open").click()
    section(page, "shown")
    page.goto(origin + "/")
    page.go_back(wait_until="commit")
    page.wait_for_function("window.kept === true")  # not loaded again
    section(page, "shown")
    assert len(giscus.asked) == 1
    own.close()


@pytest.mark.parametrize("origin", [{"feature": "navigation.instant"}], indirect=True, ids=[""])
def test_with_instant_navigation(context: BrowserContext, origin: str) -> None:
    page, giscus = pressed(context, origin + SHORT, "waiting", hold=True)
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Long").last.click()
    expect(page.locator("h1")).to_contain_text("Long")
    nothing = [query["term"] for query in giscus.queries]
    giscus.release()
    section(page, "idle")
    page.locator(".comments__open").click()
    section(page, "shown")
    page.emulate_media(color_scheme="dark")
    expect(told(page)).to_have_text("light transparent_dark ")
    page.get_by_role("link", name="All").click()
    expect(page.locator("h1")).to_contain_text("Home")
    page.emulate_media(color_scheme="light")
    assert (
        nothing + ["day-112"] == [query["term"] for query in giscus.queries] == ["short", "day-112"]
    )
    assert page.evaluate("same") is True, "the pages were loaded anew: this would prove nothing"
