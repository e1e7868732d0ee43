"""Giscus is asked when a reader comes to the comments, by any way, and never before."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Route, expect

import giscus_double as giscus
from comments_page import FRAME, LONG, PLACED, SHORT, nothing_happens, section, visit
from conftest import until
from giscus_double import Double, say


@pytest.mark.parametrize("way", ["plain", "#join-the-conversation", "#comments", "reload", "back"])
def test_opening_asks_nobody_and_scrolling_does(
    visitor: BrowserContext, comments: str, way: str
) -> None:
    service = Double(visitor)
    page = visit(visitor, comments + LONG + (way if way.startswith("#") else ""))
    if way in ("reload", "back"):
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        page.reload() if way == "reload" else (page.goto(comments), page.go_back())
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


def test_a_jump_within_the_page_is_not_scrolling(visitor: BrowserContext, comments: str) -> None:
    service = Double(visitor)
    page = visit(visitor, comments + LONG)
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
    visitor: BrowserContext, comments: str, why: str
) -> None:
    def set_to_click(route: Route) -> None:
        text = route.fetch().text()
        assert 'data-load="scroll"' in text
        route.fulfill(body=text.replace('data-load="scroll"', 'data-load="click"'))

    if why == "set":
        visitor.route(comments + SHORT, set_to_click)
    else:
        saving = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}})"
        visitor.add_init_script(saving)
    service = Double(visitor)
    page = visit(visitor, comments + SHORT)
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


def test_the_key_of_who_signed_in(visitor: BrowserContext, comments: str) -> None:
    service = Double(visitor, says=giscus.BEGINS)
    page = visit(visitor, comments + LONG + "?giscus=key&h=water")
    section(page, "shown")
    expect(page.locator(FRAME)).to_be_in_viewport()
    assert page.url == comments + LONG + "?h=water"
    assert service.queries[0]["session"] == "key"
    assert service.queries[0]["origin"] == comments + LONG, "nobody is told what was searched for"
    say(page, giscus.SIGNED_OUT)
    until(page, "!localStorage.getItem('giscus-session')")
    section(page, "shown")
    assert ["session" in query for query in service.queries] == [True, False]
    say(page, giscus.EXPIRED)  # with no key left, it is an error like any other
    section(page, "failed")


def test_a_key_that_expired_and_cannot_be_kept(visitor: BrowserContext, comments: str) -> None:
    visitor.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); }")
    service = Double(visitor, says=[giscus.SPINNER, giscus.EXPIRED])
    section(visit(visitor, comments + SHORT + "?giscus=old"), "failed")
    assert [query.get("session") for query in service.queries] == ["old", None]
