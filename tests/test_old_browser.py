"""What a phone of some years ago meets: what it cannot do is left out or said, nothing is wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

# Rules within rules and colours in pairs, which browsers learned in 2023 and 2024.
NEWER = """() => {
  const within = (rules) => [...rules].flatMap(rule => [rule, ...within(rule.cssRules ?? [])]);
  const rules = [...document.styleSheets].flatMap(sheet => within(sheet.cssRules));
  return rules.filter(rule => rule.parentRule?.selectorText || rule.style &&
    [...rule.style].some(name => rule.style.getPropertyValue(name).includes("light-dark")))
    .map(rule => rule.cssText); }"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    yield context.new_page()
    context.close()


def test_styles_hold_what_browsers_of_2022_read(page: Page, small_origin: str) -> None:
    page.goto(small_origin + "/days/day-01-rivers/")
    assert page.evaluate(NEWER) == []
    page.add_style_tag(content="p { b { color: light-dark(red, red) } }")
    assert len(page.evaluate(NEWER)) == 1


def test_menu_is_below_the_page_where_nothing_pops_over(page: Page, small_origin: str) -> None:
    page.add_init_script("delete HTMLElement.prototype.popover")
    page.goto(small_origin + "/days/day-01-rivers/")
    page.evaluate("document.querySelector('.menu').removeAttribute('popover')")
    page.add_style_tag(content=".frame { display: flex; flex-flow: column } .menu { order: 1 }")
    page.locator(".bar__palette").wait_for()
    first = page.locator(".menu a").first
    expect(first).not_to_be_in_viewport()
    page.locator(".bar__menu").click()
    expect(first).to_be_in_viewport()


def test_search_that_does_not_come_is_said(page: Page, small_origin: str) -> None:
    page.route("**/search.js", lambda route: route.abort())
    page.goto(small_origin + "/about/")
    page.locator(".bar__search").click()
    expect(page.locator(".bar [role=status]")).to_be_visible()
