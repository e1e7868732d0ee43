"""The next engine: Zensical builds the small site, and what a reader needs is there.

.github/ENGINES.md says in words what a reader would lose.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from built_site import broken_links, third_party_loads
from conftest import Once
from repository import OUTSIDE, run_mkdocs, small_site


@pytest.fixture(scope="module")
def zensical(once: Once) -> Path:
    """The small site, built by Zensical as ENGINES.md says."""

    def make(folder: Path) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith(OUTSIDE)}
        ours = {"PYTHONPATH": ".", "MARKDOWN_EXTENSION": "hooks.extension"}
        ran = subprocess.run(
            [sys.executable, "-m", "zensical", "build", "--strict"],
            cwd=small_site(folder),
            env=clean | ours,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr

    return once("zensical", make) / "site"


def page(site: Path, name: str) -> str:
    return (site / name / "index.html").read_text(encoding="utf-8")


def links_of(html: str) -> set[str]:
    """Return where the text of a page leads, apart from its own anchors."""
    article = html[html.index("<article") : html.index("</article>")]
    return {link.rstrip("/") for link in re.findall(r'<a [^>]*href="([^"#][^"]*)"', article)}


def test_zensical_links_resolve(zensical: Path) -> None:
    base = "http://127.0.0.1:8000/"
    assert broken_links(zensical, base) == [] and third_party_loads(zensical, base) == []


@pytest.mark.parametrize("name", ["", "tags", "about", "days/day-01-rivers"])
def test_zensical_text_leads_to_the_same_places(zensical: Path, small: Path, name: str) -> None:
    """Cards of the days, techniques, terms, charts' tables, quiz; ENGINES.md lists the rest."""
    lost = links_of(page(small, name)) - links_of(page(zensical, name))
    listed = ("github.com", ".ipynb")  # the edit link of a fork, the notebook of a day
    assert [link for link in lost if not any(part in link for part in listed)] == []


def test_zensical_day_has_its_parts(zensical: Path) -> None:
    html = page(zensical, "days/day-01-rivers")
    assert html.count('<figure class="chart"') == html.count('<fieldset class="quiz"') == 1
    assert html.count('class="term"') == 2 and 'href="../../glossary/#term-model"' in html
    assert (
        "Day 1 · 20 min" in re.sub(r"<[^>]+>|\s+", " ", html).replace("  ", " ")
        and 'translate="no"' in html
    )
    for part in ("starter", "checks", "solution"):
        assert f"challenge-{part}" in html
    assert 'id="الماء-في-المغرب"' in page(zensical, "about")


def test_zensical_publishes_no_python_but_challenges(zensical: Path) -> None:
    assert {path.parent.name for path in zensical.rglob("*.py*")} <= {"challenges", "python"}


def test_mkdocs_alone_finds_the_extension(tmp_path: Path) -> None:
    """`mkdocs build -f elsewhere/mkdocs.yml` from any folder, with nothing on Python's path."""
    root = small_site(tmp_path / "tree")
    command = [str(Path(sys.executable).parent / "mkdocs"), "build", "-q"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ran = subprocess.run(
        [*command, "-f", str(root / "mkdocs.yml"), "-d", str(tmp_path / "site")],
        cwd=tmp_path,
        env=clean,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    html = page(tmp_path / "site", "days/day-01-rivers")
    assert html.count('class="term"') == 2 and '<figure class="chart"' in html


@pytest.mark.parametrize("other", ["hooks.charts.fense", "os.system", "antigravity.geohash"])
def test_fence_of_another_function_is_refused(tmp_path: Path, other: str) -> None:
    root = small_site(tmp_path / "tree")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    changed = settings.replace("hooks.charts.fence", other)
    (root / "mkdocs.yml").write_text(changed, encoding="utf-8")
    ran = run_mkdocs(root, tmp_path / "site")
    said = ran.stdout + ran.stderr
    assert ran.returncode == 1 and "mkdocs.yml" in said and "Traceback" not in said
