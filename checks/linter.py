"""rumdl and typos over all pages at once: general rules of Markdown and of spelling, in our words.

pyproject.toml says what both look at, so that an editor with one of them says the same.
"""

import json
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checks.finding import Finding, data
from checks.page import Page
from checks.site import Site

SETTINGS = Path(__file__).resolve().parents[1] / "pyproject.toml"
SECONDS = 60  # both take less than a second for a hundred pages
# A page could switch the linter off, in its front matter too.
SWITCH = re.compile(r"<!--\s{0,9}(?:rumdl|markdownlint)-|rumdl-(?:disable|configure)")
RUMDL = "rumdl check --no-cache --quiet --color never --output-format json".split()
UNSAFE = ("MD003", "MD018", "MD056")  # these fixes make a title of a line, or drop cells
ADDRESS = re.compile(r"\)\[(?:https?:|www\.|mailto:|\.{0,2}/|#|\S{1,200}\.[a-z]{2,4}\b)")


def check_lint(page: Page, site: Site) -> Iterator[Finding]:
    """Return what rumdl and typos say of a page; the first call asks them about all pages."""
    if not page.is_markdown:
        return
    if switch := SWITCH.search(page.text):
        said = "This would switch the linter off for the page. Take it out; tell us why."
        yield page.at(switch.start(), "linter-off", said)
    if "lint" not in site.cache:
        site.cache["lint"] = _ask(site)
    found = site.cache["lint"]
    yield from (*found.pop("", ()), *found.get(page.path, ()))


def _ask(site: Site) -> dict[str, list[Finding]]:
    """Run both programs. One that is missing or fails must not look like success: it is told."""
    pages = [page for page in site.markdown if not SWITCH.search(page.text)]
    settings = ["--config", str(SETTINGS), *(page.path for page in pages)]
    try:
        faults = json.loads(_run(site, [*RUMDL, *settings]))
        lines = _run(site, ["typos", "--format", "json", *settings]).splitlines()
        typos = [entry for entry in map(json.loads, lines) if "line_num" in entry]
        for entry in (*faults, *typos):
            entry["path"] = Path(entry.get("file") or entry["path"]).as_posix()
        found = {page.path: list(_faults(page, faults)) for page in pages}
        for entry in typos:
            said = f"“{entry['typo']}” is misspelt. Write {' or '.join(entry['corrections'][:3])}."
            page = site.pages[entry["path"]]
            found[page.path].append(page.on(entry["line_num"], "typo", said))
        return found
    except (OSError, ValueError, KeyError, TypeError, subprocess.SubprocessError) as error:
        said = f"A linter did not do its work ({' '.join(str(error).split())[:160]})"
        said = f"{said}. Run `python3 dev.py build`, which installs it."
        return {"": [Finding("mkdocs.yml", 1, 1, "linter-not-run", said)]}


def _run(site: Site, command: list[str]) -> str:
    """Return what a program prints. Raises OSError or ValueError when it cannot run, or fails."""
    name = shutil.which(command[0], path=sysconfig.get_path("scripts")) or command[0]
    command = [name, *command[1:]]
    ran = subprocess.run(command, cwd=site.root, capture_output=True, timeout=SECONDS, check=False)
    said = ran.stdout.decode("utf-8", "replace")
    if ran.returncode > 2 or ran.returncode and not said.strip():
        raise ValueError(f"{name}: {ran.stderr.decode('utf-8', 'replace') or ran.returncode}")
    return said


def _faults(page: Page, faults: list[dict[str, Any]]) -> Iterator[Finding]:
    """Yield rumdl's findings on a page in our words. A fix mends all faults of one rule at once."""
    faults = [fault for fault in faults if fault["path"] == page.path]
    for fault in faults:
        name, line, column = fault["rule"], fault["line"], fault["column"]
        before = page.lines[line - 1][max(0, column - 2) : column - 1]
        program = name == "MD052" and before.isalnum()  # y[i][j]
        if name == "MD011" and not ADDRESS.search(page.lines[line - 1], column - 1):
            continue
        if name in data("lint") and not program:
            rule, said = data("lint")[name]
            said = said.replace("{}", fault["message"].rstrip("."))
            safe = fault.get("fix") and name not in UNSAFE and before != "("
            own = [each["fix"] for each in faults if each["rule"] == name and each.get("fix")]
            yield Finding(page.path, line, column, rule, said, _mended(page, own) if safe else None)


def _mended(page: Page, fixes: list[dict[str, Any]]) -> str:
    """Return the text of a page with the fixes of one rule, each an exchange of bytes."""
    places = {(fix["range"]["start"], fix["range"]["end"], fix["replacement"]) for fix in fixes}
    raw, last = page.raw, len(page.raw) + 1
    for start, end, new in sorted(places, reverse=True):
        if end <= last:
            raw, last = raw[:start] + new.encode() + raw[end:], start
    return raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")
