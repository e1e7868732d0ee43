"""The comments in a real Chromium, on a small site of their own, with a double of giscus.app."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

import giscus_double as giscus
from browser import find
from conftest import serving, until
from giscus_double import Double, say
from repository import ROOT

LONG, SHORT, NUMBER = "/day-112/", "/short/", "/number/"
FRAME = ".comments iframe"
# Tells that a frame has come, were it an error page.
TELL = """document.addEventListener("load", ({ target }) => {
  if (target.localName === "iframe") document.documentElement.dataset.came = "";
}, true);"""
# Waits until the page knows where its parts are, or until the place is in view.
PLACED = """(needed) => new Promise((done) => new IntersectionObserver(([place]) =>
  (place.isIntersecting || !needed) && done()
).observe(document.querySelector(".comments__place")))"""


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site is served."""
    folder = tmp_path_factory.mktemp("comments") / "copy"
    shutil.copytree(ROOT / "tests/comments_site", folder)
    pythons = shutil.ignore_patterns("micropython", "pyodide")
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets", ignore=pythons)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    (folder / "site").mkdir()
    with serving(folder / "site") as address:
        build(load_config(str(folder / "mkdocs.yml"), site_url=f"{address}/"))
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
    page.add_init_script(TELL)
    page.clock.install()
    page.goto(address)
    return page


def section(page: Page, state: str) -> None:
    """Wait for a state of the comments."""
    expect(page.locator(".comments")).to_have_attribute("data-state", state)


def pressed(context: BrowserContext, address: str, state: str = "shown", **double: Any) -> Any:
    """Open a page, press the button and wait for a state. Returns the page and the double."""
    service = Double(context, **double)
    page = visit(context, address)
    section(page, "idle")
    if state == "waiting":  # until the test, not the machine, lets patience run out
        page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    page.locator(".comments__open").click()
    section(page, state)
    return page, service


def told(page: Page) -> Locator:
    """The themes that the page told the frame, each followed by a space."""
    return page.frame_locator(FRAME).locator("#told")


def nothing_happens(page: Page, service: Double) -> None:
    """Let the page see where it stands and let its timers run out: nobody has been asked."""
    page.evaluate(PLACED, False)
    page.clock.run_for(1000)
    section(page, "idle")
    assert service.asked == []


# --- Nothing before an act of the reader's ----------------------------------------------------


@pytest.mark.parametrize("way", ["plain", "#join-the-conversation", "#comments", "reload", "back"])
def test_opening_asks_nobody_and_scrolling_does(
    context: BrowserContext, origin: str, way: str
) -> None:
    service = Double(context)
    page = visit(context, origin + LONG + (way if way.startswith("#") else ""))
    if way in ("reload", "back"):
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.reload() if way == "reload" else (page.goto(origin), page.go_back())
        until(page, "scrollY > 100")
    elif way == "plain":
        page.mouse.wheel(0, 50)  # far from the comments
        until(page, "scrollY > 40")
    nothing_happens(page, service)
    page.mouse.wheel(0, 100_000)
    page.evaluate(PLACED, True)
    page.clock.run_for(300)
    section(page, "shown")
    assert len(service.asked) == 1


def test_a_jump_within_the_page_is_not_scrolling(context: BrowserContext, origin: str) -> None:
    service = Double(context)
    page = visit(context, origin + LONG)
    page.mouse.wheel(0, 50)
    until(page, "scrollY > 40")
    page.evaluate("location.hash = 'join-the-conversation'")
    page.keyboard.press("x")
    nothing_happens(page, service)
    page.keyboard.press("ArrowDown")
    page.evaluate(PLACED, True)
    page.clock.run_for(300)
    section(page, "shown")


