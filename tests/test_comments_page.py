"""The comments as they are shown in a real Chromium, with a double of giscus.app."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

import giscus_double as giscus
from browser import find
from comments_page import FRAME, LONG, NUMBER, SHORT, pressed, section, told, visit
from conftest import until
from giscus_double import Double, say
from repository import ROOT

SCHEMES: Any = (("light", "default"), ("dark", "slate"))
FINISHED = "Promise.allSettled(document.getAnimations().map((each) => each.finished))"


def test_the_thread_and_the_number_of_comments(visitor: BrowserContext, comments: str) -> None:
    page, service = pressed(visitor, comments + LONG + "?h=water")
    query = service.queries[0]
    assert (query["path"], query["term"], query["strict"]) == ("/en/widget", "day-112", "1")
    assert query["backLink"] == comments + LONG
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


def test_before_the_first_comment(visitor: BrowserContext, comments: str) -> None:
    page, _ = pressed(visitor, comments + SHORT, says=giscus.BEGINS)
    expect(page.locator(".comments__status")).to_have_text("")
    say(page, *giscus.COMES)  # it is written
    expect(page.locator(".comments__link")).to_have_attribute("href", giscus.THREAD)
    page.goto(comments + NUMBER)  # giscus begins no discussion by its number
    page.locator(".comments__open").click()
    section(page, "failed")


@pytest.mark.parametrize("key", ["", "?giscus=key"], ids=["plain", "key"])
def test_the_component_of_giscus_agrees(
    browser: Browser, visitor: BrowserContext, comments: str, key: str
) -> None:
    """The address of the frame, and what the double's messages do, against @giscus/react."""
    found = sorted((ROOT / "node_modules/@giscus/react/dist").glob("giscus-*.js"))
    if not found:
        pytest.skip("@giscus/react is not here: install Node.js and run `python dev.py test`.")
    ours = Double(visitor)
    page = visit(visitor, comments + SHORT + key)
    if not key:
        page.locator(".comments__open").click()
    section(page, "shown")
    given = "mapping=specific term=short strict=1 emitmetadata=1 inputposition=top theme=light"
    given += " lang=en repo=amina/ml-dl-morocco repoid=R_1_x category=A categoryid=D_1_x"
    body = f"""<!doctype html><meta name=description content="Two &amp; one">
      <meta name="giscus:backlink" content="{comments}{SHORT}">
      <giscus-widget {given}></giscus-widget>
      <script type=module>{found[0].read_text("utf-8")}</script>"""
    other = browser.new_context()
    theirs = Double(other)
    other.route(
        lambda url: url == comments + SHORT + key,
        lambda route: route.fulfill(body=body, content_type="text/html"),
    )
    real = other.new_page()
    real.goto(comments + SHORT + key)
    expect(real.locator("giscus-widget iframe")).to_have_css("height", "824px")
    assert theirs.queries == ours.queries
    assert real.url == page.url == comments + SHORT
    say(real, giscus.SIGNED_OUT, frame="giscus-widget iframe")
    until(real, "!localStorage.getItem('giscus-session')")
    other.close()


def test_the_frame_follows_the_palette(visitor: BrowserContext, comments: str) -> None:
    page, service = pressed(visitor, comments + SHORT)
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


def test_without_javascript_the_link_leads_somewhere(browser: Browser, comments: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address, end in ((LONG, "/discussions"), (NUMBER, "/discussions/7")):
        page.goto(comments + address)
        link = page.get_by_role("region", name="Comments").get_by_role("link")
        expect(link).to_have_attribute("href", f"https://github.com/amina/ml-dl-morocco{end}")
        expect(page.locator(".comments__open")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".comments")).to_be_hidden()
    context.close()


def test_axe_finds_nothing_in_any_state(browser: Browser, comments: str) -> None:
    axe = ROOT / "node_modules/axe-core/axe.min.js"
    if not axe.exists():
        pytest.skip("axe-core is not here: install Node.js and run `python dev.py test`.")
    context = browser.new_context(bypass_csp=True)  # axe is not ours
    service = Double(context, says=giscus.FAILS)
    page = visit(context, comments + SHORT)
    page.add_script_tag(path=axe)
    for state in ("idle", "failed", "shown"):
        section(page, state)
        for system, kept in SCHEMES:
            page.emulate_media(color_scheme=system)
            expect(page.locator("body")).to_have_attribute("data-scheme", kept)
            page.evaluate(FINISHED)
            found = page.evaluate("axe.run('.comments', {iframes: false}).then(r => r.violations)")
            assert found == [], (state, system)
        service.says = giscus.FAILS if state == "idle" else giscus.SHOWS
        page.locator(".comments__open").dispatch_event("click")
    context.close()


def test_a_page_that_the_browser_kept_whole_goes_on(browser: Browser, comments: str) -> None:
    keeps = {"ignore_default_args": ["--disable-back-forward-cache"], "args": ["--no-sandbox"]}
    own = browser.browser_type.launch(executable_path=find(whole=True), **keeps)
    context = own.new_context()
    context.add_init_script("addEventListener('pageshow', (e) => { window.kept = e.persisted; })")
    service = Double(context)
    page = context.new_page()
    page.goto(comments + SHORT)
    page.locator(".comments__open").click()
    section(page, "shown")
    page.goto(comments)
    page.go_back(wait_until="commit")
    until(page, "window.kept === true")
    section(page, "shown")
    assert len(service.asked) == 1
    own.close()
