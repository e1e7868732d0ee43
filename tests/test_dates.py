"""The date at the foot of a page: from git in a full clone, absent (and said so) where git knows nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from conftest import copy_of_repository, run_mkdocs

DAY = "docs/days/day-12-collaboration.md"


def git(root: Path, *words: str, when: str = "2025-02-03T12:00:00+00:00") -> None:
    who = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.org"}
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True,
                   env=os.environ | who | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when})


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository whose pages date from 3 February 2025, and Day 12 from 6 May 2026."""
    root = copy_of_repository(tmp_path / "origin")
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "all")
    (root / DAY).write_text((root / DAY).read_text(encoding="utf-8").rstrip() + "\n\n", encoding="utf-8")
    git(root, "commit", "-qam", "day 12", when="2026-05-06T12:00:00+00:00")
    return root


def foot(site: Path, page: str) -> str:
    text = (site / page / "index.html").read_text(encoding="utf-8")
    return text[text.index("md-source-file") :][:800] if "md-source-file" in text else ""


def test_each_page_has_the_date_of_its_own_last_change(clone: Path, tmp_path: Path) -> None:
    ran = run_mkdocs(clone, tmp_path / "site", "--strict")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "May 6, 2026" in foot(tmp_path / "site", "days/day-12-collaboration")
    assert "February 3, 2025" in foot(tmp_path / "site", "about")


@pytest.mark.parametrize("how", ["no history", "no git"])
def test_without_git_the_build_works_says_so_and_shows_no_date(clone: Path, tmp_path: Path, how: str) -> None:
    if how == "no history":
        root, path = copy_of_repository(tmp_path / "download"), os.environ["PATH"]
    else:
        root, path = clone, str(tmp_path)
    ran = run_mkdocs(root, tmp_path / "site", "--strict", PATH=path, GIT_PYTHON_REFRESH="quiet")  # as dev.py sets it
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert foot(tmp_path / "site", "about") == "" and "no dates" in ran.stdout + ran.stderr


def test_a_shallow_clone_says_what_to_type(clone: Path, tmp_path: Path) -> None:
    subprocess.run(["git", "clone", "-q", "--depth", "1", f"file://{clone}", str(tmp_path / "shallow")], check=True)
    ran = run_mkdocs(tmp_path / "shallow", tmp_path / "site")
    assert "git fetch --unshallow" in ran.stdout + ran.stderr
    assert foot(tmp_path / "site", "about") == ""
