"""A reader's way through the site in a real Chromium, with nothing asked of anybody else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from page_head import pages

DAY = "/days/day-01-rivers/"


@pytest.fixture
def page(browser: Browser, small_origin: str) -> Iterator[Page]:
    """A new reader's page. Leaving the site's own origin fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, color_scheme="light")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    yield context.new_page()
    context.close()
    assert [url for url in asked if not url.startswith((small_origin, "data:", "blob:"))] == []


def test_journey_from_welcome_to_search_to_dark(page: Page, small_origin: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(small_origin)
    page.locator(".days").get_by_role("link", name="Rivers").click()
    expect(page.locator("h1")).to_contain_text("Rivers")
    expect(page.locator(".copy").first).to_be_attached()  # the scripts of the page have run
    assert not [url for url in asked if "search" in url], "not before it is asked for"
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".find [role=status]")).to_have_text("Type to search")  # it reads keys
    page.keyboard.press("Escape")
    expect(page.locator(".find")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.locator(".find")).to_be_visible()  # before that the page gets the keys
    page.locator(".find input").press_sequentially("roads")
    page.get_by_role("dialog", name="Search").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile("/days/day-02-roads/"))
    page.get_by_role("link", name="Day 1 Rivers").click()
    expect(page.locator("h1")).to_contain_text("Rivers")
    scheme = page.locator("body")
    for system, kept in (("dark", "slate"), ("light", "default")):  # nothing is chosen yet
        page.emulate_media(color_scheme=system)  # type: ignore[arg-type]
        expect(scheme).to_have_attribute("data-scheme", kept)
    page.locator(".bar__palette").click()  # to the light one, then to the dark one
    page.locator(".bar__palette").click()
    expect(scheme).to_have_attribute("data-scheme", "slate")
    page.goto(small_origin + "/about/")
    expect(scheme).to_have_attribute("data-scheme", "slate")


def test_journey_over_the_menu_of_a_phone(page: Page, small_origin: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(small_origin + DAY)
    expect(page.locator(".bar__palette")).to_be_visible()  # the scripts of the page have run
    page.locator(".bar__menu").click()
    page.locator(".menu__here a").last.click()
    expect(page.locator(".menu")).to_be_hidden()
    assert "#" in page.url


def test_journey_of_a_day_without_a_script(browser: Browser, small_origin: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(small_origin + DAY)
    for heading in ("Morocco today", "Today's challenge", "Check yourself", "Sources"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator(".chart svg").first).to_be_visible()
    expect(page.locator(".challenge-starter")).to_be_visible()
    solution = page.locator("details.success")
    expect(solution.locator("code")).to_be_hidden()
    solution.locator("summary").click()
    expect(solution.locator("code")).to_be_visible()
    quiz = page.get_by_role("group", name="Which river is longer?")
    right, wrong = quiz.get_by_text("It has 100 km more."), quiz.get_by_text("Look at the chart")
    expect(right).to_be_hidden()
    row = quiz.locator(".quiz__option").filter(has_text="The second")
    row.click(position={"x": 4, "y": 12})  # not only its circle and its words
    expect(quiz.get_by_label("The second")).to_be_checked()
    expect(wrong).to_be_visible()
    page.keyboard.press("ArrowUp")
    expect(right).to_be_visible()
    expect(wrong).to_be_hidden()
    context.close()


def test_journey_to_every_published_page(browser: Browser, site: Path, origin: str) -> None:
    """Each keeps its own policy, unfolds, and scrolls sideways on no screen, nor in Arabic."""
    context = browser.new_context(reduced_motion="reduce")
    page, faults = context.new_page(), []
    context.on("console", lambda said: "Content" in said.text and faults.append(said.text))
    context.on("weberror", lambda error: faults.append(str(error.error)))
    for name in pages(site):
        page.goto(f"{origin}/{name}")
        expect(page.locator(".bar__palette")).to_be_visible()
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        for width, direction in ((320, "ltr"), (360, "rtl"), (1280, "rtl")):
            page.set_viewport_size({"width": width, "height": 700})
            page.evaluate(
                "to => { document.documentElement.dir = document.body.dir = to }", direction
            )
            page.evaluate("scrollTo(-500, 0)")
            wide = page.evaluate("[document.documentElement.scrollWidth - innerWidth, scrollX]")
            if wide[0] > 0 or wide[1]:
                faults.append(f"{name}, {width} pixels, {direction}: {wide}")
    context.close()
    assert faults == []
