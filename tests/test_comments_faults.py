"""The comments when giscus does not answer, answers late, or others speak in its name."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

import giscus_double as giscus
from comments_page import FRAME, SHORT, pressed, section, told
from giscus_double import say

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
    visitor: BrowserContext, comments: str, fault: str
) -> None:
    speaks = fault in ("slow", "error")
    start = "failed" if fault == "error" else "waiting"
    page, service = pressed(visitor, comments + SHORT, start, **FAULTS[fault])
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


def test_a_frame_that_comes_late_is_welcome(visitor: BrowserContext, comments: str) -> None:
    page, service = pressed(visitor, comments + SHORT, "waiting", hold=True)
    page.clock.run_for(16_000)
    section(page, "failed")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-scheme", "slate")
    service.release()
    section(page, "shown")
    expect(told(page)).to_have_text("transparent_dark ")


def test_what_is_half_written_stays(visitor: BrowserContext, comments: str) -> None:
    page, service = pressed(visitor, comments + SHORT, "failed", says=giscus.FAILS)
    box = page.frame_locator(FRAME).locator("textarea")
    box.fill("half")
    say(page, giscus.GONE)
    expect(page.locator(".comments__open")).to_be_hidden()  # so nobody can throw it away
    say(page, *giscus.COMES)
    section(page, "shown")
    expect(box).to_have_value("half")
    assert len(service.asked) == 1


def test_messages_of_others_are_not_believed(browser: Browser, comments: str) -> None:
    context = browser.new_context(bypass_csp=True)  # our script alone has to refuse
    page, _ = pressed(context, comments + SHORT, "waiting", says=[])
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
