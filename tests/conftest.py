"""What the tests share: the repository, one strict build of it, a small web server, one Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
MKDOCS = [sys.executable, "-m", "mkdocs"]


def run_mkdocs(root: Path, site: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build `root` into `site` in a process of its own, with no variable of the surrounding CI but those given."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GISCUS_", "REPO_", "SITE_", "EDIT_"))}
    return subprocess.run(
        [*MKDOCS, "build", *options, "--site-dir", str(site)],
        cwd=root, env=clean | environment, capture_output=True, text=True, timeout=300, check=False,
    )


def copy_of_repository(target: Path) -> Path:
    """Copy the files of the repository that git knows or would add, without history, to `target`."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, check=True)
    for name in filter(None, listed.stdout.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built strictly as on somebody's own machine: no repository known, no comment ids."""
    folder = tmp_path_factory.mktemp("site")
    result = run_mkdocs(ROOT, folder, "--strict")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


@pytest.fixture(scope="session")
def site_with_comments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built as in a fork on GitHub that has its comment ids."""
    folder = tmp_path_factory.mktemp("site-with-comments")
    result = run_mkdocs(
        ROOT, folder, "--strict", GITHUB_REPOSITORY="amina/ml-dl-morocco", GISCUS_REPO_ID="R_kgDOtest",
        GISCUS_CATEGORY="Announcements", GISCUS_CATEGORY_ID="DIC_kwDOtest",
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


class _QuietHandler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript", ".wasm": "application/wasm"}

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test output readable."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve `folder` on a free port of this machine and yield its origin, for example `http://127.0.0.1:40123`."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def origin(site: Path) -> Iterator[str]:
    """Where the local build of the site is served."""
    with serving(site) as address:
        yield address


@pytest.fixture(scope="session")
def origin_with_comments(site_with_comments: Path) -> Iterator[str]:
    """Where the build with comment ids is served."""
    with serving(site_with_comments) as address:
        yield address


def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome on this machine, or None. CHROMIUM, if set, wins."""
    if os.environ.get("CHROMIUM"):
        return os.environ["CHROMIUM"]
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
    return next((path for path in map(shutil.which, names) if path), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run. Missing: a skip that says what to do; in CI a failure."""
    with sync_playwright() as playwright:
        path = find_chromium()
        if path is None and Path(playwright.chromium.executable_path).exists():
            path = playwright.chromium.executable_path
        if path is None:
            say = pytest.fail if os.environ.get("CI") else pytest.skip
            say("No Chromium found: install Chromium or Chrome, or set CHROMIUM to its path.")
        flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                 "--disable-component-update", "--disable-sync"]
        instance = playwright.chromium.launch(executable_path=path, args=flags)
        yield instance
        instance.close()


@pytest.fixture
def day_pages() -> list[Path]:
    """The day pages of the repository, in order."""
    return sorted((ROOT / "docs" / "days").glob("day-*.md"))


