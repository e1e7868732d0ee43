"""The days done, in a real Chromium: ticks, the count, and a file that carries them to another browser."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_challenge_page import DAY, SOLVED, Reader, runtime  # noqa: F401  (the fixture that needs the runtime)
from test_challenges import solution

ABOUT = "ML & DL Morocco Challenges: days done"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 700})
    yield context
    context.close()


@pytest.fixture
def welcome(context: BrowserContext, origin: str) -> Page:
    page = context.new_page()
    page.goto(origin + "/")
    page.locator(".progress summary").click()
    return page


def read(page: Page, content: str | bytes) -> str:
    """Give the page a file of progress and return what it says."""
    body = content if isinstance(content, bytes) else content.encode()
    page.evaluate("document.querySelector('.progress__status').textContent = ''")
    page.locator(".progress input[type=file]").set_input_files({"name": "days-done.json", "mimeType": "application/json", "buffer": body})
    expect(page.locator(".progress__status")).not_to_have_text("")
    return page.locator(".progress__status").inner_text()


def file_of(**days: object) -> str:
    return json.dumps({"about": ABOUT, "done": {name.replace("_", "-"): date for name, date in days.items()}})


def test_a_passed_challenge_is_ticked_in_its_heading_and_on_the_welcome_page(context: BrowserContext, site: Path, origin: str, welcome: Page) -> None:
    expect(welcome.locator(".progress__count")).to_have_text("0 of 12 days done")
    reader = Reader(context, site, origin)
    expect(reader.page.locator("h1 .progress__tick")).to_have_count(0)
    assert SOLVED in reader.run(solution(DAY)) and "day 12 is marked as done" in reader.status.inner_text()
    expect(reader.page.get_by_role("heading", level=1)).to_contain_text("✓ done")
    expect(welcome.locator(".progress__count")).to_have_text("1 of 12 days done")  # another tab, kept in step
    expect(welcome.locator(".days li", has_text="Day 12").locator(".progress__tick")).to_have_text("✓ done")
    expect(welcome.locator(".progress__tick")).to_have_count(1)
    welcome.get_by_role("button", name="Forget my progress").click()
    expect(reader.page.locator("h1 .progress__tick")).to_have_count(0)
    expect(welcome.locator(".progress__count")).to_have_text("0 of 12 days done")
    welcome.get_by_role("button", name="Undo").click()
    expect(welcome.locator(".progress__count")).to_have_text("1 of 12 days done")
    welcome.reload()
    expect(welcome.locator(".progress__count")).to_have_text("1 of 12 days done")


def test_progress_goes_out_and_comes_in_as_a_small_file(welcome: Page) -> None:
    assert read(welcome, file_of(day_03="2026-11-01", day_12="2026-11-24")) == "Read: 2 days done in the file."
    expect(welcome.locator(".progress__count")).to_have_text("2 of 12 days done")
    assert read(welcome, file_of(day_01="2026-10-01")) == "Read: 1 day done in the file."
    with welcome.expect_download() as download:
        welcome.get_by_role("button", name="Save as a file").click()
    assert download.value.suggested_filename == "days-done.json"
    saved = download.value.path().read_text()
    assert json.loads(saved) == {"about": ABOUT, "done": {"day-03": "2026-11-01", "day-12": "2026-11-24", "day-01": "2026-10-01"}}
    welcome.get_by_role("button", name="Forget my progress").click()
    read(welcome, saved)
    expect(welcome.locator(".progress__count")).to_have_text("3 of 12 days done")


NOT_PROGRESS: list[str | bytes] = [
    "", "nonsense", "null", "[]", "{}", '"day-01"', json.dumps({"about": ABOUT}), json.dumps({"about": "other", "done": {}}),
    json.dumps({"about": ABOUT, "done": []}), json.dumps({"about": ABOUT, "done": None}), json.dumps({"about": ABOUT, "done": {}, "more": 1}),
    file_of(day_13="2026-11-24"), file_of(day_00="2026-11-24"), file_of(day_1="2026-11-24"), file_of(day_01="yesterday"), file_of(day_01=1),
    file_of(day_01="2026-13-40"), file_of(day_01=["2026-11-24"]), file_of(day_01="<img src=x onerror=alert(1)>"), file_of(constructor="2026-11-24"),
    file_of().replace("{}", '{"__proto__": {"day-01": "2026-11-24"}}'), "{" * 2000, file_of(day_01="2026-11-24") + " " * 10_000, b"\xff\xfe\x00\x01",
]


def test_a_file_that_is_no_progress_is_refused_with_a_sentence(welcome: Page) -> None:
    for content in NOT_PROGRESS:
        assert read(welcome, file_of(day_02="2026-11-24")) == "Read: 1 day done in the file."
        assert "holds no progress of this series" in read(welcome, content), content
        expect(welcome.locator(".progress__count")).to_have_text("1 of 12 days done")
    assert json.loads(welcome.evaluate("localStorage['/progress']"))["done"] == {"day-02": "2026-11-24"}


def test_what_was_kept_and_is_broken_counts_as_nothing(welcome: Page) -> None:
    errors: list[str] = []
    welcome.on("pageerror", lambda error: errors.append(str(error)))
    for kept in ("nonsense", "null", '{"about": 1, "done": 2}', "9" * 1000):
        welcome.evaluate("kept => localStorage.setItem('/progress', kept)", kept)
        welcome.reload()
        expect(welcome.locator(".progress__count")).to_have_text("0 of 12 days done")
    assert errors == []


def test_nothing_of_it_is_there_without_javascript_or_on_paper(browser: Browser, welcome: Page, origin: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(origin + "/")
    expect(page.locator(".progress, .progress__tick")).to_have_count(0)
    page.close()
    welcome.emulate_media(media="print")
    expect(welcome.locator(".progress")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_about_the_progress(browser: Browser, origin: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 700}, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(origin + "/")
    page.locator(".progress summary").click()
    read(page, file_of(day_03="2026-11-01"))
    page.add_script_tag(path=ROOT / "node_modules/axe-core/axe.min.js")
    for area in (".progress", ".days"):
        assert page.evaluate(f"axe.run('{area}').then(found => found.violations.map(one => one.id + ': ' + one.nodes.map(node => node.html)))") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()