@pytest.mark.parametrize("why", ["set", "saving"])
def test_who_must_press_is_told_so_and_can_with_keys(
    context: BrowserContext, origin: str, why: str
) -> None:
    def set_to_click(route: Route) -> None:
        text = route.fetch().text()
        assert 'data-load="scroll"' in text
        route.fulfill(body=text.replace('data-load="scroll"', 'data-load="click"'))

    if why == "set":
        context.route(origin + SHORT, set_to_click)
    else:
        saving = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
        context.add_init_script(saving)
    service = Double(context)
    page = visit(context, origin + SHORT)
    page.mouse.wheel(0, 500)
    nothing_happens(page, service)
    words = page.locator(".comments__about")
    if why == "saving":
        expect(words).to_have_text(words.get_attribute("data-click") or "")
    page.locator(".comments__link").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    section(page, "shown")
    expect(page.locator(FRAME)).to_be_focused()  # not lost with the button that goes


def test_the_key_of_who_signed_in(context: BrowserContext, origin: str) -> None:
    service = Double(context, says=giscus.BEGINS)
    page = visit(context, origin + LONG + "?giscus=key&h=water")
    section(page, "shown")
    expect(page.locator(FRAME)).to_be_in_viewport()
    assert page.url == origin + LONG + "?h=water"
    assert service.queries[0]["session"] == "key"
    assert service.queries[0]["origin"] == origin + LONG, "nobody is told what was searched for"
    say(page, giscus.SIGNED_OUT)
    until(page, "!localStorage.getItem('giscus-session')")
    section(page, "shown")
    assert ["session" in query for query in service.queries] == [True, False]
    say(page, giscus.EXPIRED)  # with no key left, it is an error like any other
    section(page, "failed")


def test_a_key_that_expired_and_cannot_be_kept(context: BrowserContext, origin: str) -> None:
    context.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    service = Double(context, says=[giscus.SPINNER, giscus.EXPIRED])
    section(visit(context, origin + SHORT + "?giscus=old"), "failed")
    assert [query.get("session") for query in service.queries] == ["old", None]


# --- What is asked for, and what is shown -----------------------------------------------------


def test_the_thread_and_the_number_of_comments(context: BrowserContext, origin: str) -> None:
    page, service = pressed(context, origin + LONG + "?h=water")
    query = service.queries[0]
    assert (query["path"], query["term"], query["strict"]) == ("/en/widget", "day-112", "1")
    assert query["backLink"] == origin + LONG
    link = page.locator(".comments__link")
    expect(link).to_have_text(re.compile(r"\b3\b"))
    for url in ("javascript:alert(1)", "https://evil.example/a/b/discussions/1", None):
        say(page, {"discussion": {"url": url, "totalCommentCount": 9}})
    expect(link).to_have_attribute("href", giscus.THREAD)
    expect(page.locator(FRAME)).to_have_css("height", "824px")
    expect(page.locator(FRAME)).to_have_attribute("title", "Comments")
    expect(page.get_by_role("region", name="Comments").get_by_role("status")).to_have_text("")
    expect(page.locator(".comments__open")).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    ids = page.locator("[id]").evaluate_all("(all) => all.map((each) => each.id)")
    assert len(ids) == len(set(ids)) and "comments" in ids


def test_before_the_first_comment(context: BrowserContext, origin: str) -> None:
    page, _ = pressed(context, origin + SHORT, says=giscus.BEGINS)
    expect(page.locator(".comments__status")).to_have_text("")
    say(page, *giscus.COMES)  # it is written
    expect(page.locator(".comments__link")).to_have_attribute("href", giscus.THREAD)
    page.goto(origin + NUMBER)  # giscus begins no discussion by its number
    page.locator(".comments__open").click()
    section(page, "failed")


