"""The Content-Security-Policy of the built pages: the site works under it, and attacks do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from output_rules import THEME, PageRules, script_hash
from page_head import DIRECTIVES, FORK, HASHES, POLICY, WITH_GISCUS, pages, policy_of
from repository import ROOT


def test_policy_names_giscus_only_where_comments_are(small: Path) -> None:
    found = {name: "comments__place" in html for name, html in pages(small).items()}
    assert {True, False} == set(found.values())
    for name, html in pages(small).items():
        assert policy_of(html) == (WITH_GISCUS if found[name] else DIRECTIVES), name


def test_policy_lists_the_inline_scripts_and_no_others(site: Path, small: Path) -> None:
    found: dict[str, str] = {}
    for html in (*pages(site).values(), *pages(small).values()):
        page = PageRules(FORK, FORK, HASHES)
        page.feed(html)
        found |= {script_hash(text): text for text in page.inline}
    strange, gone = sorted(found.keys() - HASHES), sorted(HASHES - found.keys())
    assert not strange and not gone, (
        f"The list in {POLICY} differs from the inline scripts. After an upgrade of the theme: "
        "read each new script, put its hash into the list, take out those that are on no page. "
        "Without an upgrade somebody brought a script into a page: do not add its hash.\n"
        f"New: {[(value, found[value]) for value in strange]}\nOn no page: {gone}"
    )


def test_policy_is_short_enough_for_the_character_set(site: Path) -> None:
    """Browsers look for it in the first 1,024 bytes."""
    for name, html in pages(site).items():
        assert html.encode().index(b'<meta charset="utf-8">') < 1000, name


# What our overrides were written against: the same names, and the parts of the theme that one of
# them relies on by its class names. A theme upgrade that changes one turns this red.
UPSTREAM = {
    "404.html": "sha256-gMk0lLVDKxvN8pLK62egZTxFs3Ny9J4IrUpwymladJU=",
    "main.html": "sha256-mUi1WnvJecNYJd+ZurqeaXH8pOspjeo83eYemQot5eA=",
    "partials/comments.html": "sha256-us0qLg2/ttI9HK/0F00mQiUzSOELFF4EdIb3yNe+Gzg=",
    "partials/footer.html": "sha256-UMKnXwE7ewP7l/OBhgx334/V0T1o+Q0ygXVLaPaeyJQ=",
    "partials/header.html": "sha256-jPP7Fbz5af9ZZklhb9mTZrPDHAjVeobQUwjvwW2Pp18=",
    "partials/nav.html": "sha256-rzP24DL2MusFXDZetfGpdb+EVhUvp2jmmhqtbUcLhD8=",
    "partials/palette.html": "sha256-+5NRB659PXR1llAZ7sNsGtcr8dFUJU2rJHSSH80nEOM=",
    "partials/tags.html": "sha256-FmIlYJhXyFNvws09qZuht1E9+LV9ZhOgMDu6RKEbn7o=",
    "partials/toc.html": "sha256-/eSPWDVjNksODmhlpasecGDsGCYWH2n1y+5lPmIbD4Q=",
}


@pytest.mark.parametrize("name", UPSTREAM)
def test_theme_still_has_what_we_override(name: str) -> None:
    digest = script_hash((THEME / name).read_text(encoding="utf-8"))
    assert digest == UPSTREAM[name], (
        f"The theme changed {name}. Compare it with overrides/{name}, "
        f"bring over what is new, and write {digest} into UPSTREAM."
    )


def test_theme_every_override_is_watched() -> None:
    folder = ROOT / "overrides"
    ours = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
    assert {name for name in ours if (THEME / name).is_file()} <= set(UPSTREAM)


# --- In a browser ---
# Tells of every violation, from the first byte of a page on.
WATCH = """addEventListener("securitypolicyviolation",
  (event) => console.log("VIOLATION " + event.effectiveDirective))"""


@dataclass
class Attack:
    """Markup that does harm: it asks elsewhere for something, or marks the page as hit."""

    markup: str
    directive: str
    act: str = "null"


ELSEWHERE = re.compile("elsewhere.example|giscus.app")
EVIL = "https://elsewhere.example"
HIT = "document.documentElement.id = 'hit'"
ATTACKS = {
    "script": Attack(f"<script>{HIT}</script>", "script-src-elem"),
    "handler": Attack(f'<img src="x.png" onerror="{HIT}">', "script-src-attr"),
    "javascript": Attack(
        f'<a id="it" href="javascript:{HIT};void 0">x</a>', "script-src-elem", "it.click()"
    ),
    "elsewhere": Attack(f"<script src='{EVIL}/x.js'></script>", "script-src-elem"),
    "giscus": Attack("<script src='https://giscus.app/client.js'></script>", "script-src-elem"),
    "eval": Attack("", "script-src", f'void setTimeout("{HIT}")'),
    "css": Attack(f"<link rel=stylesheet href='{EVIL}/x.css'>", "style-src-elem"),
    "style": Attack(f"<style>p {{ background: url({EVIL}/x.png) }}</style>", "style-src-elem"),
    "frame": Attack(f"<iframe src='{EVIL}/x.html'></iframe>", "frame-src"),
    "form": Attack(f"<form id=it action='{EVIL}/x'></form>", "form-action", "it.submit()"),
    "object": Attack(f"<object data='{EVIL}/x.html'></object>", "object-src"),
    "base": Attack(f"<base href='{EVIL}/'><img src='x.png'>", "base-uri"),
    "image": Attack(f"<img src='{EVIL}/x.png'>", "img-src"),
    "call": Attack(
        "", "connect-src", f"void fetch('{EVIL}/x', {{mode: 'no-cors'}}).catch(() => 0)"
    ),
}


@pytest.fixture(scope="module")
def stage(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page that tells of violations, and the list of what was asked of others."""
    context, asked = browser.new_context(viewport={"width": 1280, "height": 800}), []

    def answer(route: Route) -> None:  # what a policy blocks does not come so far
        asked.append(route.request.url)
        route.fulfill(body="")

    context.add_init_script(WATCH)
    context.route(ELSEWHERE, answer)
    yield context.new_page(), asked
    context.close()


