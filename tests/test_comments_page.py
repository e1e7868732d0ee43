"""The comments section in a real Chromium, with a double of giscus.app: no network is needed or used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import copy_of_repository, run_mkdocs, serving
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

DAY = "/days/day-12-collaboration/"
# As the real client does: reads its own data attributes, and puts a frame into the first .giscus.
CLIENT = """
const data = document.currentScript.dataset, frame = document.createElement("iframe");
const address = new URL("https://giscus.app/" + data.lang + "/widget");
for (const name of ["repo", "repoId", "category", "categoryId", "strict", "theme", "term"]) address.searchParams.set(name, data[name] || "");
frame.className = "giscus-frame"; frame.title = "Comments"; frame.src = address; document.querySelector(".giscus").append(frame);
"""
WIDGET = """<p id="theme"></p><script>
addEventListener("message", (event) => { const theme = event.data?.giscus?.setConfig?.theme; if (theme) document.getElementById("theme").append(theme + " "); });
parent.postMessage({ giscus: %s }, "*");
</script>"""


class Double:
    """Answers for giscus.app. `client` is what client.js answers: its text, an HTTP status, or None for a blocked network."""

    def __init__(self, context: BrowserContext, client: str | int | None = CLIENT, says: str = "{resizeHeight: 300}") -> None:
        self.asked: list[str] = []
        self.client, self.says = client, says
        context.route("https://giscus.app/**", self.answer)

    def answer(self, route: Route) -> None:
        self.asked.append(route.request.url)
        if "/widget" in route.request.url:
            route.fulfill(body=WIDGET % self.says, content_type="text/html")
        elif self.client is None:
            route.abort()
        elif isinstance(self.client, int):
            route.fulfill(status=self.client, body="no")
        else:
            route.fulfill(body=self.client, content_type="text/javascript")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 700}, color_scheme="light")
    yield context
    context.close()


def open_day(context: BrowserContext, origin: str, address: str = DAY) -> Page:
    page = context.new_page()
    page.goto(origin + address)
    return page


def test_nothing_is_asked_of_giscus_before_the_reader_comes_near(context: BrowserContext, origin_with_comments: str) -> None:
    double = Double(context)
    page = open_day(context, origin_with_comments)
    page.wait_for_timeout(400)
    assert double.asked == []
    page.locator("#comments").scroll_into_view_if_needed()
    expect(page.locator(".comments iframe")).to_be_visible()
    query = parse_qs(urlsplit(next(url for url in double.asked if "/widget" in url)).query)
    assert (query["term"], query["strict"], query["theme"], query["repo"]) == (["day-12"], ["1"], ["light"], ["amina/ml-dl-morocco"])
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_reader_who_saves_data_must_ask(context: BrowserContext, origin_with_comments: str) -> None:
    double = Double(context)
    context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    page = open_day(context, origin_with_comments)
    page.locator("#comments").scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    assert double.asked == []
    page.locator(".comments__open").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".comments iframe")).to_be_visible()


@pytest.mark.parametrize("address", [DAY + "?giscus=session", DAY + "#comments"])
def test_a_return_from_sign_in_or_a_link_to_the_comments_loads_at_once(context: BrowserContext, origin_with_comments: str, address: str) -> None:
    Double(context)
    expect(open_day(context, origin_with_comments, address).locator(".comments iframe")).to_have_count(1)


def test_the_frame_follows_the_palette(context: BrowserContext, origin_with_comments: str) -> None:
    Double(context)
    page = open_day(context, origin_with_comments, DAY + "#comments")
    told = page.frame_locator(".comments iframe").locator("#theme")
    expect(told).to_have_text("light ")
    page.emulate_media(color_scheme="dark")
    expect(told).to_contain_text("transparent_dark")


@pytest.mark.parametrize("client", [None, 404, 403, 429])
def test_a_service_that_does_not_answer_is_said_in_words_and_the_link_stays(
    context: BrowserContext, origin_with_comments: str, client: int | None
) -> None:
    Double(context, client)
    page = open_day(context, origin_with_comments, DAY + "#comments")
    expect(page.get_by_role("status").filter(has_text="could not be shown")).to_be_visible()
    expect(page.locator(".comments__link")).to_be_visible()


def test_an_error_from_the_frame_is_said_in_words(context: BrowserContext, origin_with_comments: str) -> None:
    Double(context, says="{error: 'Discussion not found'}")
    page = open_day(context, origin_with_comments, DAY + "#comments")
    expect(page.get_by_role("status").filter(has_text="could not be shown")).to_be_visible()


def test_a_silent_service_is_given_up_after_fifteen_seconds(context: BrowserContext, origin_with_comments: str) -> None:
    Double(context, "/* nothing */")
    page = context.new_page()
    page.clock.install()
    page.goto(origin_with_comments + DAY + "#comments")
    expect(page.locator(".comments__status")).to_contain_text("Loading")
    page.clock.fast_forward(15_100)
    expect(page.locator(".comments__status")).to_contain_text("could not be shown")


def test_messages_of_another_origin_are_not_believed(context: BrowserContext, origin_with_comments: str) -> None:
    Double(context)
    page = open_day(context, origin_with_comments, DAY + "#comments")
    expect(page.locator(".comments iframe")).to_have_count(1)
    page.evaluate("postMessage({giscus: {error: 'forged'}}, '*')")
    page.wait_for_timeout(200)
    expect(page.locator(".comments__status")).to_have_text("")


def test_without_javascript_there_is_a_heading_and_a_working_link(browser: Browser, origin_with_comments: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = open_day(context, origin_with_comments)
    expect(page.get_by_role("heading", name="Comments")).to_be_visible()
    link = page.locator(".comments__link")
    assert link.get_attribute("href") == "https://github.com/amina/ml-dl-morocco/discussions?discussions_q=day-12"
    expect(page.locator(".comments__open")).to_be_hidden()
    context.close()


def test_pages_without_comments_have_no_section_and_print_hides_it(context: BrowserContext, origin_with_comments: str) -> None:
    page = open_day(context, origin_with_comments, "/about/")
    expect(page.locator(".comments")).to_have_count(0)
    page.goto(origin_with_comments + DAY)
    page.emulate_media(media="print")
    expect(page.locator(".comments")).to_be_hidden()


def test_a_local_build_says_where_the_discussion_is_and_links_nowhere(local_site: Path) -> None:
    text = (local_site / DAY.strip("/") / "index.html").read_text(encoding="utf-8")
    section = text[text.index('class="comments"') : text.index("</section>", text.index('class="comments"'))]
    assert "<a " not in section and "published site" in section


def test_with_instant_navigation_on_comments_come_go_and_follow_the_palette(context: BrowserContext, tmp_path: Path) -> None:
    root, built = copy_of_repository(tmp_path / "copy"), tmp_path / "site"
    built.mkdir()
    settings = root / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("  features:\n", "  features:\n    - navigation.instant\n"), encoding="utf-8")
    Double(context)
    errors: list[str] = []
    with serving(built) as origin:
        ran = run_mkdocs(root, built, "--strict", GITHUB_REPOSITORY="amina/x", GISCUS_REPO_ID="R_1", GISCUS_CATEGORY="A",
                         GISCUS_CATEGORY_ID="D_1", SITE_URL=f"{origin}/")
        assert ran.returncode == 0, ran.stdout + ran.stderr
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(origin + "/")
        page.evaluate("window.sameDocument = true")
        page.locator(".days").get_by_role("link", name="Fostering collaboration").click(timeout=8000)
        expect(page.locator("h1")).to_contain_text("Fostering")
        page.locator("#comments").scroll_into_view_if_needed()
        told = page.frame_locator(".comments iframe").locator("#theme")
        expect(told).to_have_text("light ")
        page.emulate_media(color_scheme="dark")
        expect(told).to_contain_text("transparent_dark")
        page.get_by_role("link", name="Next: Techniques").click(timeout=8000)
        expect(page.locator("h1")).to_contain_text("technique")
        page.emulate_media(color_scheme="light")
        page.go_back()
        expect(page.locator(".comments__link")).to_have_count(1)
        assert page.evaluate("window.sameDocument") is True, "the pages were loaded anew: the test would prove nothing"
    assert errors == []
