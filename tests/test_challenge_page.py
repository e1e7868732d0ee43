"""The page around a challenge: by axe, on paper, from a file, before it is used."""

from __future__ import annotations

import gzip
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect

from challenge_site import ANSWER, ROOT, UNSURE, WRONG, attempt, build, opened


def test_a_page_asks_for_little_before_the_reader_acts(
    phone: BrowserContext, challenge_site: str
) -> None:
    page = phone.new_page()
    page.set_viewport_size({"width": 390, "height": 100})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script("window.IntersectionObserver = class { observe() {} disconnect() {} }")
    page.goto(challenge_site)
    page.wait_for_load_state("networkidle")
    scripts = [url.rpartition("/")[2] for url in asked if url.endswith(".js")]
    assert scripts == ["loader.js"] and not [url for url in asked if "python" in url]
    loader = (ROOT / "docs/assets/javascripts/loader.js").read_bytes()
    assert len(gzip.compress(loader, 9)) <= 1536


def test_a_page_opened_from_a_file_says_what_works(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    page.goto(build(tmp_path).as_uri() + "/day/index.html")
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    expect(page.get_by_role("status")).to_have_count(1)
    expect(page.get_by_role("status")).to_contain_text("the site only")
    expect(page.locator(".challenge-starter")).to_be_visible()
    expect(page.get_by_role("button", name="Run")).to_have_count(0)
    page.close()


def test_in_print_the_starter_is_there(desk: Page) -> None:
    desk.emulate_media(media="print")
    expect(desk.locator(".challenge-starter")).to_be_visible()
    expect(desk.locator(".editor__field")).to_be_hidden()


def test_axe_finds_nothing(browser: Browser, challenge_site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, bypass_csp=True)
    page = opened(context, challenge_site)
    page.add_script_tag(path=ROOT / "node_modules/axe-core/axe.min.js")
    for code, says in ((WRONG, "checks passed"), (UNSURE, "cannot run"), (ANSWER, "All 4")):
        attempt(page, "print('x' * 400)\n" + code, says)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        found = page.evaluate(
            "axe.run('.challenge').then(all => all.violations.map(one => one.nodes[0].html))"
        )
        assert found == []
    context.close()
