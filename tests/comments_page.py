"""Pages with comments for the tests: a small site of their own, and what a reader does there."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from mkdocs.commands import build as mkdocs
from mkdocs.config import load_config
from playwright.sync_api import BrowserContext, Locator, Page, expect

from giscus_double import Double
from repository import ROOT

LONG, SHORT, NUMBER = "/day-112/", "/short/", "/number/"
FRAME = ".comments iframe"
# Tells that a frame has come, were it an error page.
TELL = """document.addEventListener("load", ({ target }) => {
  if (target.localName === "iframe") document.documentElement.dataset.came = "";
}, true);"""
# Waits until the page knows where its parts are, or until the place is in view.
PLACED = """(needed) => new Promise((done) => new IntersectionObserver(([place]) =>
  (place.isIntersecting || !needed) && done()
).observe(document.querySelector(".comments__place")))"""


def build(folder: Path, address: str) -> None:
    """Make the site for an address, in `folder`/site."""
    shutil.copytree(ROOT / "tests/comments_site", folder, dirs_exist_ok=True)
    pythons = shutil.ignore_patterns("micropython", "pyodide")
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets", ignore=pythons)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    mkdocs.build(load_config(str(folder / "mkdocs.yml"), site_url=f"{address}/"))


def visit(context: BrowserContext, address: str) -> Page:
    """Open a page whose timers the test can turn on."""
    page = context.new_page()
    page.add_init_script(TELL)
    page.clock.install()
    page.goto(address)
    return page


def section(page: Page, state: str) -> None:
    """Wait for a state of the comments."""
    expect(page.locator(".comments")).to_have_attribute("data-state", state)


def pressed(context: BrowserContext, address: str, state: str = "shown", **double: Any) -> Any:
    """Open a page, press the button and wait for a state. Returns the page and the double."""
    service = Double(context, **double)
    page = visit(context, address)
    section(page, "idle")
    if state == "waiting":  # until the test, not the machine, lets patience run out
        page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    page.locator(".comments__open").click()
    section(page, state)
    return page, service


def told(page: Page) -> Locator:
    """The themes that the page told the frame, each followed by a space."""
    return page.frame_locator(FRAME).locator("#told")


def nothing_happens(page: Page, service: Double) -> None:
    """Let the page see where it stands and let its timers run out: nobody has been asked."""
    page.evaluate(PLACED, False)
    page.clock.run_for(1000)
    section(page, "idle")
    assert service.asked == []
