"""Lines such as `--8<-- "challenges/day_05.py:starter"`, which put a part of a file into a page.

The syntax is that of pymdownx.snippets: one line with the name in quotes, or a block of names between two marks. That
extension ends in a traceback when a file is missing, leaves out in silence what includes itself, and prints as text what it cannot read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from series.files import nearest
from series.findings import Finding, Fix, show

INCLUDE = re.compile(r"[ \t]*(?P<escape>;*)(?:-+8<-+[ \t]+(?P<quoted>\"(?:\\\"|[^\"\n])+\"|'(?:\\'|[^'\n])+')|(?P<block>-+8<-+))")
SECTION = re.compile(r"(?i)(?<![;-])(?P<escape>;*)-+8<-+[ \t]+\[[ \t]*(?P<type>start|end)[ \t]*:[ \t]*(?P<name>[a-z][-_0-9a-z]*)[ \t]*\]")
TARGET = re.compile(r"(?P<file>[^:]*)(?::(?P<section>[A-Za-z][-_0-9A-Za-z]*)|:(?P<lines>[-0-9:,]*))?")
ALMOST = re.compile(r"(?<![;\w-])-+[ \t]*8<[ \t]*-+(?!-)|(?<![;\w-])-+8<(?=[ \t]*[\"'])")
INCLUDABLE = re.compile(r"docs/(challenges/[^/]+\.py|data/[^/]+\.csv)")
EXAMPLE = 'Write, for example, --8<-- "challenges/day_05.py:starter".'
MOST = 60  # includes on a page


@dataclass(frozen=True)
class Include:
    """One name in a page. `line` and `column` are where it stands."""

    line: int
    column: int
    target: str


def includes(path: str, text: str) -> tuple[list[Include], list[Finding]]:
    """Return what a text includes, and what only looks like an include. Linear in the length of the text."""
    asked: list[Include] = []
    found: list[Finding] = []
    block = 0
    for number, line in enumerate(text.split("\n"), 1):
        if "8<" not in line and not block:
            continue
        match = INCLUDE.fullmatch(line)
        if match and match["escape"]:
            continue
        if match and match["block"]:
            block = 0 if block else number
        elif match and not block:
            if not (name := match["quoted"][1:-1].strip()).startswith(";"):
                asked.append(Include(number, match.start("quoted") + 1, name))
        elif block and match is None:
            name = line.strip()
            if name and not name.startswith(";"):
                asked.append(Include(number, len(line) - len(line.lstrip()) + 1, name))
        elif not block and not SECTION.search(line) and (almost := ALMOST.search(line)) and not _in_code(line, almost.start()):
            new = re.sub(r"""^(\s*)-{1,9}[ \t]*8<[ \t]*-{1,9}(?!-)[ \t]*["']?([\w./-]+(?::[\w:,-]+)?)["']?[ \t]*$""", r'\1--8<-- "\2"', line)
            fix = Fix(number, line, new) if new != line else None
            found.append(Finding(path, number, almost.start() + 1, "include-not-read", f"this looks like an include and would be shown as text: {show(line.strip())}.",
                                 f"Let it stand alone on its line, the name in quotes. {EXAMPLE}", fix))
    if block:
        found.append(Finding(path, block, 1, "include-block", "this include block is never closed: the rest of the page is taken for file names.", "Write --8<-- on a line of its own after the last name."))
    return asked, found


def _in_code(line: str, at: int) -> bool:
    return line[:at].count("`") % 2 == 1


def sections_of(text: str) -> set[str]:
    """Return the names of the sections that a file marks."""
    return {match["name"] for line in text.split("\n") if "8<" in line and (match := SECTION.search(line)) and match["type"].lower() == "start" and not match["escape"]}


def check_target(path: str, include: Include, names: Iterable[str], unsafe: frozenset[str], read: Callable[[str], str | None]) -> Finding | None:
    """Return what is wrong with one include, or None.

    names: the sound files below docs/, as `docs/…`. unsafe: symbolic links and the like. read: gives the text of a sound file.
    """

    def outside(message: str, hint: str) -> Finding:
        return Finding(path, include.line, include.column, "include-outside", message, hint)

    target = TARGET.fullmatch(include.target)
    if re.match(r"(?i)[a-z][a-z0-9+.-]*://|//", include.target):
        return outside(f"{show(include.target)} is an address: a page includes files of docs/ only.", f"Save the file in docs/challenges/ or docs/data/. {EXAMPLE}")
    if include.target.startswith(("/", "\\", "~")) or "\\" in include.target or re.match(r"[A-Za-z]:", include.target):
        return outside(f"{show(include.target)} is a path on one computer.", f"Write it as seen from docs/. {EXAMPLE}")
    if target is None or not target["file"].strip():
        return Finding(path, include.line, include.column, "include-missing", f"{show(include.target)} names no file.", EXAMPLE)
    file = target["file"].strip()
    if ".." in file.split("/"):
        return outside(f"{show(file)} leads out of the folder.", f"Write it as seen from docs/, without `..`. {EXAMPLE}")
    name = "docs/" + "/".join(part for part in file.split("/") if part not in ("", "."))
    if any(name == bad or name.startswith(bad + "/") for bad in unsafe):
        return outside(f"{show(file)} is, or leads through, a symbolic link.", "Put the file itself there.")
    known = sorted(names)
    if name == path:
        return Finding(path, include.line, include.column, "include-itself", "the file includes itself.", f"Take the line out. {EXAMPLE}")
    if name not in known:
        hint = nearest(name, (known_name for known_name in known if INCLUDABLE.fullmatch(known_name))).replace("docs/", "")
        return Finding(path, include.line, include.column, "include-missing", f"there is no file docs/{show(file)[1:-1]}.", f"{hint} {EXAMPLE}".strip())
    if not INCLUDABLE.fullmatch(name):
        return Finding(path, include.line, include.column, "include-type", f"{show(file)} is no challenge and no table: a page that is included shows its front matter as text.",
                       "Link to the page instead, or include a file of docs/challenges/ or docs/data/.")
    text = read(name)
    if text is None:
        return Finding(path, include.line, include.column, "include-missing", f"{show(file)} cannot be read.", "Mend that file first.")
    if target["section"]:
        parts = sections_of(text)
        if target["section"] not in parts:
            return Finding(path, include.line, include.column, "include-section", f"{name} has no part `{target['section']}`.",
                           f"Its parts are {', '.join(sorted(parts))}." if parts else "Mark it there with # --8<-- [start:name] and # --8<-- [end:name].")
    if target["lines"] is not None:
        count = text.count("\n") + 1
        spans = [span.split(":") for span in target["lines"].split(",")]
        fine = all(len(span) <= 2 and all(re.fullmatch(r"-?\d{1,5}|", end) for end in span) and any(span) and abs(int(span[0] or 1)) <= count for span in spans)
        if not fine:
            return Finding(path, include.line, include.column, "include-lines", f"{show(target['lines'])} are no lines of {name}, which has {count}.", "Write `:first:last`, for example challenges/day_05.py:3:12.")
    return None


def check_includes(path: str, text: str, names: Mapping[str, object], unsafe: frozenset[str], read: Callable[[str], str | None]) -> list[Finding]:
    """Return what is wrong with the includes of one page, table or challenge."""
    asked, found = includes(path, text)
    if len(asked) > MOST:
        found.append(Finding(path, asked[MOST].line, 1, "include-many", f"the file includes {len(asked)} others.", f"Keep it to {MOST}."))
    if asked and INCLUDABLE.fullmatch(path):
        found.append(Finding(path, asked[0].line, asked[0].column, "include-nested", "a file that pages include has an include itself: that can go in a circle.", "Write the text here, and include both files in the page."))
    return found + [fault for include in asked[:MOST] if (fault := check_target(path, include, names, unsafe, read))]
