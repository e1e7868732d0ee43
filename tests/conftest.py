"""What the tests share: builds made once, a web server, one Chromium.

Everything here is safe for `pytest -n 2`: a build is made by the worker that comes first.
"""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

import comments_page
import dev
from challenge_site import FAULTS, arrive, build, leave, watched
from repository import ROOT, add_pythons, clean_clone, run_mkdocs, small_site, time_of
from workflow import GitHub

FORK = {  # a copy of the repository on GitHub that has the ids of its comments
    "GITHUB_REPOSITORY": "amina/ml-dl-morocco",
    "GITHUB_REF_NAME": "main",
    "GITHUB_REF_TYPE": "branch",
    "GISCUS_REPO_ID": "R_kgDOtest",
    "GISCUS_CATEGORY": "Announcements",
    "GISCUS_CATEGORY_ID": "DIC_kwDOtest",
    "HANDOUT_MB": "2",
}
PHONE: Any = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--built-site-only",
        action="store_true",
        help="run what looks at the site under test, without a browser",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, with --built-site-only, what needs a browser or another site."""
    if config.getoption("--built-site-only"):
        names = [set(getattr(item, "fixturenames", ())) for item in items]
        kept = [
            item
            for item, used in zip(items, names, strict=True)
            if "site" in used and "browser" not in used
        ]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return what makes a folder once in a run of the tests, however many workers there are."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def get(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = base / name, base / f"{name}.done"
        with FileLock(base / f"{name}.lock"):
            if not done.exists():
                make(folder)
                done.touch()
        return folder

    return get


@pytest.fixture(scope="session")
def clone(once: Once) -> Path:
    """A clone of the repository that can be built, with what is not committed yet committed."""

    def make(folder: Path) -> None:
        clean_clone(folder)
        add_pythons(folder)

    return once("clone", make)


@pytest.fixture(scope="session")
def local_site(once: Once, clone: Path) -> Path:
    """The whole site, built as on somebody's own machine: no repository on GitHub known.

    A fault in a page fails one test, which reads the log beside this folder, and no other.
    """

    def make(folder: Path) -> None:
        ran = run_mkdocs(clone, folder, SOURCE_DATE_EPOCH=time_of(clone))
        folder.with_name("site.log").write_text(ran.stdout + ran.stderr, encoding="utf-8")

    return once("site", make)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Iterator[Path]:
    """The site under test: the folder SITE_DIR, which is then published, or a build of our own.

    SITE_DIGEST, when it is given, has to be the digest of that folder, before the tests and after.
    """
    if "SITE_DIR" not in os.environ:
        yield request.getfixturevalue("local_site")
        return
    folder, digest = ROOT / os.environ["SITE_DIR"], os.environ.get("SITE_DIGEST", "")
    assert (folder / "sitemap.xml").is_file(), "SITE_DIR holds no site: run dev.py build first"
    assert digest in ("", dev.digest_of(str(folder))), (
        "SITE_DIR holds another site than SITE_DIGEST"
    )
    yield folder
    assert digest in ("", dev.digest_of(str(folder))), "a test changed the site to be published"


@pytest.fixture(scope="session")
def base(site: Path) -> str:
    """The address that the site under test is built for, ending in a slash."""
    welcome = (site / "index.html").read_text(encoding="utf-8")
    found = re.search(r'<link rel="canonical" href="([^"]+/)">', welcome)
    assert found, "the welcome page names no canonical address"
    return found[1]


@pytest.fixture(scope="session")
def small(once: Once) -> Path:
    """The site of tests/site as in a fork, built with its warnings: its pages are not lessons."""

    def make(folder: Path) -> None:
        ran = run_mkdocs(small_site(folder / "tree"), folder / "site", **FORK)
        assert ran.returncode == 0, ran.stdout + ran.stderr

    return once("small", make) / "site"


class QuietHandler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test output readable."""


