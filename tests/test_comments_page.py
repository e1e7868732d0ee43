"""The comments section in a real Chromium, with a double of giscus.app: no network is needed or used."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import ROOT, copy_of_repository, run_mkdocs, serving
from giscus_double import SERVICE, WIDGET, Double
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Route, expect

import dev

DAY = "/days/day-12-collaboration/"
FAILED = "could not be shown"
SAVE_DATA = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
# Counts what a page has on watch, so that a test can see whether leaving it clears all of it.
COUNT_WATCHERS = """
window.watching = 0; window.errors = []; window.clients = [];
const create = document.createElement;
document.createElement = (name, ...rest) => {
  const made = create.call(document, name, ...rest);
  if (name === "script" && new Error().stack.includes("comments.js")) clients.push(made);
  return made;
};
addEventListener("error", (event) => errors.push(event.message));
for (const kind of ["MutationObserver", "IntersectionObserver"]) {
  const Real = window[kind];
  window[kind] = class extends Real {
    constructor(...given) { super(...given); this.ours = new Error().stack.includes("comments.js"); if (this.ours) watching += 1; }
    disconnect() { super.disconnect(); if (this.ours && !this.gone) { this.gone = true; watching -= 1; } }
  };
}
"""


@pytest.fixture
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A reader with a small phone in light colours. An error in the page fails the test.

    With the mark `without_policy` the page's policy is not in force, so that the script alone has to refuse.
    """
    without = request.node.get_closest_marker("without_policy") is not None
    context = browser.new_context(viewport={"width": 360, "height": 700}, color_scheme="light", bypass_csp=without)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield context
    context.close()
    assert errors == []


@pytest.fixture(scope="session")
def instant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the site with comments and the theme's instant navigation is served."""
    folder = tmp_path_factory.mktemp("instant")
    root, built = copy_of_repository(folder / "copy"), folder / "site"
    built.mkdir()
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("  features:\n", "  features:\n    - navigation.instant\n"), encoding="utf-8")
    with serving(built) as origin:
        ran = run_mkdocs(root, built, "--strict", GITHUB_REPOSITORY="amina/x", GISCUS_REPO_ID="R_1_x", GISCUS_CATEGORY="A",
                         GISCUS_CATEGORY_ID="D_1_x", SITE_URL=f"{origin}/")
        assert ran.returncode == 0, ran.stdout + ran.stderr
        yield origin


def visit(context: BrowserContext, address: str, **options: str) -> Page:
    page = context.new_page()
    page.set_default_timeout(8000)
    page.goto(address, **options)  # type: ignore[arg-type]
    return page


def come_near(page: Page) -> None:
    page.locator("#comments").scroll_into_view_if_needed()


def told(page: Page) -> Locator:
    """The themes that the page told the frame, each followed by a space."""
    return page.frame_locator(".comments iframe").locator("#told")


def status(page: Page) -> Locator:
    return page.locator(".comments__status")


def frame_says(page: Page, message: str, frame: str = ".comments iframe") -> None:
    handle = page.locator(frame).element_handle().content_frame()
    assert handle is not None
    handle.evaluate(f"parent.postMessage({{giscus: {message}}}, '*')")


def served_with(context: BrowserContext, origin: str, change: Callable[[str], str], headers: dict[str, str] | None = None) -> None:
    """Change the day's page on its way to the browser."""
    def answer(route: Route) -> None:
        response = route.fetch()
        route.fulfill(body=change(response.text()), headers=response.headers | (headers or {}))

    context.route(lambda url: url.split("#")[0].split("?")[0] == origin + DAY, answer)


# --- Nothing before the reader acts ---------------------------------------------------------------------------------

def test_no_page_asks_anybody_else_for_anything_before_the_reader_acts(context: BrowserContext, site_with_comments: Path, origin_with_comments: str) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    pages = sorted(site_with_comments.rglob("index.html"))
    for path in pages:
        page.goto(f"{origin_with_comments}/{path.parent.relative_to(site_with_comments).as_posix()}/", wait_until="load")
    page.wait_for_timeout(300)
    assert len(pages) > 14
    assert [url for url in asked if not url.startswith((origin_with_comments, "data:", "blob:"))] == []


