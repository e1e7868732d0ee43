"""rumdl and typos over all pages at once: general rules of Markdown and of spelling, in our words.

pyproject.toml says which rules of rumdl are on, so that an editor with rumdl says the same.
"""

from __future__ import annotations

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
# Words that are not ours: titles in other languages, what is quoted, sources, links.
FOREIGN = re.compile(
    r"\*[^*\n]{1,300}\*|_[^_\n]{1,300}_|«[^»\n]{0,300}»|“[^”\n]{0,300}”|\"[^\"\n]{0,300}\""
    r"|\[[^\]\n]{0,300}\]|\([^)\n]{0,300}\)|<[^>\n]{0,300}>|https?://\S{1,300}"
)
ADDRESS = re.compile(r"\)\[(?:https?:|www\.|mailto:|\.{0,2}/|#|\S{1,200}\.[a-z]{2,4}\b)")
FORM = ["--quiet", "--color", "never", "--output-format", "json"]
UNSAFE = ("MD018", "MD056")  # these fixes make a title of a line, and drop cells
FRENCH = re.compile(r"[à-öø-ÿœ’]|\b(?:le|la|les|des|du|de|et|une|pour|sur|dans|au|aux|est)\b")


def check_lint(page: Page, site: Site) -> Iterator[Finding]:
    """Return what rumdl and typos say of a page; the first call asks them about all pages."""
    if switch := SWITCH.search(page.text) if page.is_markdown else None:
        what = "This would switch the linter off for the page. Take it out; tell us why."
        yield page.at(switch.start(), "linter-off", what)
    if "lint" not in site.cache:
        site.cache["lint"] = _ask(site)
    yield from site.cache["lint"].get(page.path, ())


def _ask(site: Site) -> dict[str, list[Finding]]:
    """Run both programs. One that is missing or fails must not look like success: it is told."""
    pages = {page.path: page for page in site.markdown if not SWITCH.search(page.text)}
    found: dict[str, list[Finding]] = {path: [] for path in pages}
    settings = ["--config", str(SETTINGS), *pages]
    try:
        faults: dict[str, list[dict[str, Any]]] = {}
        for fault in json.loads(_run(site, "rumdl", "check", "--no-cache", *FORM, *settings)):
            faults.setdefault(fault["file"].replace("\\", "/"), []).append(fault)
        for path, own in faults.items():
            found[path] += _faults(pages[path], own)
        for line in _run(site, "typos", "--format", "json", *settings).splitlines():
            entry = json.loads(line)
            if entry["type"] == "typo" and "line_num" in entry:
                found[entry["path"]] += _typo(pages[entry["path"]], entry)
    except (OSError, ValueError, KeyError, TypeError, subprocess.SubprocessError) as error:
        what = f"A linter did not do its work ({' '.join(str(error).split())[:160]})"
        said = f"{what}. Run `python3 dev.py build`, which installs it."
        found["mkdocs.yml"] = [Finding("mkdocs.yml", 1, 1, "linter-not-run", said)]
    return found


def _run(site: Site, name: str, *options: str) -> str:
    program = shutil.which(name, path=sysconfig.get_path("scripts")) or shutil.which(name)
    if program is None:
        raise OSError(f"{name} is not installed")
    ran = subprocess.run(
        [program, *options], cwd=site.root, capture_output=True, timeout=SECONDS, check=False
    )
    said = ran.stdout.decode("utf-8", "replace")
    if ran.returncode > 2 or ran.returncode and not said.strip():
        raise ValueError(f"{name}: {ran.stderr.decode('utf-8', 'replace') or ran.returncode}")
    return said


def _faults(page: Page, faults: list[dict[str, Any]]) -> Iterator[Finding]:
    """Yield rumdl's findings in our words. A fix mends all faults of one rule at once."""
    fixes: dict[str, set[tuple[int, int, str]]] = {}
    for fault in faults:
        if fix := fault.get("fix"):
            place = (fix["range"]["start"], fix["range"]["end"], fix["replacement"])
            fixes.setdefault(fault["rule"], set()).add(place)
    for fault in faults:
        name, line, column = fault["rule"], fault["line"], fault["column"]
        text = page.lines[line - 1] if line <= len(page.lines) else ""
        before = text[max(0, column - 2) : column - 1]
        good = (
            name == "MD052" and before.isalnum()  # y[i][j] is a program
            or name == "MD011" and not ADDRESS.search(text, column - 1)  # (a)[1] is text
            or name == "MD025" and page.day  # the sections of a day are checked elsewhere
        )  # fmt: skip
        if name not in data("lint") or good:
            continue
        rule, words = data("lint")[name]
        said = words.replace("{}", fault["message"].rstrip("."))
        safe = fault.get("fix") and name not in UNSAFE and before != "("
        fixed = _mended(page, fixes[name]) if safe else None
        yield Finding(page.path, line, column, rule, said, fixed)


def _mended(page: Page, fixes: set[tuple[int, int, str]]) -> str:
    """Return the text of a page with the fixes of one rule, each an exchange of bytes."""
    raw, last = page.raw, len(page.raw) + 1
    for start, end, new in sorted(fixes, reverse=True):
        if end <= last:
            raw, last = raw[:start] + new.encode() + raw[end:], start
    return raw.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _typo(page: Page, entry: dict[str, Any]) -> Iterator[Finding]:
    """Yield a misspelt word of English prose: not in code, titles, sources, other languages."""
    number, word, right = entry["line_num"], entry["typo"], entry["corrections"]
    prose = page.prose[number - 1] if page.body_line < number <= len(page.prose) else ""
    line = FOREIGN.sub(lambda match: " " * len(match[0]), prose)
    match = re.search(rf"\b{re.escape(word)}\b", line)
    if prose.startswith("[^") or not re.fullmatch("[a-z]{3,}", word) or not match:
        return
    if not FRENCH.search(line[max(0, match.start() - 50) : match.end() + 50]):
        old = page.lines[number - 1]
        new = old[: match.start()] + right[0] + old[match.end() :] if len(right) == 1 else None
        fixed = page.with_lines({number: new}) if new is not None else None
        said = f"“{word}” is misspelt. Write {' or '.join(right[:3])}."
        yield page.on(number, "typo", said, fixed, match.start() + 1)