@pytest.mark.parametrize("key", ["", "?giscus=key"], ids=["plain", "key"])
def test_the_component_of_giscus_agrees(
    browser: Browser, context: BrowserContext, origin: str, key: str
) -> None:
    """The address of the frame, and what the double's messages do, against @giscus/react."""
    found = sorted((ROOT / "node_modules/@giscus/react/dist").glob("giscus-*.js"))
    if not found:
        pytest.skip("@giscus/react is not here: install Node.js and run `python dev.py test`.")
    ours = Double(context)
    page = visit(context, origin + SHORT + key)
    if not key:
        page.locator(".comments__open").click()
    section(page, "shown")
    given = "mapping=specific term=short strict=1 emitmetadata=1 inputposition=top theme=light"
    given += " lang=en repo=amina/ml-dl-morocco repoid=R_1_x category=A categoryid=D_1_x"
    body = f"""<!doctype html><meta name=description content="Two &amp; one">
      <meta name="giscus:backlink" content="{origin}{SHORT}"><giscus-widget {given}></giscus-widget>
      <script type=module>{found[0].read_text("utf-8")}</script>"""
    other = browser.new_context()
    theirs = Double(other)
    other.route(
        lambda url: url == origin + SHORT + key,
        lambda route: route.fulfill(body=body, content_type="text/html"),
    )
    real = other.new_page()
    real.goto(origin + SHORT + key)
    expect(real.locator("giscus-widget iframe")).to_have_css("height", "824px")
    assert theirs.queries == ours.queries
    assert real.url == page.url == origin + SHORT
    say(real, giscus.SIGNED_OUT, frame="giscus-widget iframe")
    until(real, "!localStorage.getItem('giscus-session')")
    other.close()


# --- Faults, and their ends -------------------------------------------------------------------

