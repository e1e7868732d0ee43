"""What MkDocs' events do to a build and to a preview: stop, warn, clean, follow."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hooks.preview import findings
from page_head import policy_of
from repository import MKDOCS, OUTSIDE, ROOT, run_mkdocs, small_site


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_events_strict_build_stops_before_it_writes(tmp_path: Path) -> None:
    root = small_site(tmp_path / "tree")
    shutil.copy(ROOT / "pyproject.toml", root)  # the settings of the linter, which finds the fault
    change(root / "docs/about.md", "A model is", "[No such page](days/none.md). A model is")
    ran = run_mkdocs(root, tmp_path / "site", "--strict")
    said = ran.stdout + ran.stderr
    assert ran.returncode == 1 and "about.md" in said and "Traceback" not in said
    assert not (tmp_path / "site").exists()
    assert run_mkdocs(root, tmp_path / "site").returncode == 0


def test_events_what_an_include_brings_is_cleaned(tmp_path: Path) -> None:
    """A fence inside a challenge ends the block on the page; what follows would be HTML."""
    root = small_site(tmp_path / "tree")
    harm = 'Return twice.\n```\n\n<p onclick="x()">hit</p><script>hit()</script>\n\n``` text\n'
    change(root / "docs/challenges/day_01.py", "Return twice", harm)
    change(root / "mkdocs.yml", "extra:\n", "extra:\n  preview: true\n")
    ran = run_mkdocs(root, tmp_path / "site")
    page = tmp_path / "site/days/day-01-rivers/index.html"
    if ran.returncode == 0:  # the checks may have stopped the build for the changed mkdocs.yml
        html = page.read_text(encoding="utf-8")
        assert "<script>hit" not in html and "onclick" not in html
        assert "'unsafe-inline'" not in policy_of(html)["script-src"]
    else:
        assert "mkdocs.yml" in ran.stdout + ran.stderr and not page.exists()


def test_events_serve_checks_what_a_change_touches() -> None:
    """A fault is said, also in a page that only names what changed, and so is its end."""
    asked: list[Any] = []

    def check(site: Any, paths: Any = None) -> list[Any]:
        asked.append(paths)
        bad = [path for path in paths or site if b"bad" in site[path].raw]
        return [SimpleNamespace(path=path) for path in bad]

    class Site(dict[str, Any]):
        pages = property(lambda self: self)

    days = {f"docs/days/day-0{day}-x.md": f"data: day-0{day}-a.csv".encode() for day in (1, 2, 3)}
    files = days | {"docs/data/day-01-a.csv": b"1", "mkdocs.yml": b"nav"}
    one, two, three, table, config = files
    for path, raw, again in (
        (one, days[one], None),
        (two, b"bad", {two}),
        (table, b"2", {one, two, table}),
        (two, b"good", {two}),
        (three, b"good", {three}),
        (config, b"other", None),
    ):
        files[path] = raw
        now = {at: SimpleNamespace(raw=raw, strange="") for at, raw in files.items()}
        found = findings(Site(now), check)
        assert asked[-1] == again and [each.path for each in found] == [two] * (
            b"bad" == files[two]
        )


class Preview:
    """`mkdocs serve` on a tree: what it shows, what it says."""

    def __init__(self, root: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.log = root.parent / "log"
        clean = {name: value for name, value in os.environ.items() if not name.startswith(OUTSIDE)}
        command = [*MKDOCS, "serve", "-a", f"127.0.0.1:{self.port}"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                command, cwd=root, stdout=log, stderr=log, env=clean | {"PYTHONUNBUFFERED": "1"}
            )

    def page(self, path: str) -> str:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=60) as got:
                return got.read().decode()
        except OSError:
            return ""

    def until(self, word: str, path: str | None = None) -> None:
        """Wait until a page shows a word, or without a page until the server says it."""
        for _ in range(600):
            if word in (self.log.read_text() if path is None else self.page(path)):
                return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        pytest.fail(f"{word} never came: {self.log.read_text()}")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return small_site(tmp_path / "tree")


@pytest.fixture
def preview(tree: Path) -> Iterator[Preview]:
    preview = Preview(tree)
    yield preview
    preview.process.terminate()
    preview.process.wait()


def test_events_serve_follows_changes_and_goes_on(tree: Path, preview: Preview) -> None:
    day = "days/day-02-roads/"
    preview.until("A second day", day)
    assert "'unsafe-inline'" in policy_of(preview.page(day))["script-src"]  # it reloads by itself
    change(tree / "docs/days/day-02-roads.md", "A second day", "A changed page <b onclick=x()>")
    preview.until("A changed page", day)
    assert "onclick" not in preview.page(day)
    change(tree / "overrides/partials/day.html", " min", " changed-template")
    preview.until("changed-template", day)
    change(tree / "hooks/days.py", "<p>{fact}</p>", "<p>changed-hook</p>")
    preview.until("changed-hook", "")
    change(tree / "docs/data/day-01-rivers.csv", "600", "601")
    preview.until("601", "days/day-01-rivers/")
    for name, old, new in (
        ("overrides/partials/day.html", "{% set", "{% sett"),
        ("hooks/days.py", "def cards(", "def cards(("),
        ("mkdocs.yml", "site_author:", "site_author: ["),
    ):
        change(tree / name, old, new)
        preview.until(f"{name}")
        change(tree / name, new, old)
        change(tree / "docs/about.md", "Words.", f"Words. Mended {name}.")
        preview.until(f"Mended {name}", "about/")
    assert "Traceback" not in preview.log.read_text()
