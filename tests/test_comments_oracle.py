"""The double of giscus.app against giscus's own web component, so that the double cannot drift from the real protocol unseen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import ROOT
from giscus_double import CLIENT, SERVICE, WIDGET
from playwright.sync_api import Browser
from test_comments_rules import IDS, render

PACKAGE = ROOT / "node_modules/@giscus/react/dist"
PAGE = "https://amina.example"
HEAD = '<!doctype html><title>T</title><meta property="og:description" content="Twelve & one">'


def component() -> Path:
    found = sorted(PACKAGE.glob("giscus-*.js"))
    if not found:
        pytest.skip("@giscus/react is not here: install Node.js and run the tests through `python dev.py test`.")
    return found[0]


def parts(address: str) -> tuple[str, dict[str, list[str]]]:
    """Return origin and path, and the query without empty values: the component writes `number=` where the client writes nothing."""
    split = urlsplit(address)
    return f"{split.scheme}://{split.netloc}{split.path}", parse_qs(split.query)


def built(browser: Browser, body: str, address: str, saved: str | None, wait: str) -> tuple[tuple[str, dict[str, list[str]]], str, str]:
    """Open a page with `body` and return the address of the frame in it, then the page's own address and the session that is kept."""
    context = browser.new_context()
    context.route(f"{PAGE}/**", lambda route: route.fulfill(body=HEAD + body, content_type="text/html"))
    context.route(f"{PAGE}/component.js", lambda route: route.fulfill(body=component().read_text(encoding="utf-8"), content_type="text/javascript"))
    context.route(f"{SERVICE}/**", lambda route: route.fulfill(
        body=CLIENT if route.request.url.endswith("client.js") else WIDGET % "[]", content_type="text/javascript" if ".js" in route.request.url else "text/html"))
    if saved:
        context.add_init_script(f"if (location.origin === '{PAGE}') localStorage.setItem('giscus-session', JSON.stringify('{saved}'))")
    page = context.new_page()
    page.goto(PAGE + address)
    page.wait_for_function(f"{wait} && {wait}.src")
    result = parts(page.evaluate(f"{wait}.src")), page.url, page.evaluate("localStorage.getItem('giscus-session')")
    context.close()
    return result


CASES: list[dict[str, Any]] = [
    {"mapping": "specific", "term": "day-12", "lang": "en"}, {"mapping": "specific", "term": 'a & "b" é', "lang": "ar"},
    {"mapping": "number", "term": "12", "lang": "fr"}, {"mapping": "pathname", "term": "x", "lang": "en"}, {"mapping": "specific", "term": "day-1", "lang": "en", "strict": "0"},
]


@pytest.mark.parametrize(("address", "saved"), [("/days/day-12/", None), ("/days/day-12/?giscus=token&a=1#comments", None), ("/", "kept"), ("/page.html#x", "kept")])
@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_the_double_builds_the_address_that_the_component_builds(browser: Browser, case: dict[str, str], address: str, saved: str | None) -> None:
    values = {"repo": "amina/x", "repoid": "R_1", "category": "Announcements", "categoryid": "D_1", "strict": "1", "reactionsenabled": "1",
              "emitmetadata": "0", "inputposition": "top", "theme": "transparent_dark"} | case
    dashed = {"repoid": "repo-id", "categoryid": "category-id", "reactionsenabled": "reactions-enabled", "emitmetadata": "emit-metadata", "inputposition": "input-position"}

    def attributes(prefix: str, names: dict[str, str]) -> str:
        return " ".join(f"{prefix}{names.get(name, name)}='{value}'" for name, value in values.items())

    own = f"<div class='giscus'></div><script src='{SERVICE}/client.js' {attributes('data-', dashed)}></script>"
    theirs = f"<script type='module' src='/component.js'></script><giscus-widget {attributes('', {})}></giscus-widget>"
    ours = built(browser, own, address, saved, "document.querySelector('iframe')")
    real = built(browser, theirs, address, saved, "document.querySelector('giscus-widget')?.shadowRoot?.querySelector('iframe')")
    assert ours == real
    assert ours[0][1]["repo"] == ["amina/x"] and "token" not in ours[1]


def test_every_language_that_the_template_asks_for_is_one_of_the_packages() -> None:
    component()
    listed = re.search(r"AvailableLanguage = (.+?);", (PACKAGE / "types.d.ts").read_text(encoding="utf-8"))
    assert listed is not None
    known = set(re.findall(r"'([\w-]+)'", listed[1]))
    words = (ROOT / "overrides/partials/comments-words.html").read_text(encoding="utf-8")
    codes = re.findall(r'"([\w-]+)"', words[words.index("frame_languages = [") : words.index("]", words.index("frame_languages = ["))])
    others = re.findall(r'"[\w-]+": "([\w-]+)"', words[words.index("other_codes") : words.index("}", words.index("other_codes"))])
    assert len(codes) >= 30 and {"ar", "en", "fr"} <= set(codes) and set(codes) | set(others) <= known
    assert 'data-lang="ar"' in render({"comments": True, "day": 5}, {"provider": "giscus", "load": "scroll", "giscus": IDS}, "ar")