def test_coming_near_loads_the_thread_of_the_day(context: BrowserContext, origin_with_comments: str) -> None:
    double = Double(context)
    page = visit(context, origin_with_comments + DAY)
    page.mouse.wheel(0, 200)
    page.wait_for_timeout(300)
    assert double.asked == [], "scrolling far from the comments is not asking for them"
    come_near(page)
    expect(page.locator(".comments iframe")).to_be_visible()
    expect(status(page)).to_have_text("")
    expect(page.locator(".comments__open")).to_be_hidden()
    query = double.widgets[0]
    assert (query["term"], query["strict"], query["theme"], query["repo"]) == ("day-12", "1", "light", "amina/ml-dl-morocco")
    assert (query["repoId"], query["category"], query["categoryId"]) == ("R_kgDOtest", "Announcements", "DIC_kwDOtest")
    assert "number" not in query and query["path"] == "/en/widget" and len(double.widgets) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_short_page_whose_comments_are_in_view_asks_nothing_until_an_act(context: BrowserContext, origin_with_comments: str) -> None:
    double = Double(context)
    context.add_init_script("addEventListener('DOMContentLoaded', () => document.querySelectorAll('.chart, .md-typeset p, .md-typeset details, "
                            ".md-typeset ol, .md-typeset ul, .highlight').forEach((e) => e.closest('.comments') || e.remove()))")
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 2400})
    page.goto(origin_with_comments + DAY)
    expect(page.locator(".comments__open")).to_be_in_viewport()
    page.wait_for_timeout(400)
    assert double.asked == []
    page.locator(".comments__open").click()
    expect(page.locator(".comments iframe")).to_be_visible()


def test_a_reader_who_saves_data_must_press_and_can_with_the_keyboard_alone(context: BrowserContext, origin_with_comments: str) -> None:
    double = Double(context)
    context.add_init_script(SAVE_DATA)
    page = visit(context, origin_with_comments + DAY + "#comments")
    come_near(page)
    page.wait_for_timeout(400)
    assert double.asked == []
    page.locator(".comments__link").focus()
    page.keyboard.press("Tab")
    expect(page.locator(".comments__open")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".comments iframe")).to_be_visible()
    expect(page.locator(".comments iframe")).to_be_focused()  # not lost with the button that goes


def test_with_load_click_scrolling_asks_nothing(context: BrowserContext, origin_with_comments: str) -> None:
    served_with(context, origin_with_comments, lambda text: text.replace('data-load="scroll"', 'data-load="click"'))
    double = Double(context)
    page = visit(context, origin_with_comments + DAY)
    come_near(page)
    page.wait_for_timeout(400)
    assert double.asked == []
    page.locator(".comments__open").click()
    expect(page.locator(".comments iframe")).to_be_visible()


@pytest.mark.parametrize("later", [False, True], ids=["opened", "followed on the page"])
def test_a_link_to_the_comments_loads_them_at_once(context: BrowserContext, origin_with_comments: str, later: bool) -> None:
    Double(context)
    page = visit(context, origin_with_comments + DAY + ("" if later else "#comments"))
    if later:
        page.evaluate("location.hash = '#comments'")
    expect(page.locator(".comments iframe")).to_have_count(1)


@pytest.mark.parametrize("save_data", [False, True])
def test_a_return_from_sign_in_starts_at_once_and_the_token_leaves_the_address(
    context: BrowserContext, origin_with_comments: str, save_data: bool
) -> None:
    double = Double(context)
    if save_data:
        context.add_init_script(SAVE_DATA)
    page = visit(context, origin_with_comments + DAY + "?giscus=token")
    expect(page.locator(".comments iframe")).to_be_in_viewport()
    assert page.url == origin_with_comments + DAY
    assert double.widgets[0]["session"] == "token" and "token" not in double.widgets[0]["origin"]


