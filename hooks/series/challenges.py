"""The challenge of a day: one Python file for the page, the tests and the download, and one with the solution."""

from __future__ import annotations

import re

MARK = re.compile(r"# --8<-- \[(start|end):(\w+)\]")


def sections(source: str) -> dict[str, str]:
    """Return the marked parts of a challenge file: given, starter, checks or solution. Raises ValueError with a line."""
    parts: dict[str, list[str]] = {}
    name = ""
    for number, line in enumerate(source.splitlines(), 1):
        mark = MARK.fullmatch(line.strip())
        if mark and mark[1] == "start":
            if name or mark[2] in parts:
                raise ValueError(f"{number}: the part `{mark[2]}` starts inside another one, or a second time.")
            name, parts[mark[2]] = mark[2], []
        elif mark:
            if mark[2] != name:
                raise ValueError(f"{number}: the part `{mark[2]}` ends here, but it is not open.")
            name = ""
        elif name:
            parts[name].append(line)
    if name:
        raise ValueError(f"1: the part `{name}` is never closed.")
    return {key: "\n".join(lines) for key, lines in parts.items()}


def program(source: str, answer: str) -> str:
    """Return a whole program: what is given, somebody's answer, and the checks."""
    parts = sections(source)
    return "\n\n".join([parts.get("given", ""), answer, parts["checks"]])
