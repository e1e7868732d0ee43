"""Copies of the repository for the tests, with or without a history, and builds of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MKDOCS = [sys.executable, "-m", "mkdocs"]
OUTSIDE = ("GITHUB_", "GISCUS_", "HANDOUT_", "REPO_", "SITE_", "EDIT_", "GIT_", "SOURCE_DATE_EPOCH")


def run_mkdocs(
    root: Path, site: Path, *options: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Build `root` into `site` in another process, with no variable of the CI but those given."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(OUTSIDE)}
    return subprocess.run(
        [*MKDOCS, "build", *options, "--site-dir", str(site)],
        cwd=root,
        env=clean | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def copy_of_repository(target: Path) -> Path:
    """Copy the files that git knows or would add, without history, to `target`."""
    listed = subprocess.check_output(["git", "ls-files", "-coz", "--exclude-standard"], cwd=ROOT)
    for name in filter(None, listed.decode().split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


def git(root: Path, *words: str, when: str = "2025-02-03T12:00:00+00:00") -> str:
    """Run git in `root` as somebody, at a time of ours; return what it says."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    who = {
        f"GIT_{role}_{what}": "a@b.c"
        for role in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    times = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    return subprocess.check_output(["git", *words], cwd=root, text=True, env=clean | who | times)


def clean_clone(target: Path) -> Path:
    """Clone the repository to `target`; what is not committed yet is one more commit on `main`."""
    subprocess.run(["git", "clone", "--quiet", f"file://{ROOT}", str(target)], check=True)
    git(target, "switch", "--quiet", "--force-create", "main")
    for name in filter(None, git(target, "ls-files", "-z").split("\0")):
        (target / name).unlink()
    copy_of_repository(target)
    git(target, "add", "--all")
    git(target, "commit", "--quiet", "--allow-empty", "--message", "what is not committed yet")
    return target


def add_pythons(root: Path) -> None:
    """Copy the Pythons of the page, which git does not know, to a clone. Missing: no matter."""
    for name in ("micropython", "pyodide"):
        if (ROOT / "docs/assets" / name).is_dir():
            shutil.copytree(ROOT / "docs/assets" / name, root / "docs/assets" / name)


def time_of(root: Path) -> str:
    """Return when the last commit of a repository was made, in seconds."""
    return git(root, "log", "-1", "--format=%ct").strip()


def small_site(target: Path) -> Path:
    """Make the site of tests/site at `target`: two days, with the code of the real site."""
    code = ("hooks", "checks", "overrides", "docs/assets")
    for name in code:
        left_out = shutil.ignore_patterns("tests", "__pycache__", "micropython", "pyodide")
        shutil.copytree(ROOT / name, target / name, ignore=left_out)
    shutil.copytree(ROOT / "tests/site/docs", target / "docs", dirs_exist_ok=True)
    for path in ROOT.glob("docs/challenges/[!d]*.py"):  # what all challenges share
        shutil.copy(path, target / "docs/challenges")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    days = "".join(f"      - days/{path.name}\n" for path in sorted(target.glob("docs/days/*.md")))
    settings = re.sub(r"(?<=  - Days:\n)(?:      - .*\n)+", days, settings)
    there = "|".join(path.name for path in target.glob("docs/*.md"))
    settings = re.sub(rf"(?m)^  - (?!{there})[a-z-]+\.md\n", "", settings)
    (target / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return target
