"""The days done, in a real Chromium: ticks, a count, a file for another browser."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from repository import ROOT

ABOUT = "ML & DL Morocco Challenges: days done"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    yield context
    context.close()


@pytest.fixture
def welcome(context: BrowserContext, challenge_site: str) -> Page:
    page = context.new_page()
    page.goto(challenge_site.replace("/day/", "/welcome.html"))
    page.locator(".progress summary").click()
    return page


def read(page: Page, content: str | bytes) -> str:
    """Give the page a file of progress and return what it says."""
    body = content if isinstance(content, bytes) else content.encode()
    status = page.locator(".progress__status")
    status.evaluate("place => place.textContent = ''")
    file = {"name": "days-done.json", "mimeType": "application/json", "buffer": body}
    page.locator(".progress input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(status).not_to_have_text("")
    return status.inner_text()


def file_of(quiz: object = None, **days: object) -> str:
    found = {"about": ABOUT, "done": {name.replace("_", "-"): date for name, date in days.items()}}
    return json.dumps(found | ({} if quiz is None else {"quiz": quiz}))


def test_days_are_counted_in_every_tab_and_can_be_forgotten(
    welcome: Page, context: BrowserContext
) -> None:
    count = welcome.locator(".progress__count")
    expect(count).to_have_text("0 of 2 days done")
    other = context.new_page()
    other.goto(welcome.url)
    other.evaluate("import('/assets/javascripts/progress.js').then(one => one.pass('day-100'))")
    expect(count).to_have_text("1 of 2 days done")
    expect(welcome.locator("[data-day=day-100]")).to_have_text("✓")
    welcome.get_by_role("button", name="Forget my progress").click()
    expect(count).to_have_text("0 of 2 days done")
    expect(other.locator("[data-state=done]")).to_have_count(0)
    welcome.get_by_role("button", name="Undo").click()
    welcome.reload()
    expect(count).to_have_text("1 of 2 days done")


def test_progress_goes_out_and_comes_in_as_a_file(welcome: Page) -> None:
    quiz = {"days/day-99/#quiz-1": 2}
    assert "1 day done" in read(welcome, file_of(quiz=quiz, day_99="2026-11-01"))
    assert "1 day done" in read(welcome, file_of(day_100="2026-11-24"))
    with welcome.expect_download() as download:
        welcome.get_by_role("button", name="Save as a file").click()
    saved = json.loads(download.value.path().read_text())
    assert saved["quiz"] == quiz and set(saved["done"]) == {"day-99", "day-100"}


DATE = "2026-11-24"
NOT_PROGRESS: list[str | bytes] = ["", "nonsense", "null", "[]", "{}", '"day-01"', b"\xff\xfe\x00"]
NOT_PROGRESS += [json.dumps({"about": ABOUT}), json.dumps({"about": "other", "done": {}})]
NOT_PROGRESS += [json.dumps({"about": ABOUT, "done": done}) for done in ([], None, {"day": DATE})]
NOT_PROGRESS += [json.dumps({"about": ABOUT, "done": {}, "more": {}}), "{" * 2000]
NOT_PROGRESS += [file_of(day_01=bad) for bad in ("yesterday", 1, "2026-13-40", [DATE], "<img>")]
NOT_PROGRESS += [file_of(**{name: DATE}) for name in ("day_00", "day_1", "constructor")]
NOT_PROGRESS += [file_of(quiz=quiz) for quiz in ([], {"a": 1}, {"x/#quiz-1": "1"}, {"#quiz-1": 7})]
NOT_PROGRESS += [file_of().replace("{}", f'{{"__proto__": {{"day-01": "{DATE}"}}}}')]
NOT_PROGRESS += [file_of(day_01=DATE) + " " * 30_000]


def test_a_file_of_something_else_is_refused_in_words(welcome: Page) -> None:
    assert "1 day done" in read(welcome, file_of(day_99="2026-11-24"))
    for content in NOT_PROGRESS:
        assert "holds no progress" in read(welcome, content), content
    expect(welcome.locator(".progress__count")).to_have_text("1 of 2 days done")


def test_what_was_kept_and_is_broken_counts_as_nothing(welcome: Page) -> None:
    errors: list[str] = []
    welcome.on("pageerror", lambda error: errors.append(str(error)))
    for kept in ("nonsense", "null", '{"about": 1, "done": 2}', "9" * 1000):
        welcome.evaluate("kept => localStorage.setItem('/progress', kept)", kept)
        welcome.reload()
        expect(welcome.locator(".progress__count")).to_have_text("0 of 2 days done")
    assert errors == []


@pytest.mark.parametrize(("done", "to"), [
    ([], "See the days again"),
    (["day-01"], "See the days again"),  # only the day at whose end the reader stands is open
    (["day-02"], "Go on with Day 1"),
    (["day-01", "day-02"], "See the days again"),
])  # fmt: skip
def test_the_end_leads_to_a_day_that_is_still_open(
    context: BrowserContext, small_origin: str, done: list[str], to: str
) -> None:
    page = context.new_page()
    page.goto(small_origin + "/days/day-02-roads/")
    kept = json.dumps({"about": ABOUT, "done": dict.fromkeys(done, DATE)})
    page.evaluate("kept => localStorage.setItem('/progress', kept)", kept)
    page.evaluate("""import('/assets/javascripts/ending.js').then((module) =>
        module.start(document.querySelector('.ending')))""")
    expect(page.locator(".ending li")).to_have_count(len(done))
    go = page.locator(".ending .turn__next")
    expect(go).to_have_text(to)
    assert go.get_attribute("data-title") == to
    assert ("/day-01-" in str(go.evaluate("one => one.href"))) == ("Day 1" in to)
    passed = "new CustomEvent('challenge-passed', { detail: 'day-02' })"
    page.evaluate(f"document.dispatchEvent({passed})")
    expect(page.locator(".ending li")).to_have_count(len({*done, "day-02"}))


def test_axe_finds_nothing_about_the_progress(welcome: Page) -> None:
    welcome.add_script_tag(path=ROOT / "node_modules/axe-core/axe.min.js")
    script = "axe.run('.progress').then(found => found.violations.map(one => one.id))"
    assert welcome.evaluate(script) == []
    assert welcome.evaluate("document.documentElement.scrollWidth") <= 390
