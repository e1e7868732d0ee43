"""The linter rumdl over all pages at once: general rules of Markdown, in the words of this site.

Which rules are on is written in pyproject.toml, under [tool.rumdl], so that an editor with rumdl says the same.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from series.findings import Finding

SETTINGS = Path(__file__).resolve().parents[2] / "pyproject.toml"
SECONDS = 20  # it takes a tenth of one for the whole series

# rumdl's rule: our name of it, what was found ({} is rumdl's own message), what to write instead
WORDS = {
    "MD001": ("heading-skipped", "the heading skips a level.", "Write {level}, or put a heading with {level} before it."),
    "MD024": ("heading-twice", "the heading is on this page already.", "Give each part a name of its own."),
    "MD032": ("list-blank-line", "a list with no blank line around it: Markdown would run it together with the text.", "Leave a blank line before and after the list."),
    "MD034": ("bare-address", "a bare address: it would show as text and lead nowhere.", "Write [what it leads to](https://…), or <https://…> in a list of sources."),
    "MD036": ("bold-as-heading", "bold text alone on a line, in the place of a heading.", "Write ### and the words; bold is for words within a sentence."),
    "MD056": ("table-width", "a row of the table is not as wide as its head: {}.", "Give each row the same number of cells; write \\| for the sign itself."),
    "MD058": ("table-blank-line", "a table with no blank line around it: Markdown would not see it.", "Leave a blank line before and after the table."),
    "MD075": ("table-form", "a line of a table with no head and no line of dashes.", "Write | a | b |, then |---|---|, then the rows, with no blank line between."),
    "MD077": ("list-continued", "a paragraph of a list that is not indented far enough: Markdown would end the list.", "Start it with four blanks for each level of the list."),
    "MD092": ("merge-conflict", "the marks of a merge conflict.", "Keep one of the two texts, and take out the lines <<<<<<<, ======= and >>>>>>>."),
}

LINTED = frozenset(rule for rule, _, _ in WORDS.values())


def find_linter() -> Path | None:
    """Return the program that the package rumdl brings, or None."""
    beside = shutil.which("rumdl", path=sysconfig.get_path("scripts"))
    found = beside or shutil.which("rumdl")
    return Path(found) if found else None


def check_with_linter(docs: Path, pages: Iterable[str], program: Path | None = None) -> list[Finding]:
    """Return what rumdl finds. `pages` are paths that start with `docs/`; `program` is where it is, for tests.

    A linter that is missing or broken is a finding too: a check that did not run must not look like one that passed.
    """
    names = list(pages)
    program = program or find_linter()
    if program is None:
        return [_not_run("the linter rumdl is not installed.", "Run `python3 dev.py build`, which installs what requirements.txt names.")]
    if not names:
        return []
    command = [str(program), "check", "--no-cache", "--quiet", "--color", "never", "--output-format", "json", "--config", str(SETTINGS), *names]
    try:
        ran = subprocess.run(command, cwd=docs.parent, capture_output=True, timeout=SECONDS, check=False)
        faults = json.loads(ran.stdout)
        if ran.returncode not in (0, 1) or not isinstance(faults, list):
            raise ValueError(ran.stderr.decode("utf-8", "replace")[:200] or f"status {ran.returncode}")
        return [_finding(fault) for fault in faults if fault["rule"] in WORDS]
    except (OSError, ValueError, KeyError, TypeError, subprocess.TimeoutExpired) as error:
        said = " ".join(str(error).split())[:200]
        return [_not_run(f"the linter rumdl did not do its work: {said}.", "Run `python3 dev.py build` again; if that does not help, install rumdl anew.")]


def _not_run(message: str, hint: str) -> Finding:
    return Finding("requirements.txt", 1, 1, "linter-not-run", message, hint)


def _finding(fault: dict[str, object]) -> Finding:
    rule, message, hint = WORDS[str(fault["rule"])]
    said = str(fault["message"])
    level = re.search(r"Expected heading level (\d)", said)
    return Finding(str(fault["file"]).replace("\\", "/"), int(str(fault["line"])), int(str(fault["column"])), rule,
                   message.replace("{}", said.rstrip(".")), hint.replace("{level}", "#" * int(level[1]) if level else "one # more"))


def without_repeats(found: list[Finding]) -> list[Finding]:
    """Return the findings sorted, without those of the linter that say once more what a rule of ours says better.

    That is the same rule on the same line, and a bare address in a link that is written wrongly.
    """
    kept: dict[tuple[str, int, str], Finding] = {}
    broken = {(finding.path, finding.line) for finding in found if finding.rule.startswith("link-")}
    for finding in sorted(found):
        if finding.rule != "bare-address" or (finding.path, finding.line) not in broken:
            kept.setdefault((finding.path, finding.line, finding.rule if finding.rule in LINTED else str(finding)), finding)
    return list(kept.values())
