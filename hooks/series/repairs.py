"""What `--fix` does: it applies the fixes that findings carry, and nothing else, until no finding carries one."""

from __future__ import annotations

import difflib
import os
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from series.findings import Finding, Fix, printable

MOST_ROUNDS = 12  # each round applies one fix to a line; a page needs three or four


def apply(data: bytes, fixes: Iterable[Fix]) -> bytes:
    """Return the bytes of a file with fixes applied, one a line. Line ends and a mark at the start stay as they are.

    A fix whose `old` is not there is left out; so is a second fix for the same line: the next round sees it again.
    """
    asked = sorted(dict.fromkeys(fixes), key=lambda fix: -fix.line)  # from the end, so that the numbers of the lines above stay true
    whole = next((fix for fix in asked if fix.line == 0), None)
    if whole:
        return (whole.new or "").encode("utf-8")
    try:
        lines = re.split(r"(?<=\n)", data.decode("utf-8"))
    except UnicodeDecodeError:
        return data
    mark = "\ufeff" if lines[0].startswith("\ufeff") else ""
    lines[0] = lines[0].removeprefix("\ufeff")
    end = "\r\n" if "\r\n" in lines[0] else "\n"
    done: set[int] = set()
    for fix in asked:
        old = fix.old.split("\n")
        span = range(fix.line - 1, fix.line - 1 + len(old))
        if done & set(span) or [line.rstrip("\r\n") for line in lines[span.start : span.stop]] != old:
            continue
        done |= set(span)
        last = lines[span.stop - 1]
        tail = last[len(last.rstrip("\r\n")) :]
        lines[span.start : span.stop] = [] if fix.new is None else [fix.new.replace("\n", end) + tail]
    return (mark + "".join(lines)).encode("utf-8")


def difference(name: str, before: bytes, after: bytes) -> str:
    """Return a unified diff of two versions of a file."""
    old, new = (data.decode("utf-8", "backslashreplace").splitlines() for data in (before, after))
    return "\n".join(printable(line) for line in difflib.unified_diff(old, new, name, name, lineterm="", n=1))


def repair(root: Path, check: Callable[[], list[Finding]]) -> list[str]:
    """Apply every fix that `check` offers below `root`, again and again until there is none. Returns a diff for each changed file."""
    before: dict[str, bytes] = {}
    for _ in range(MOST_ROUNDS):
        asked: dict[str, list[Fix]] = {}
        for finding in check():
            if finding.fix:
                asked.setdefault(finding.path, []).append(finding.fix)
        changed = False
        for name, fixes in asked.items():
            path = root / name
            if path.is_symlink() or not path.is_file():
                continue
            data = path.read_bytes()
            after = apply(data, fixes)
            if after != data:
                before.setdefault(name, data)
                changed = True
                scratch = path.with_name(path.name + ".part")
                scratch.write_bytes(after)
                shutil.copymode(path, scratch)
                os.replace(scratch, path)  # whole or not at all
        if not changed:
            break
    return [difference(name, data, (root / name).read_bytes()) for name, data in sorted(before.items())]
