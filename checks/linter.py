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
RUMDL = "rumdl check --no-cache --quiet --color never --output-format json".split()
TYPOS = "typos --format json".split()
UNSAFE = ("MD003", "MD018", "MD056")  # these fixes make a title of a line, or drop cells
# Not headings: terms, tags, notes, the second of two headings; or letters that rumdl drops. MkDocs
# looks for these.
MADE = re.compile(r"'#?(?:term-|tag:|fn(?:ref)?:|[^']*(?:_\d+'|[^\x00-\u06ff]))")
ADDRESS = re.compile(r"\)\[(?:https?:|www\.|mailto:|\.{0,2}/|#|\S{1,200}\.[a-z]{2,4}\b)")


def check_lint(page: Page, site: Site) -> Iterator[Finding]:
    """Return what rumdl and typos say of a page; the first call asks them about all pages.

    A program that is missing or fails must not look like success: it is told.
    """
    if not page.is_markdown:
        return
    if "lint" not in site.cache:
        try:
            site.cache["lint"] = _ask(site)
        except (OSError, ValueError, KeyError, TypeError, subprocess.SubprocessError) as error:
            site.cache["lint"] = {}
            yield site.settings.on(1, "linter-not-run", " ".join(str(error).split())[:160])
    faults = site.cache["lint"].get(page.path, [])
    for fault in faults:
        if "typo" in fault:
            right = " or ".join(fault["corrections"][:3])
            yield page.on(fault["line_num"], "typo", fault["typo"], right)
        elif fault["rule"] in data("lint"):
            yield from _in_our_words(page, fault, faults)


def _ask(site: Site) -> dict[str, list[dict[str, Any]]]:
    """Run both programs. Returns what they say of each page, as they say it.

    Raises OSError, ValueError or SubprocessError when one of them cannot run, or fails.
    """
    pages = [page for page in site.pages.values() if page.is_markdown]
    paths = sorted(page.path for page in pages if page.decoded and not page.too_large)
    said = []
    for name, *options in (RUMDL, TYPOS):
        program = shutil.which(name, path=sysconfig.get_path("scripts")) or name
        command = [program, *options, "--config", str(SETTINGS), *paths]
        ran = subprocess.run(command, cwd=site.root, capture_output=True, timeout=SECONDS)
        said.append(ran.stdout.decode("utf-8", "replace"))
        if ran.returncode > 2 or ran.returncode and not said[-1].strip():
            raise ValueError(f"{name}: {ran.stderr.decode('utf-8', 'replace') or ran.returncode}")
    found = defaultdict(list)
    for fault in (*json.loads(said[0]), *map(json.loads, said[1].splitlines())):
        if "line" in fault or "line_num" in fault:  # typos also looks at the names of files
            found[Path(fault.get("file") or fault["path"]).as_posix()].append(fault)
    return found


def _in_our_words(
    page: Page, fault: dict[str, Any], faults: list[dict[str, Any]]
) -> Iterator[Finding]:
    """Yield a finding of rumdl that is one here. A fix mends all faults of its rule at once."""
    name, line, column = fault["rule"], fault["line"], fault["column"]
    before = page.lines[line - 1][: column - 1]
    if name == "MD011" and not ADDRESS.search(page.lines[line - 1], column - 1):
        return
    if name == "MD005" and page.lines[line - 1][:1] == "\t":  # for Markdown four spaces, as wanted
        return
    if name == "MD051" and MADE.search(fault["message"]):
        return
    if name == "MD066" and not all(fence.closed for fence in page.fences):  # it hides the sources
        return
    if name == "MD052" and before[-1:].isalnum():  # y[i][j]
        return
    if name == "MD095" and not re.search(r"//[^/\s]*$", before):  # in a path a letter hides nothing
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