@pytest.mark.parametrize("name", ATTACKS)
def test_policy_blocks(
    stage: tuple[Page, list[str]], small: Path, small_origin: str, name: str
) -> None:
    """Each attack lands on the page without its policy, and is blocked with it."""
    (page, asked), attack, address = stage, ATTACKS[name], f"{small_origin}/about/"
    html = (small / "about/index.html").read_text(encoding="utf-8")
    html = html.replace("</article>", attack.markup + "</article>")
    without = re.sub(r'<meta http-equiv="Content-Security[^>]*>', "", html)
    # As a script of the page would do it: what Playwright evaluates stands outside the policy.
    act = f"() => {{ try {{ {attack.act} }} catch {{ 0 }} }}"
    marks = HIT in attack.markup + attack.act

    def show(text: str) -> None:
        page.unroute_all()
        page.route(address, lambda route: route.fulfill(body=text, content_type="text/html"))

    show(without)
    if marks:
        page.goto(address)
        page.evaluate(act)
        expect(page.locator("html#hit")).to_be_attached()
    else:
        with page.expect_request(lambda request: bool(ELSEWHERE.search(request.url))):
            # Some of them never end to load; an element to act on is there with the whole text.
            page.goto(address, wait_until="domcontentloaded")
            page.evaluate(act)
    page.goto("about:blank")
    asked.clear()
    show(html)
    with page.expect_console_message(
        lambda said: said.text.startswith(f"VIOLATION {attack.directive}")
    ):
        page.goto(address)
        page.evaluate(act)
    if marks:
        expect(page.locator("html:not(#hit) article")).to_be_attached()
    assert asked == []