# --- Theme ----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize(("scheme", "theme"), [("light", "light"), ("dark", "transparent_dark")])
def test_a_first_visit_has_the_theme_of_the_system(browser: Browser, origin_with_comments: str, scheme: str, theme: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    double = Double(context)
    page = visit(context, origin_with_comments + DAY + "#comments")
    expect(told(page)).to_have_text(f"{theme} ")
    assert double.widgets[0]["theme"] == theme
    context.close()


def test_the_frame_follows_the_system_and_the_readers_own_choice(context: BrowserContext, origin_with_comments: str) -> None:
    Double(context)
    page = visit(context, origin_with_comments + DAY + "#comments")
    expect(told(page)).to_have_text("light ")
    page.emulate_media(color_scheme="dark")
    expect(told(page)).to_have_text("light transparent_dark ")
    seen = set()
    for _ in range(3):  # light, dark, and back to the system's
        page.locator(".md-header__option label:not([hidden])").click()
        scheme = page.evaluate("document.body.dataset.mdColorScheme")
        seen.add(scheme)
        expect(told(page)).to_have_text(re.compile("transparent_dark $" if scheme == "slate" else "(?<!_)light $"))
    assert seen == {"default", "slate"}


def test_a_palette_changed_while_the_script_is_on_its_way_is_not_lost(context: BrowserContext, origin_with_comments: str) -> None:
    double = Double(context, hold=True)
    page = visit(context, origin_with_comments + DAY + "#comments", wait_until="commit")
    expect(status(page)).to_contain_text("Loading")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    double.release()
    expect(told(page)).to_have_text("transparent_dark ")


def test_a_theme_is_sent_only_when_the_frame_listens_and_again_when_it_was_loaded_anew(context: BrowserContext, origin_with_comments: str) -> None:
    Double(context, says="[]")
    page = visit(context, origin_with_comments + DAY + "#comments")
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    expect(page.locator(".comments iframe")).to_have_count(1)
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(200)
    expect(told(page)).to_have_text("")
    frame_says(page, "{resizeHeight: 200}")
    expect(told(page)).to_have_text("transparent_dark ")
    frame_says(page, "{resizeHeight: 210}")
    frame_says(page, "{signOut: true}")  # the client loads the frame again, with the theme of the first time
    expect(told(page)).to_have_text("")
    frame_says(page, "{resizeHeight: 220}")
    expect(told(page)).to_have_text("transparent_dark ")
    assert complaints == []


# --- Failure --------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("client", [None, 404, 403, 429])
def test_a_service_that_does_not_answer_is_said_in_words_the_link_stays_and_trying_again_works(
    context: BrowserContext, origin_with_comments: str, client: int | None
) -> None:
    double = Double(context, client)
    page = visit(context, origin_with_comments + DAY + "#comments")
    expect(page.get_by_role("status").filter(has_text=FAILED)).to_be_visible()
    expect(page.locator(".comments__link")).to_be_visible()
    expect(page.get_by_role("heading", name="Comments")).to_be_visible()
    again = page.get_by_role("button", name="Try again")
    again.press("Enter")
    expect(status(page)).to_contain_text(FAILED)
    expect(again).to_be_focused()
    double.client = Double.client
    again.press("Enter")
    expect(page.locator(".comments iframe")).to_be_visible()
    expect(status(page)).to_have_text("")
    assert len(double.widgets) == 1


@pytest.mark.parametrize("widget", [404, None])
def test_a_frame_that_never_speaks_is_given_up_after_fifteen_seconds(context: BrowserContext, origin_with_comments: str, widget: int | None) -> None:
    double = Double(context, widget=widget)
    page = context.new_page()
    page.clock.install()
    page.goto(origin_with_comments + DAY + "#comments")
    expect(page.locator(".comments iframe")).to_have_count(1)
    page.clock.fast_forward(14_000)
    expect(status(page)).to_contain_text("Loading")
    page.clock.fast_forward(1_100)
    expect(status(page)).to_contain_text(FAILED)
    double.widget = Double.widget
    page.get_by_role("button", name="Try again").click()
    expect(status(page)).to_have_text("")
    expect(page.locator(".comments iframe")).to_have_count(1)


def test_a_script_that_does_nothing_is_given_up(context: BrowserContext, origin_with_comments: str) -> None:
    Double(context, "/* nothing */")
    page = context.new_page()
    page.clock.install()
    page.goto(origin_with_comments + DAY + "#comments")
    expect(status(page)).to_contain_text("Loading")
    page.clock.fast_forward(15_100)
    expect(status(page)).to_contain_text(FAILED)


@pytest.mark.parametrize("presses_again", [False, True])
def test_a_slow_script_is_given_up_and_still_welcome_when_it_comes(context: BrowserContext, origin_with_comments: str, presses_again: bool) -> None:
    double = Double(context, hold=True)
    page = context.new_page()
    page.clock.install()
    page.goto(origin_with_comments + DAY + "#comments", wait_until="commit")
    expect(status(page)).to_contain_text("Loading")
    page.clock.fast_forward(15_100)
    expect(status(page)).to_contain_text(FAILED)
    if presses_again:
        page.get_by_role("button", name="Try again").click()
        expect(status(page)).to_contain_text("Loading")
    double.release()
    expect(page.locator(".comments iframe")).to_be_visible()
    expect(status(page)).to_have_text("")
    page.wait_for_timeout(300)
    expect(page.locator("iframe")).to_have_count(1)
    assert len(double.widgets) == 1, "a script that came second filled the place again"


def test_a_thread_that_nobody_began_is_no_failure(context: BrowserContext, origin_with_comments: str) -> None:
    Double(context, says="[{error: 'Discussion not found'}, {resizeHeight: 300}]")
    page = visit(context, origin_with_comments + DAY + "#comments")
    expect(told(page)).to_have_text("light ")
    expect(status(page)).to_have_text("")
    expect(page.locator(".comments__open")).to_be_hidden()


@pytest.mark.parametrize("error", ["'API rate limit exceeded'", "'giscus is not installed on this repository'", "5", "{a: [1]}"])
def test_an_error_from_the_frame_is_said_in_words(context: BrowserContext, origin_with_comments: str, error: str) -> None:
    Double(context, says=f"[{{error: {error}}}, {{resizeHeight: 300}}]")
    page = visit(context, origin_with_comments + DAY + "#comments")
    expect(page.get_by_role("status").filter(has_text=FAILED)).to_be_visible()
    expect(page.get_by_role("button", name="Try again")).to_be_visible()


def test_an_expired_sign_in_is_mended_by_the_client_and_no_failure(context: BrowserContext, origin_with_comments: str) -> None:
    double = Double(context)
    context.add_init_script("if (location.protocol === 'http:') localStorage.setItem('giscus-session', JSON.stringify('old'))")
    page = visit(context, origin_with_comments + DAY + "#comments")
    expect(told(page)).to_have_text("light ")
    frame_says(page, "{error: 'Bad credentials'}")
    expect(status(page)).to_have_text("")
    expect(page.locator(".comments__open")).to_be_hidden()
    assert [query.get("session") for query in double.widgets] == ["old", None]


# --- Messages -------------------------------------------------------------------------------------------------------

@pytest.mark.without_policy
def test_messages_of_other_origins_and_of_other_frames_are_not_believed(context: BrowserContext, origin_with_comments: str) -> None:
    Double(context, says="[]")
    context.route(f"{SERVICE}/other", lambda route: route.fulfill(body="<p>other</p>", content_type="text/html"))
    page = visit(context, origin_with_comments + DAY + "#comments")
    expect(page.locator(".comments iframe")).to_have_count(1)
    page.evaluate(f"document.body.append(Object.assign(document.createElement('iframe'), {{src: '{SERVICE}/other', id: 'other'}}))")
    expect(page.frame_locator("#other").locator("p")).to_have_text("other")
    for forged in ("{error: 'forged'}", "{resizeHeight: 1}"):
        page.evaluate(f"postMessage({{giscus: {forged}}}, '*')")
        frame_says(page, forged, "#other")
    page.locator(".comments iframe").evaluate("(frame) => { frame.src = '/glossary/'; }")
    expect(page.frame_locator(".comments iframe").locator("h1")).to_contain_text("Glossary")
    frame_says(page, "{resizeHeight: 1}")  # the right window, which shows somebody else by now
    page.wait_for_timeout(200)
    expect(status(page)).to_contain_text("Loading")


@pytest.mark.parametrize("data", ["null", "'giscus'", "{giscus: null}", "{giscus: 'x'}", "7", "{giscus: {error: null}}"])
def test_a_message_of_any_form_raises_nothing(context: BrowserContext, origin_with_comments: str, data: str) -> None:
    Double(context)
    page = visit(context, origin_with_comments + DAY + "#comments")
    expect(told(page)).to_have_text("light ")
    frame = page.locator(".comments iframe").element_handle().content_frame()
    assert frame is not None
    frame.evaluate(f"parent.postMessage({data}, '*')")
    page.wait_for_timeout(100)
    expect(status(page)).to_have_text("")


def test_a_message_that_comes_after_the_time_is_up_is_still_believed(context: BrowserContext, origin_with_comments: str) -> None:
    Double(context, says="[]")
    page = context.new_page()
    page.clock.install()
    page.goto(origin_with_comments + DAY + "#comments")
    expect(page.locator(".comments iframe")).to_have_count(1)
    page.clock.fast_forward(15_100)
    expect(status(page)).to_contain_text(FAILED)
    frame_says(page, "{resizeHeight: 300}")
    expect(status(page)).to_have_text("")
    expect(page.locator(".comments__open")).to_be_hidden()


# --- The page around it ---------------------------------------------------------------------------------------------

def test_without_javascript_there_is_a_heading_and_a_working_link(browser: Browser, origin_with_comments: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = visit(context, origin_with_comments + DAY)
    expect(page.get_by_role("heading", name="Comments")).to_be_visible()
    link = page.locator(".comments__link")
    assert link.get_attribute("href") == "https://github.com/amina/ml-dl-morocco/discussions?discussions_q=%22day-12%22%20in%3Atitle"
    expect(page.locator(".comments__open")).to_be_hidden()
    context.close()


def test_pages_without_comments_have_no_section_and_print_hides_it(context: BrowserContext, origin_with_comments: str) -> None:
    page = visit(context, origin_with_comments + "/about/")
    expect(page.locator(".comments")).to_have_count(0)
    page.goto(origin_with_comments + DAY)
    page.emulate_media(media="print")
    expect(page.locator(".comments")).to_be_hidden()


def test_the_section_and_the_frame_have_names(context: BrowserContext, origin_with_comments: str) -> None:
    Double(context)
    page = visit(context, origin_with_comments + DAY + "#comments")
    expect(page.get_by_role("region", name="Comments")).to_have_count(1)
    expect(page.locator(".comments iframe")).to_have_attribute("title", "Comments")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state_of_the_section(browser: Browser, origin_with_comments: str, scheme: str) -> None:
    axe = ROOT / "node_modules/axe-core/axe.min.js"
    if not axe.exists():
        pytest.skip("axe-core is not here: install Node.js and run the tests through `python dev.py test`.")
    context = browser.new_context(viewport={"width": 360, "height": 700}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]  # axe is not ours
    context.add_init_script(SAVE_DATA)
    double = Double(context, None)
    page = visit(context, origin_with_comments + DAY)
    page.add_script_tag(path=axe)

    def faults() -> list[str]:
        page.evaluate("Promise.allSettled(document.getAnimations().map((each) => each.finished))")  # a colour half way is no colour
        found = page.evaluate("axe.run('.comments', {iframes: false}).then((result) => result.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.failureSummary)))")
        return [str(fault) for fault in found]

    assert faults() == []
    page.locator(".comments__open").click()
    expect(status(page)).to_contain_text(FAILED)
    assert faults() == []
    double.client = Double.client
    page.get_by_role("button", name="Try again").click()
    expect(told(page)).to_have_text("transparent_dark " if scheme == "dark" else "light ")
    assert faults() == []
    context.close()


def test_a_policy_that_allows_giscus_alone_and_nothing_inline_is_enough(browser: Browser, origin_with_comments: str) -> None:
    policy = f"default-src 'self'; img-src 'self' data:; script-src 'self' {SERVICE}; style-src 'self' {SERVICE}; frame-src {SERVICE}"
    context = browser.new_context(viewport={"width": 360, "height": 700})
    served_with(context, origin_with_comments, lambda text: text, {"content-security-policy": policy})
    context.add_init_script("window.refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(event.sourceFile + event.blockedURI))")
    Double(context)
    page = visit(context, origin_with_comments + DAY + "#comments")
    expect(page.locator(".comments iframe")).to_have_css("height", "300px")
    expect(status(page)).to_have_text("")
    assert [each for each in page.evaluate("refused") if "comments.js" in each or SERVICE in each] == []
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = true'}))")
    assert page.evaluate("window.ran") is None, "the policy was not in force: the test would prove nothing"
    context.close()


# --- Leaving and coming back ----------------------------------------------------------------------------------------

def test_leaving_while_the_script_is_on_its_way_and_going_back(context: BrowserContext, origin_with_comments: str) -> None:
    double = Double(context, hold=True)
    page = visit(context, origin_with_comments + DAY + "#comments", wait_until="commit")
    expect(status(page)).to_contain_text("Loading")
    page.goto(origin_with_comments + "/about/")
    double.hold = False
    page.go_back()
    expect(page.locator(".comments iframe")).to_be_visible()
    expect(status(page)).to_have_text("")


def test_a_page_that_the_browser_kept_whole_goes_on_following_the_palette(browser: Browser, origin_with_comments: str) -> None:
    own = browser.browser_type.launch(executable_path=dev.find_browser(), args=["--no-sandbox"], ignore_default_args=["--disable-back-forward-cache"])
    context = own.new_context(color_scheme="light", bypass_csp=True)  # to wait for what the page says, code is run in it
    context.add_init_script("window.heard = []; addEventListener('pageshow', (event) => { window.kept = event.persisted; });"
                            "addEventListener('message', (event) => heard.push(event.data?.giscus?.echo))")
    Double(context, widget=WIDGET.replace("document.getElementById", "parent.postMessage({giscus: {echo: config.theme}}, '*'); document.getElementById"))
    page = visit(context, origin_with_comments + DAY + "#comments")
    page.wait_for_function("heard.includes('light')")
    page.goto(origin_with_comments + "/about/")
    page.go_back(wait_until="commit")
    page.wait_for_function("window.kept !== undefined")
    assert page.evaluate("kept") is True, "the page was loaded again: the test would prove nothing"
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("heard.includes('transparent_dark')")
    expect(status(page)).to_have_text("")
    own.close()


def test_with_instant_navigation_comments_come_go_and_follow_the_palette(context: BrowserContext, instant: str) -> None:
    Double(context)
    context.add_init_script(COUNT_WATCHERS)
    page = visit(context, instant + "/")
    page.evaluate("window.sameDocument = true")
    page.locator(".days").get_by_role("link", name="Fostering collaboration").click()
    expect(page.locator("h1")).to_contain_text("Fostering")
    come_near(page)
    expect(told(page)).to_have_text("light ")
    page.emulate_media(color_scheme="dark")
    expect(told(page)).to_contain_text("transparent_dark")
    page.get_by_role("link", name="Next: Techniques").press("Enter")
    expect(page.locator("h1")).to_contain_text("technique")
    page.emulate_media(color_scheme="light")
    assert page.evaluate("[watching, errors]") == [0, []], "a page without comments has something on watch"
    page.go_back()
    expect(page.locator(".comments__link")).to_have_count(1)
    come_near(page)
    expect(told(page)).to_have_text("light ")
    assert page.evaluate("[sameDocument, errors]") == [True, []], "the pages were loaded anew: the test would prove nothing"


def instant_day(page: Page, number: int) -> None:
    """Go to another day through the page's own links, without loading a document."""
    page.locator(f".md-footer a[href*='day-{number:02}-']").press("Enter")
    expect(page.locator("h1")).to_contain_text(f"Day {number}:")


@pytest.mark.parametrize("reader_asks_there", [False, True])
def test_a_late_script_of_a_day_that_was_left_shows_nothing_and_never_another_days_thread(
    context: BrowserContext, instant: str, reader_asks_there: bool
) -> None:
    double = Double(context, hold=True)
    context.add_init_script(COUNT_WATCHERS)
    page = visit(context, instant + "/days/day-11-ethics-law-language/")
    page.evaluate("window.sameDocument = true; document.querySelector('.md-content__inner').prepend(Object.assign(document.createElement('p'), {style: 'height: 30000px'}))")
    come_near(page)  # far down: the next page is first seen at its very end, before the theme scrolls it up
    expect(status(page)).to_contain_text("Loading")
    instant_day(page, 12)
    if reader_asks_there:
        come_near(page)
        expect(status(page)).to_contain_text("Loading")
        assert page.evaluate("clients.map((script) => script.dataset.term)") == ["day-12", "day-12"]  # browsers run them in either order
    double.release()
    if reader_asks_there:
        expect(told(page)).to_have_text("light ")
    page.wait_for_timeout(300)
    assert [query["term"] for query in double.widgets] == (["day-12"] if reader_asks_there else [])
    assert page.locator("iframe").count() == (1 if reader_asks_there else 0)
    assert page.evaluate("[sameDocument, errors]") == [True, []]
    assert page.evaluate("watching") <= 2


def test_a_blocked_service_does_not_stop_the_instant_navigation(context: BrowserContext, instant: str) -> None:
    Double(context, None)
    page = visit(context, instant + "/days/day-10-talent/")
    page.evaluate("window.pages = 0; document$.subscribe(() => { pages += 1; })")
    for number in (11, 12):
        come_near(page)
        expect(status(page)).to_contain_text(FAILED)
        instant_day(page, number)
        page.wait_for_function(f"pages >= {number - 9}")
        expect(status(page)).to_have_text("")


# --- As it is built -------------------------------------------------------------------------------------------------

def section_of(text: str) -> str:
    start = text.index('<section class="comments"')
    return text[start : text.index("</section>", start)]


def test_a_local_build_says_where_the_discussion_is_and_links_nowhere(local_site: Path) -> None:
    section = section_of((local_site / DAY.strip("/") / "index.html").read_text(encoding="utf-8"))
    assert "<a " not in section and "published site" in section and "comments__place" not in section


def test_the_section_is_data_only(site_with_comments: Path) -> None:
    for path in sorted(site_with_comments.glob("days/day-*/index.html")):
        section = section_of(path.read_text(encoding="utf-8"))
        assert "<script" not in section and " style=" not in section and " on" not in section.split("<button")[1].split(">")[0]
        assert SERVICE not in section


@pytest.mark.parametrize(("language", "heading", "path"), [("ar", "التعليقات", "/ar/widget"), ("fr", "Commentaires", "/fr/widget"), ("ja", "コメント", None)])
def test_heading_words_frame_and_its_title_follow_the_language(browser: Browser, tmp_path: Path, language: str, heading: str, path: str | None) -> None:
    root = copy_of_repository(tmp_path / "copy")
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("  language: en\n", f"  language: {language}\n"), encoding="utf-8")
    ran = run_mkdocs(root, tmp_path / "site", GITHUB_REPOSITORY="amina/x", GISCUS_REPO_ID="R_1_x", GISCUS_CATEGORY_ID="D_1_x")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    context = browser.new_context(viewport={"width": 360, "height": 700})
    double = Double(context)
    with serving(tmp_path / "site") as origin:
        page = visit(context, origin + DAY + "#comments")
        expect(page.get_by_role("region", name=heading)).to_have_count(1)
        expect(page.locator(".comments iframe")).to_have_attribute("title", heading)
        assert double.widgets[0]["path"] == (path or f"/{language}/widget")
        english = page.locator(".comments__link").evaluate("(link) => link.closest('[lang=en]') !== null")
        assert english is (path is None), "words that stayed English are marked as English, and no others"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        if language == "ar":
            assert page.locator(".comments__link").evaluate("(link) => getComputedStyle(link).direction") == "rtl"
    context.close()


def test_our_script_is_short() -> None:
    packed = len(gzip.compress((ROOT / "docs/assets/javascripts/comments.js").read_bytes(), 9))
    assert packed < 3000, packed
