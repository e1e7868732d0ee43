"""What the tests share: the repository, one strict build of it, a small web server, one Chromium."""

from __future__ import annotations

import os
import re
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
from browser import find as find_browser
from playwright.sync_api import Browser, sync_playwright

import dev

ROOT = Path(__file__).resolve().parent.parent
MKDOCS = [sys.executable, "-m", "mkdocs"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--built-site-only", action="store_true", help="run what looks at the site under test, without a browser")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With --built-site-only, leave out what does not look at the site under test, and what needs a browser for it."""
    if config.getoption("--built-site-only"):
        names = [set(getattr(item, "fixturenames", ())) for item in items]
        kept = [item for item, used in zip(items, names, strict=True) if "site" in used and "browser" not in used]
        config.hook.pytest_deselected(items=[item for item in items if item not in kept])
        items[:] = kept


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


def clean_clone(target: Path) -> Path:
    """Clone the repository to `target`, with what is not committed yet as one more commit on the branch `main`."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run(["git", "clone", "--quiet", f"file://{ROOT}", str(target)], check=True)
    subprocess.run(["git", "switch", "--quiet", "--force-create", "main"], cwd=target, check=True)
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=target, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in filter(None, listed):
        (target / name).unlink()
    copy_of_repository(target)
    subprocess.run(["git", "add", "--all"], cwd=target, check=True)
    if subprocess.run(["git", "diff", "--cached", "--quiet"], cwd=target, check=False).returncode:
        subprocess.run(["git", *who, "commit", "--quiet", "--message", "what is not committed yet"], cwd=target, check=True)
    return target


@pytest.fixture(scope="session")
def local_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built strictly as on somebody's own machine: no repository known, no comment ids."""
    folder = tmp_path_factory.mktemp("site")
    result = run_mkdocs(ROOT, folder, "--strict")
    assert result.returncode == 0, result.stdout + result.stderr
    return folder


def built_folder(given: str, digest: str) -> Path:
    """Return the folder SITE_DIR. Raises ValueError when it holds no site, or not the one with the digest SITE_DIGEST (if given)."""
    folder = ROOT / given
    if not (folder / "sitemap.xml").is_file():
        raise ValueError(f"SITE_DIR is {given!r}, which holds no site: run `python dev.py build` first, or leave SITE_DIR out.")
    if digest and dev.digest_of(str(folder)) != digest:
        raise ValueError(f"SITE_DIR is {given!r}, whose digest is {dev.digest_of(str(folder))}, not SITE_DIGEST: build again.")
    return folder


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Iterator[Path]:
    """The site under test: the folder SITE_DIR, which is then published (the tests may not change it), or else a build of our own."""
    if "SITE_DIR" not in os.environ:
        yield request.getfixturevalue("local_site")
        return
    folder = built_folder(os.environ["SITE_DIR"], os.environ.get("SITE_DIGEST", ""))
    before = dev.digest_of(str(folder))
    yield folder
    assert dev.digest_of(str(folder)) == before, "a test changed the site that is to be published"


@pytest.fixture(scope="session")
def base(site: Path) -> str:
    """The address that the site under test is built for, ending in a slash: that of its welcome page."""
    found = re.search(r'<link rel="canonical" href="([^"]+/)">', (site / "index.html").read_text(encoding="utf-8"))
    assert found, "the welcome page names no canonical address"
    return found[1]


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the whole run. Missing: a skip that says what to do; in CI a failure."""
    with sync_playwright() as playwright:
        path = find_browser()
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


