"""rumdl and typos over all pages at once: general rules of Markdown and of spelling, in our words.

pyproject.toml says what both look at, so that an editor with one of them says the same.
"""

import json
import re
import shutil
import subprocess
import sysconfig
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from checks.finding import Finding, data
from checks.page import Page
from checks.site import Site

SETTINGS = Path(__file__).resolve().parents[1] / "pyproject.toml"
SECONDS = 60  # both take less than a second for a hundred pages
PROGRAMS = [
    "rumdl check --no-cache --quiet --color never --output-format json".split(),
    "typos --format json".split(),
]
UNSAFE = ("MD003", "MD018", "MD056")  # these fixes make a title of a line, or drop cells
# Not headings: terms, tags, notes, the second of two headings; or letters that rumdl drops. MkDocs
# looks for these.
MADE = re.compile(r"'#?(?:term-|tag:|fn(?:ref)?:|[^']*(?:_\d+'|[^\x00-\u06ff]))")


def check_lint(page: Page, site: Site) -> Iterator[Finding]:
    """Return what rumdl and typos say of a page; at the first file both begin to read all pages.

    A program that is missing or fails must not look like success: it is told, as of any rule.
    """
    if "lint" not in site.cache:
        pages = (each for each in site.pages.values() if each.is_markdown)
        paths = sorted(each.path for each in pages if each.decoded and not each.too_large)
        answers = ThreadPoolExecutor().map(
            lambda command: _ask(command, site.root, paths), PROGRAMS
        )
        site.cache["lint"] = answers
    if not page.is_markdown:
        return
    if not isinstance(site.cache["lint"], dict):
        answers, site.cache["lint"] = site.cache["lint"], {}  # an error is told once
        site.cache["lint"] = _by_page(*answers)
    faults = site.cache["lint"].get(page.path, [])
    for fault in faults:
        if "typo" in fault:
            right = " or ".join(fault["corrections"][:3])
            yield page.on(fault["line_num"], "typo", fault["typo"], right)
        elif fault["rule"] in data("lint"):
            yield from _in_our_words(page, fault, faults)


def _ask(command: list[str], root: Path, paths: list[str]) -> str:
    """Return what a program says of pages. Raises an error when it cannot run, or fails."""
    name, *options = command
    program = shutil.which(name, path=sysconfig.get_path("scripts")) or name
    command = [program, *options, "--config", str(SETTINGS), *paths]
    ran = subprocess.run(command, cwd=root, capture_output=True, timeout=SECONDS)
    said, error = (out.decode("utf-8", "replace") for out in (ran.stdout, ran.stderr))
    if ran.returncode > 2 or ran.returncode and not said.strip():
        raise ValueError(f"{name}: {error or ran.returncode}")
    return said


def _by_page(rumdl: str, typos: str) -> dict[str, list[dict[str, Any]]]:
    """Return what both programs say of each page, as they say it."""
    found = defaultdict(list)
    for fault in (*json.loads(rumdl), *map(json.loads, typos.splitlines())):
        if "line" in fault or "line_num" in fault:  # typos also looks at the names of files
            found[Path(fault.get("file") or fault["path"]).as_posix()].append(fault)
    return found


def _in_our_words(
    page: Page, fault: dict[str, Any], faults: list[dict[str, Any]]
) -> Iterator[Finding]:
    """Yield a finding of rumdl that is one here. A fix mends all faults of its rule at once."""
    name, line, column = fault["rule"], fault["line"], fault["column"]
    before = page.lines[line - 1][: column - 1]
    if name == "MD051" and MADE.search(fault["message"]):
        return
    if name == "MD052" and before[-1:].isalnum():  # y[i][j]
        return
    rule, say = data("lint")[name]
    fixed = None
    if fault.get("fix") and name not in UNSAFE and before[-1:] != "(":
        ranges = [each["fix"] for each in faults if each.get("rule") == name and each.get("fix")]
        places = {
            (fix["range"]["start"], fix["range"]["end"], fix["replacement"]) for fix in ranges
        }
        raw, last = page.raw, len(page.raw) + 1  # each fix is an exchange of bytes
        for start, end, new in sorted(places, reverse=True):
            if end <= last:
                raw, last = raw[:start] + new.encode() + raw[end:], start
        fixed = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    yield page.on((line, column), rule, fault["message"].rstrip("."), say=say, fixed=fixed)
