"""The challenge of a day: one Python file for the page, the tests and the download, and one with the solution."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from series.findings import Finding

MARK = re.compile(r"# --8<-- \[(start|end):(\w+)\]")
FENCES = ("starter", "checks", "solution")


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


def _checks_problem(source: str) -> str | None:
    """Return what is wrong with the list CHECKS, or None."""
    body = ast.parse(source).body
    if len(body) != 1 or not isinstance(body[0], ast.Assign) or not isinstance(body[0].value, ast.List):
        return "the part `checks` holds something else than one list CHECKS."
    for item in body[0].value.elts:
        if not isinstance(item, ast.Tuple) or len(item.elts) != 3:
            return f"line {item.lineno} of the checks is not (call, expected answer, what it shows)."
        call = item.elts[0]
        if not isinstance(call, ast.Constant) or not isinstance(call.value, str):
            return f"line {item.lineno} of the checks does not start with a call in quotes."
        ast.parse(call.value, mode="eval")
    return None if len(body[0].value.elts) >= 5 else "there are fewer than five checks."


def check_challenge(path: str, text: str, docs: Path) -> list[Finding]:
    """Return what is wrong with the challenge of one day. `path` is the page, `text` its text, `docs` the folder of pages."""
    number = path[len("docs/days/day-") :][:2]
    name = f"docs/challenges/day_{number}.py"
    found = [
        Finding(path, 1, 1, "challenge-block", f"the page has no block .challenge-{part}.", "docs/days/_template.md shows the three blocks.")
        for part in FENCES if f".challenge-{part} " not in text and f".challenge-{part}}}" not in text
    ]
    for file, wanted in ((name, ("starter", "checks")), (f"docs/challenges/day_{number}_solution.py", ("solution",))):
        place = docs.parent / file
        if not place.is_file():
            found.append(Finding(file, 1, 1, "challenge-file", "the file is missing.", f"Write it after the model of {name.replace(number, '12')}."))
            continue
        source = place.read_text(encoding="utf-8")
        try:
            ast.parse(source)
            parts = sections(source)
            problem = _checks_problem(parts["checks"]) if "checks" in parts else None
        except SyntaxError as error:
            found.append(Finding(file, error.lineno or 1, 1, "challenge-syntax", f"this is not Python: {error.msg}.", "Run the file and mend it."))
            continue
        except ValueError as error:
            line, _, words = str(error).partition(": ")
            found.append(Finding(file, int(line) if line.isdigit() else 1, 1, "challenge-marks", words or str(error), "Compare with day_12.py."))
            continue
        if problem:
            found.append(Finding(file, 1, 1, "challenge-checks", problem, 'Write ("fed_avg([])", ValueError, "no site at all"), for example.'))
        found += [Finding(file, 1, 1, "challenge-part", f"the part `{part}` is missing.", f"Write # --8<-- [start:{part}] and [end:{part}] around it.")
                  for part in wanted if part not in parts]
    return found