@contextmanager
def serving(
    folder: Path, port: int = 0, handler: type[QuietHandler] = QuietHandler
) -> Iterator[str]:
    """Serve `folder`, on a free port if none is given; yield its origin: `http://127.0.0.1:40123`."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def origin(site: Path, base: str) -> Iterator[str]:
    """Where the site under test is served. Page 404 names what it needs by its published path."""

    class Handler(QuietHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path("/" + path.removeprefix(urlsplit(base).path))

    with serving(site, handler=Handler) as address:
        yield address


@pytest.fixture(scope="session")
def small_origin(small: Path) -> Iterator[str]:
    """Where the small site is served, at the root as on somebody's own machine."""
    with serving(small) as address:
        yield address


@pytest.fixture
def github(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GitHub:
    """A command gh, found before that of the machine, and what GitHub answers to it."""
    double = GitHub(tmp_path / "bin")
    monkeypatch.setenv("PATH", f"{double.folder}{os.pathsep}{os.environ['PATH']}")
    return double


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run. Missing: a skip with words; in CI a failure."""
    from browser import find

    expect.set_options(timeout=30_000)  # as all other waits: a busy machine is not a fault
    with sync_playwright() as playwright:
        path = find()
        if path is None and Path(playwright.chromium.executable_path).exists():
            path = playwright.chromium.executable_path
        if path is None:
            say = pytest.fail if os.environ.get("CI") else pytest.skip
            say("No Chromium found: install Chromium or Chrome, or set CHROMIUM to its path.")
        instance = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield instance
        instance.close()


@pytest.fixture(scope="session")
def challenge_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a page with one challenge is. Without Node: a skip that says so; in CI a failure."""
    if not (ROOT / "docs/assets/micropython/micropython.wasm").is_file():
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("The Python of the pages is not there: install Node.js and run `python dev.py test`.")
    with serving(build(tmp_path_factory.mktemp("challenge"))) as origin:
        yield origin + "/day/"


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """A reader of their own. What a page throws that was opened by `opened` fails the test."""
    context = browser.new_context(**PHONE)
    FAULTS.clear()
    yield context
    context.close()
    assert FAULTS == []


@pytest.fixture(scope="session")
def tab(browser: Browser) -> Iterator[Page]:
    """One tab for all tests that leave nothing behind but storage: new ones cost twice as much."""
    context = browser.new_context(**PHONE)
    yield watched(context)
    context.close()


@pytest.fixture
def challenge(tab: Page, challenge_site: str) -> Iterator[Page]:
    """The page with the challenge, for a reader who was never there."""
    leave(tab, challenge_site)
    arrive(tab, challenge_site)
    yield tab
    thrown = [*FAULTS]
    leave(tab, challenge_site)
    assert thrown == []


@pytest.fixture
def desk(tab: Page, challenge_site: str) -> Iterator[Page]:
    """The same page as the last test left it: for tests that begin by writing all of the code."""
    FAULTS.clear()
    if tab.url != challenge_site:
        arrive(tab, challenge_site)
    yield tab
    thrown = [*FAULTS]
    if not tab.get_by_role("button", name="Run and check").is_visible():  # on paper, or still at it
        leave(tab, challenge_site)
    assert thrown == []


@pytest.fixture(scope="session")
def comments(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the small site with comments is served."""
    folder = tmp_path_factory.mktemp("comments")
    (folder / "site").mkdir()
    with serving(folder / "site") as address:
        comments_page.build(folder, address)
        yield address


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A reader with a small phone in light colours. An error in the page fails the test."""
    context = browser.new_context(viewport={"width": 320, "height": 700}, color_scheme="light")
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    context.on("console", lambda said: "Security Policy" in said.text and errors.append(said.text))
    yield context
    context.close()
    assert errors == []


def until(page: Page, condition: str) -> None:
    """Wait until an expression holds, for 30 s at most.

    The policy of the page refuses Playwright's own way, and a test may have stopped the clock.
    """
    deadline = time.monotonic() + 30
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, f"this did not come true: {condition}"