FAULTS: dict[str, dict[str, Any]] = {
    "no network": {"broken": None},
    "404": {"broken": 404},
    "502": {"broken": 502},
    "says nothing": {"says": []},
    "slow": {"says": [giscus.SPINNER]},
    "error": {"says": giscus.FAILS},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_said_beside_the_button_and_so_is_its_end(
    context: BrowserContext, origin: str, fault: str
) -> None:
    speaks = fault in ("slow", "error")
    start = "failed" if fault == "error" else "waiting"
    page, service = pressed(context, origin + SHORT, start, **FAULTS[fault])
    button, status, frame = map(page.locator, (".comments__open", ".comments__status", FRAME))
    if start == "waiting":
        expect(status).to_have_text(status.get_attribute("data-waiting"))
        expect(page.locator("html[data-came]")).to_be_attached()
        if speaks:
            expect(frame).to_have_attribute("data-heard", "")
        page.clock.run_for(16_000 if speaks else 3500)  # an error page is known sooner
    section(page, "failed")
    expect(status).to_have_text(status.get_attribute("data-failed"))
    boxes = [each.bounding_box() for each in (button, status)]
    assert boxes[1]["y"] < boxes[0]["y"] + boxes[0]["height"] + 30
    if speaks:
        say(page, *giscus.COMES)  # it comes after all
    else:
        expect(frame).to_have_css("visibility", "hidden")
        expect(frame).to_have_css("position", "absolute")  # it takes no room
        service.broken, service.says = 200, giscus.SHOWS
        steps = page.evaluate("history.length")
        button.dblclick()
        section(page, "shown")
        assert len(service.asked) == 2 and page.evaluate("history.length") == steps
    section(page, "shown")
    expect(status).to_have_text("")
    expect(button).to_be_hidden()
    expect(frame).to_be_visible()
    expect(frame).to_have_count(1)


def test_a_frame_that_comes_late_is_welcome(context: BrowserContext, origin: str) -> None:
    page, service = pressed(context, origin + SHORT, "waiting", hold=True)
    page.clock.run_for(16_000)
    section(page, "failed")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-scheme", "slate")
    service.release()
    section(page, "shown")
    expect(told(page)).to_have_text("transparent_dark ")


def test_what_is_half_written_stays(context: BrowserContext, origin: str) -> None:
    page, service = pressed(context, origin + SHORT, "failed", says=giscus.FAILS)
    box = page.frame_locator(FRAME).locator("textarea")
    box.fill("half")
    say(page, giscus.GONE)
    expect(page.locator(".comments__open")).to_be_hidden()  # so nobody can throw it away
    say(page, *giscus.COMES)
    section(page, "shown")
    expect(box).to_have_value("half")
    assert len(service.asked) == 1


def test_messages_of_others_are_not_believed(browser: Browser, origin: str) -> None:
    context = browser.new_context(bypass_csp=True)  # our script alone has to refuse
    page, _ = pressed(context, origin + SHORT, "waiting", says=[])
    context.route(f"{giscus.SERVICE}/other", lambda route: route.fulfill(body="<p>"))
    page.evaluate(
        """(src) => new Promise((onload) => document.body.append(Object.assign(
        document.createElement("iframe"), { id: "other", src, onload })))""",
        f"{giscus.SERVICE}/other",
    )
    for message in (*giscus.COMES, giscus.GONE):
        page.evaluate("(giscus) => postMessage({giscus}, '*')", message)  # another origin
        say(page, message, frame="#other")  # another window
    inside = page.locator(FRAME).element_handle().content_frame()
    for odd in (None, 7, "giscus", [], {"giscus": None}):
        inside.evaluate("(said) => parent.postMessage(said, '*')", odd)
    page.evaluate("new Promise((done) => { onmessage = done; postMessage(0, '*'); })")
    section(page, "waiting")
    expect(page.locator(FRAME)).to_have_css("height", "150px")
    for odd in ("x", 7, {"error": 7}, {"discussion": 7}, {"resizeHeight": "1px; x"}):
        inside.evaluate("(giscus) => parent.postMessage({giscus}, '*')", odd)
    say(page, *giscus.SHOWS)
    section(page, "shown")
    become = "(frame) => new Promise((onload) => Object.assign(frame, { onload, src: '/' }))"
    page.locator(FRAME).evaluate(become)
    say(page, giscus.GONE)  # the right window, which shows somebody else by now
    page.evaluate("new Promise((done) => { onmessage = done; postMessage(0, '*'); })")
    section(page, "shown")
    context.close()


# --- The page around it -----------------------------------------------------------------------


def test_the_frame_follows_the_palette(context: BrowserContext, origin: str) -> None:
    page, service = pressed(context, origin + SHORT)
    assert service.queries[0]["theme"] == "light"
    expect(told(page)).to_have_text("light ")
    page.emulate_media(color_scheme="dark")
    expect(told(page)).to_have_text("light transparent_dark ")
    for theme in ("light", "transparent_dark"):
        page.locator(".bar__palette").click()
        expect(told(page)).to_have_text(re.compile(rf"(^| ){theme} $"))
    page.reload()
    page.locator(".comments__open").click()
    section(page, "shown")
    assert service.queries[1]["theme"] == "transparent_dark"


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(browser: Browser, origin: str, scheme: Any) -> None:
    axe = ROOT / "node_modules/axe-core/axe.min.js"
    if not axe.exists():
        pytest.skip("axe-core is not here: install Node.js and run `python dev.py test`.")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # axe is not ours
    service = Double(context, says=giscus.FAILS)
    page = visit(context, origin + SHORT)
    page.add_script_tag(path=axe)
    for state in ("idle", "failed", "shown"):
        section(page, state)
        page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")
        found = page.evaluate("axe.run('.comments', {iframes: false}).then((r) => r.violations)")
        assert found == [], state
        service.says = giscus.FAILS if state == "idle" else giscus.SHOWS
        page.locator(".comments__open").dispatch_event("click")
    context.close()


def test_a_page_that_the_browser_kept_whole_goes_on(browser: Browser, origin: str) -> None:
    keeps = {"ignore_default_args": ["--disable-back-forward-cache"], "args": ["--no-sandbox"]}
    own = browser.browser_type.launch(executable_path=find(whole=True), **keeps)
    context = own.new_context()
    context.add_init_script("addEventListener('pageshow', (e) => { window.kept = e.persisted; })")
    service = Double(context)
    page = context.new_page()
    page.goto(origin + SHORT)
    page.locator(".comments__open").click()
    section(page, "shown")
    page.goto(origin)
    page.go_back(wait_until="commit")
    until(page, "window.kept === true")
    section(page, "shown")
    assert len(service.asked) == 1
    own.close()
