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
Fault = dict[str, Any]  # as rumdl and typos write it in JSON
UNSAFE = ("MD003", "MD018", "MD056")  # these fixes make a title of a line, or drop cells
# Not headings: terms, tags, notes, the second of two headings; or letters that rumdl drops. MkDocs
# looks for these.
MADE = re.compile(r"'#?(?:term-|tag:|fn(?:ref)?:|[^']*(?:_\d+'|[^\x00-\u06ff]))")


def check_lint(page: Page, site: Site) -> Iterator[Finding]:
    """Return what rumdl and typos say of a page; at the first page both read all of them.

    A program that is missing or fails must not look like success: it is told, as of any rule.
    """
    if not page.is_markdown:
        return
    if "lint" not in site.cache:
        site.cache["lint"] = {}  # an error is told once
        site.cache["lint"] = _by_page(site)
    faults = site.cache["lint"].get(page.path, [])
    for fault in faults:
        if "typo" in fault:
            right = " or ".join(fault["corrections"][:3])
            yield page.on(fault["line_num"], "typo", fault["typo"], right)
        elif fault["rule"] in data("lint"):
            yield from _in_our_words(page, fault, faults)


def _by_page(site: Site) -> dict[str, list[Fault]]:
    """Return what both programs say of each page, as they say it."""
    pages = (page for page in site.pages.values() if page.is_markdown)
    paths = sorted(page.path for page in pages if page.decoded and not page.too_large)
    rumdl, typos = (_ask(command, site.root, paths) for command in PROGRAMS)
    found = defaultdict(list)
    for fault in (*json.loads(rumdl), *map(json.loads, typos.splitlines())):
        if "line" in fault or "line_num" in fault:  # typos also looks at the names of files
            found[Path(fault.get("file") or fault["path"]).as_posix()].append(fault)
    return found


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


def _in_our_words(page: Page, fault: Fault, faults: list[Fault]) -> Iterator[Finding]:
    """Yield a finding of rumdl that is one here. A fix mends all faults of its rule at once."""
    name, line, column = fault["rule"], fault["line"], fault["column"]
    before = page.lines[line - 1][: column - 1]
    made = name == "MD051" and MADE.search(fault["message"])
    if made or name == "MD052" and before[-1:].isalnum():  # y[i][j]
        return
    rule, say = data("lint")[name]
    fixed = None
    if fault.get("fix") and name not in UNSAFE and before[-1:] != "(":
        own = (each["fix"] for each in faults if each.get("rule") == name and each.get("fix"))
        places = {(fix["range"]["start"], fix["range"]["end"], fix["replacement"]) for fix in own}
        raw, last = page.raw, len(page.raw) + 1  # each fix is an exchange of bytes
        for start, end, new in sorted(places, reverse=True):
            if end <= last:
                raw, last = raw[:start] + new.encode() + raw[end:], start
        fixed = raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
    yield page.on((line, column), rule, fault["message"].rstrip("."), say=say, fixed=fixed)
