"""The date of a page: the newest commit of the page and of all that it includes."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from hooks.dates import forget_other_repositories, included, newest_commits, why_no_dates
from repository import git, run_mkdocs, small_site

LATER = "2026-05-06T12:00:00+00:00"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository whose one file dates from February 2025."""
    root = tmp_path / "a tree"
    (root / "docs").mkdir(parents=True)
    (root / "docs/é.md").write_text("one\ntwo\nthree\nfour\nfive\n", encoding="utf-8")
    git(root, "init", "-q", "-b", "trunk")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all")
    return root


def dates(root: Path) -> dict[str, str]:
    """Return the year of each file by its name, from a folder inside the repository."""
    found = newest_commits(root / "docs")
    return {
        Path(path).name: "2025" if time < 1760000000 else "2026" for path, time in found.items()
    }


def test_dates_renamed_file_keeps_its_date(tree: Path) -> None:
    git(tree, "mv", "docs/é.md", "docs/b.md")
    git(tree, "commit", "-qm", "rename", when=LATER)
    assert dates(tree)["b.md"] == "2025"
    git(tree, "mv", "docs/b.md", "docs/c.md")
    (tree / "docs/c.md").write_text("one\ntwo\nthree\nfour\nsix\n", encoding="utf-8")
    git(tree, "commit", "-qam", "rename and change", when=LATER)
    assert dates(tree)["c.md"] == "2026"


def test_dates_name_used_again_is_another_file(tree: Path) -> None:
    git(tree, "mv", "docs/é.md", "docs/b.md")
    git(tree, "commit", "-qm", "rename")
    (tree / "docs/é.md").write_text("new\n", encoding="utf-8")
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "add", when=LATER)
    assert dates(tree) == {"b.md": "2025", "é.md": "2026"}


def test_dates_are_those_of_commits_not_of_authors(tree: Path) -> None:
    (tree / "docs/é.md").write_text("x\n", encoding="utf-8")
    git(tree, "commit", "-qam", "x", "--date=2001-01-01T00:00:00", when=LATER)
    assert dates(tree)["é.md"] == "2026"


def test_dates_after_a_merge_are_those_that_git_gives_for_each_file(tree: Path) -> None:
    git(tree, "branch", "side")
    (tree / "docs/b.md").write_text("on trunk\n", encoding="utf-8")
    git(tree, "add", "-A")
    git(tree, "commit", "-qm", "b", when="2025-06-01T12:00:00+00:00")
    git(tree, "switch", "-q", "side")
    (tree / "docs/é.md").write_text("on the side\n", encoding="utf-8")
    git(tree, "commit", "-qam", "é", when="2025-07-01T12:00:00+00:00")
    git(tree, "switch", "-q", "trunk")
    git(tree, "merge", "-q", "--no-ff", "-m", "merge", "side", when=LATER)
    found = newest_commits(tree)
    for path in (tree / "docs/b.md", tree / "docs/é.md"):
        assert git(tree, "log", "-n1", "--format=%ct", "--", str(path)) == f"{found[str(path)]}\n"


@pytest.mark.parametrize(
    "setting",
    "log.showSignature=true log.showRoot=false diff.relative=true diff.renames=false "
    "color.ui=always format.pretty=raw log.decorate=full core.quotePath=true".split(),
)
def test_dates_no_setting_of_the_user_matters(tree: Path, setting: str) -> None:
    git(tree, "mv", "docs/é.md", "docs/b.md")
    git(tree, "commit", "-qm", "rename", when=LATER)
    git(tree, "config", *setting.split("="))
    assert dates(tree)["b.md"] == "2025" and why_no_dates(tree) is None


def test_dates_variables_of_a_git_hook_are_taken_away(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setenv("GIT_PYTHON_REFRESH", "quiet")
    forget_other_repositories()
    assert dates(tree) == {"é.md": "2025"} and os.environ["GIT_PYTHON_REFRESH"] == "quiet"


@pytest.mark.parametrize("how", ["no history", "no commit", "no git", "shallow", "another user"])
def test_dates_absent_in_words(
    tree: Path, tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert why_no_dates(tree) is None
    root, words = tmp_path / "other", "clone"
    if how == "shallow":
        (tree / "docs/é.md").write_text("x\n", encoding="utf-8")
        git(tree, "commit", "-qam", "x")
        git(tmp_path, "clone", "-q", "--depth=1", f"file://{tree}", str(root))
        words = "git fetch --unshallow"
    elif how == "no git":
        root, words = tree, "install git"
        monkeypatch.setenv("PATH", str(tmp_path))
    elif how == "another user":
        root, words = tree, f"safe.directory '?{tree}"
        monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own switch for this
    else:
        root.mkdir()
        if how == "no commit":
            git(root, "init", "-q")
    assert re.search(words, why_no_dates(root) or "")


PAGE = """
``` chart
data: day-01-rivers.csv
```
    --8<-- "challenges/day_01.py:starter"
![A map](../assets/images/map.png "A map") ![Elsewhere](https://example.org/x.png)
[A link](../about.md) data: prose.csv
"""


def test_dates_what_a_page_includes() -> None:
    parts = {"data/day-01-rivers.csv", "challenges/day_01.py", "assets/images/map.png"}
    days = {"days/a.md", "days/b.md"}
    assert included("days/x.md", PAGE, days) == parts | {"days/x.md"}
    assert included("index.md", "\n``` days\n```\n", days) == days | {"index.md"}
    assert included("index.md", "", days) == {"index.md"}


def test_dates_of_built_pages(tmp_path: Path) -> None:
    root = small_site(tmp_path / "tree")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all")
    table = root / "docs/data/day-01-rivers.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("600", "610"), encoding="utf-8")
    git(root, "commit", "-qam", "a figure", when="2026-05-05T23:30:00+00:00")  # 6 May in Casablanca
    (root / "docs/new.md").write_text("# New\n", encoding="utf-8")
    ran = run_mkdocs(root, tmp_path / "site", GIT_DIR=str(tmp_path), GIT_INDEX_FILE="x")
    assert ran.returncode == 0 and "new.md" in ran.stdout + ran.stderr, ran.stderr

    def foot(page: str) -> str:
        text = (tmp_path / "site" / page / "index.html").read_text(encoding="utf-8")
        return "".join(re.findall(r"<time[^>]*>([^<]+)", text[text.index("<footer") :]))

    assert foot("days/day-01-rivers") == "6 May 2026" and foot("new") == ""
    assert foot("days/day-02-roads") == foot("about") == "3 Feb 2025"


def test_dates_without_history_the_build_goes_on(tmp_path: Path) -> None:
    root = small_site(tmp_path / "tree")
    ran = run_mkdocs(root, tmp_path / "site")
    assert ran.returncode == 0 and "no dates" in ran.stdout + ran.stderr
    assert "<time" not in (tmp_path / "site/about/index.html").read_text(encoding="utf-8")
