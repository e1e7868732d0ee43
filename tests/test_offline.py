"""The series without a network: asked for, read, renewed, removed; never a mix of two deploys."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from conftest import serving
from hooks import share
from repository import ROOT

DAY = f"days/{min(ROOT.glob('docs/days/day-*.md')).stem}/"  # whichever is the first
NEW = "days/day-99-new/"
WORKER = "assets/javascripts/offline-worker.js"

GONE = """async () => { const found = await navigator.serviceWorker.getRegistration();
  return found.update().then((now) => now.installing && new Promise((go) =>
    now.installing.onstatechange = ({ target }) => go(target.state))) }"""


def deploy(site: Path, folder: Path, mark: str) -> Path:
    """Copy a built site; `mark` stands in a page and in a script that the page loads."""
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns("pyodide", "*.png"))
    shutil.copy(ROOT / "docs" / WORKER, folder / WORKER)
    html = (folder / DAY / "index.html").read_text(encoding="utf-8")
    html = html.replace("</h1>", f" <i id=mark>{mark}</i></h1>", 1)
    for name in (DAY, NEW) if mark == "two" else (DAY,):
        (folder / name).mkdir(exist_ok=True)
        (folder / name / "index.html").write_text(html, encoding="utf-8")
    loader = folder / "assets/javascripts/loader.js"
    code = f'\ndocument.documentElement.dataset.loader = "{mark}";'
    loader.write_text(loader.read_text(encoding="utf-8") + code, encoding="utf-8")
    share.offer_offline(folder)
    for path in folder.rglob("*"):  # the server tells files apart by the second
        os.utime(path, (0, 2_000_000_000 if mark == "two" else 1_000_000_000))
    return folder


@pytest.fixture(scope="module")
def deploys(site: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if not (site / "assets/micropython").is_dir():
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("The Python of the pages is not there: install Node.js and run dev.py test.")
    folder = tmp_path_factory.mktemp("deploys")
    return deploy(site, folder / "one", "one"), deploy(site, folder / "two", "two")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def keep(page: Page, origin: str) -> None:
    page.goto(origin + "/index.html#days:all")
    page.get_by_text("Read without a network").click()
    expect(page.get_by_role("button", name="Keep the whole series")).to_contain_text(" MB")
    assert page.evaluate("caches.keys()") == [], "kept before the reader asked"
    page.get_by_role("button", name="Keep the whole series").click()
    expect(page.get_by_text("All days are in this browser now")).to_be_visible()


def shown(page: Page, mark: str) -> None:
    """The page and the script that it loaded are of one deploy."""
    expect(page.locator("#mark")).to_have_text(mark)
    expect(page.locator("html")).to_have_attribute("data-loader", mark)


def test_offline_kept_read_renewed_and_removed(
    page: Page, deploys: tuple[Path, Path], tmp_path: Path
) -> None:
    with serving(deploys[0]) as origin:
        keep(page, origin)
    port = urlsplit(origin).port or 0
    # No network: a day, the search, a challenge
    page.goto(f"{origin}/{DAY}?h=roads")
    shown(page, "one")
    page.locator(".bar__search").click()  # it is there once it is heard
    page.locator("dialog input").fill("model")
    expect(page.locator("dialog li").first).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#todays-challenge").scroll_into_view_if_needed()
    page.get_by_role("button", name="Run and check").click()
    expect(page.locator(".challenge__status")).to_contain_text("0 of ")
    # A deploy of which a part has not come: nothing changes
    half = shutil.copytree(deploys[1], tmp_path / "half")
    (half / DAY / "index.html").write_text("not come yet", encoding="utf-8")
    with serving(half, port):
        page.goto(f"{origin}/{DAY}")
        assert page.evaluate(GONE) in (None, "redundant")
        shown(page, "one")
    # A whole one: shown when the reader asks; a page that is new comes with its own scripts
    with serving(deploys[1], port):
        for name, mark in ((NEW, "two"), (DAY, "one"), (NEW, "two"), (DAY, "one")):
            page.goto(f"{origin}/{name}")
            shown(page, mark)
        page.get_by_role("button", name="Show it").click()
        shown(page, "two")
        assert len(page.evaluate("caches.keys()")) == 1
    page.goto(f"{origin}/{NEW}")
    shown(page, "two")
    # Removed: all of it
    with serving(deploys[0], port):
        page.goto(f"{origin}/index.html#days:all")
        page.get_by_text("Read without a network").click()
        with page.expect_navigation():  # its pages are loaded anew
            page.get_by_role("button", name="Remove it").click()
        assert page.evaluate("caches.keys()") == []
        page.goto(f"{origin}/{DAY}")
        shown(page, "one")
        assert page.evaluate("navigator.serviceWorker.getRegistrations()") == []


def test_offline_what_cannot_be_kept_whole_is_not_kept(
    page: Page, deploys: tuple[Path, Path], tmp_path: Path
) -> None:
    broken = shutil.copytree(deploys[0], tmp_path / "broken")
    (broken / "glossary/index.html").unlink()
    with serving(broken) as origin:
        page.goto(origin + "/index.html#days:all")
        page.get_by_text("Read without a network").click()
        page.get_by_role("button", name="Keep the whole series").click()
        expect(page.get_by_text("nothing was kept")).to_be_visible()
        assert page.evaluate("caches.keys()") == []
