"""The date of a page: that of the newest commit of the page and of all that it includes.

The given plugin (git-revision-date-localized) asks git once a page, which grows with the square of
the site, and looks at the page alone. It keeps its answers by path, in `last_revision_commits`, and
asks for nothing that is there: `date_pages` fills that in from one pass over the history.
"""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mkdocs.structure.files import Files

# What a page shows of other files: a part of a challenge, a chart's table, a picture, the days.
INCLUDES = re.compile(
    r"^[ \t]*-+8<-+[ \t]+[\"']([^\"':\n]+)|^[ \t]*data:[ \t]*[\"']?([\w.-]+\.csv)"
    r"|!\[[^\]\n]*\]\((?!\w+:)([^)\s#?]+)|^``` (days|techniques)$",
    re.MULTILINE,
)
# The log as bytes that no setting of the user changes: each commit's time, then its files.
LOG = "-c log.showRoot=true log --format=%x01%ct --name-status -M -z".split() + (
    "--no-show-signature --no-color --no-relative --no-ext-diff --no-mailmap".split()
)


def forget_other_repositories() -> None:
    """Take away the variables by which git would look at another repository than this folder's.

    A git hook sets them for whatever it runs.
    """
    for name in [name for name in os.environ if re.match("GIT_(?!PYTHON)", name)]:
        del os.environ[name]


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    plain = os.environ | {"LC_ALL": "C"}  # we read what git says
    return subprocess.run(["git", *words], cwd=root, capture_output=True, check=False, env=plain)


def why_no_dates(root: Path) -> str | None:
    """Return why git cannot date the pages below `root` and what to do, or None when it can.

    A clone without its history would give every page the date of the last commit, in silence.
    """
    try:
        asked = _git(root, "rev-parse", "--is-shallow-repository", "HEAD")
    except OSError:
        return "git was not found, so pages show no dates: install git to see them."
    if asked.returncode != 0:
        said = " ".join(asked.stderr.decode(errors="replace").split())
        return (
            "git cannot read the history of this folder, so pages show no dates: "
            f"clone the repository to see them, or do what git says: {said}"
        )
    if asked.stdout.startswith(b"true"):
        return (
            "this clone lacks its history, so pages show no dates: "
            "run `git fetch --unshallow`, or set fetch-depth: 0 in the workflow."
        )
    return None


def newest_commits(root: Path) -> dict[str, int]:
    """Return the time of the newest commit of each file, by its absolute path.

    The time is that of the commit, in seconds since 1970: an author's date may go back when a
    branch is moved. A file that was only renamed keeps its date.
    """
    top = os.fsdecode(_git(root, "rev-parse", "--show-toplevel").stdout).rstrip("\n")
    words = iter(_git(root, *LOG).stdout.split(b"\0"))
    times: dict[bytes, int] = {}
    now: dict[bytes, bytes] = {}  # what a file of then is called today
    time = 0
    for word in words:
        if b"\x01" in word:  # a commit, after the line feed that ends the one before
            time = int(word.rpartition(b"\x01")[2])
            continue
        status = word.lstrip(b"\n")
        if not status:
            continue
        path = next(words)
        if status.startswith(b"R"):
            old, path = path, next(words)
            now[old] = now.get(path, path)
        if status != b"R100":
            path = now.get(path, path)
            times[path] = max(time, times.get(path, 0))
    return {os.path.join(top, os.fsdecode(path)): time for path, time in times.items()}


def included(path: str, text: str, days: Iterable[str]) -> set[str]:
    """Return the files below docs/ that the page `path` is made of, itself among them."""
    found = {path}
    for part, table, picture, block in INCLUDES.findall(text):
        if block:
            found.update(days)
        elif picture:
            found.add(posixpath.normpath(posixpath.join(posixpath.dirname(path), picture)))
        else:
            found.add(part or f"data/{table}")
    return found


def date_pages(plugin: Any, files: Files, docs: Path) -> list[str]:
    """Give the plugin the time of each page. Returns the pages that no commit has, for a note.

    Such a page shows no date. The plugin looks for a commit's tag in vain if it knows the commit,
    with a process each time, so it gets the time alone.
    """
    commits = newest_commits(docs)
    top = os.path.realpath(docs)
    pages = {file.src_uri: file for file in files if file.is_documentation_page()}
    days = [path for path in pages if path.startswith("days/")]
    unknown = []
    for path, file in pages.items():
        if os.path.join(top, path) not in commits:
            unknown.append(path)
            continue
        parts = included(path, file.content_string, days)
        newest = max(commits.get(os.path.join(top, part), 0) for part in parts)
        plugin.last_revision_commits[os.path.abspath(str(file.abs_src_path))] = ("", newest)
    plugin.config["exclude"] = [*plugin.config["exclude"], *unknown]
    return unknown
