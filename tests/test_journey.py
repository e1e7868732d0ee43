"""A reader's way through the site in a real Chromium, with nothing asked of anybody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

DAY_12 = "/days/day-12-collaboration/"


@pytest.fixture
def page(browser: Browser, origin: str) -> Iterator[Page]:
    """A new reader's page. Leaving the site's own origin fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.set_default_timeout(10_000)
    yield page
    context.close()
    assert [url for url in asked if not url.startswith((origin, "data:", "blob:"))] == []


def test_from_welcome_to_day_12_to_search_to_the_dark_palette(page: Page, origin: str) -> None:
    page.goto(origin + "/")
    page.get_by_role("link", name="Fostering collaboration").first.click()
    expect(page.locator("h1")).to_contain_text("Fostering collaboration")
    page.keyboard.press("/")
    page.keyboard.type("desalination")
    result = page.locator(".md-search-result__link").first
    expect(result).to_be_visible()
    result.click()
    expect(page).to_have_url(re.compile("/days/day-"))
    before = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
    for _ in range(3):
        page.locator(".md-header__option label:not([hidden])").click()
        if page.evaluate("document.body.getAttribute('data-md-color-scheme')") != before:
            break
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"
    page.goto(origin + DAY_12)
    assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == "slate"


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(browser: Browser, site: Path, origin: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 700})
    for path in sorted(site.rglob("index.html")):
        page.goto(f"{origin}/{path.relative_to(site).as_posix()}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.relative_to(site)
    page.close()


def test_a_day_reads_well_without_javascript(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(origin + DAY_12)
    for heading in ("Why it matters", "Morocco today", "Today's challenge", "Check yourself", "Sources", "Join the conversation"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator(".chart svg")).to_be_visible()
    answer = page.locator("details.question").first
    expect(answer.locator("p").nth(0)).to_be_hidden()
    answer.locator("summary").click()
    expect(answer.locator("p").nth(0)).to_be_visible()
    expect(page.locator(".challenge-starter").first).to_contain_text("def fed_avg")
    context.close()


def test_following_the_system_palette(browser: Browser, origin: str) -> None:
    for scheme, expected in (("dark", "slate"), ("light", "default")):
        context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(origin + DAY_12)
        assert page.evaluate("document.body.getAttribute('data-md-color-scheme')") == expected
        context.close()
