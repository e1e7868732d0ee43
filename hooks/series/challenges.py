"""The challenge of a day: one Python file for the page, the tests and the download, and one with the solution."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator
from pathlib import Path

from series.findings import Finding

MARK = re.compile(r"# --8<-- \[(start|end):(\w+)\]")
FENCES = ("starter", "checks", "solution")
MODULES = frozenset({"json", "math"})  # of what the small Python in the page has (challenge-harness.js), what behaves there as in CPython
LACKING: tuple[tuple[type[ast.AST], str], ...] = (  # not in MicroPython, or not alike in all versions of Python
    (ast.JoinedStr, "an f-string"), (ast.Match, "`match`"), (ast.NamedExpr, "`:=`"), (ast.TryStar, "`except*`"), (ast.AsyncFunctionDef, "`async`"))
BUILTINS = frozenset(dir(builtins))


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


def _lacking(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield (line, problem) for each piece of Python that the small Python of the page lacks."""
    for node in ast.walk(tree):
        for kind, words in LACKING:
            if isinstance(node, kind):
                yield getattr(node, "lineno", 1), f"{words} is used."
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or "."]
            for name in sorted(set(names) - MODULES):
                yield node.lineno, f"the module `{name}` is used."
        if isinstance(node, ast.arguments) and node.posonlyargs:
            yield node.posonlyargs[0].lineno, "a `/` in the parameters is used."
        if isinstance(node, (ast.List, ast.Tuple, ast.Set)) and isinstance(node.ctx if not isinstance(node, ast.Set) else ast.Load(), ast.Load):
            if any(isinstance(item, ast.Starred) for item in node.elts):
                yield node.lineno, "a `*` inside a list, tuple or set is used."
        if isinstance(node, ast.Dict) and None in node.keys:
            yield node.lineno, "a `**` inside a dictionary is used."
        if isinstance(node, ast.Slice) and node.step is not None and not (isinstance(node.step, ast.Constant) and node.step.value == 1):
            yield node.step.lineno, "a slice with a step is used."


def _is_value(node: ast.expr) -> bool:
    """Tell whether an expected answer is written out: values, containers of them, and sums or repetitions of those."""
    if isinstance(node, ast.BinOp):
        return _is_value(node.left) and _is_value(node.right)
    if isinstance(node, ast.UnaryOp):
        return _is_value(node.operand)
    if isinstance(node, (ast.List, ast.Tuple, ast.Set)):
        return all(map(_is_value, node.elts))
    if isinstance(node, ast.Dict):
        return all(key is not None and _is_value(key) for key in node.keys) and all(map(_is_value, node.values))
    return isinstance(node, ast.Constant)


def _is_exception(node: ast.expr) -> bool:
    kind = getattr(builtins, node.id, None) if isinstance(node, ast.Name) else None
    return isinstance(kind, type) and issubclass(kind, Exception)


def _check_problems(item: ast.expr, seen: set[str], known: set[str], asked: set[str]) -> Iterator[tuple[int, str]]:
    """Yield (line, problem) for one check. seen: the calls before it; known: names of the file; asked: functions of the starter."""
    if not isinstance(item, ast.Tuple) or len(item.elts) != 3:
        yield item.lineno, "this check is not (call in quotes, expected answer, what it shows)."
        return
    call, expected, why = item.elts
    if not isinstance(call, ast.Constant) or not isinstance(call.value, str):
        yield item.lineno, "this check does not start with a call in quotes."
        return
    try:
        tree = ast.parse(call.value, mode="eval")
    except SyntaxError:
        yield call.lineno, f"the call `{call.value}` is not Python."
        return
    if call.value in seen:
        yield call.lineno, f"the call `{call.value}` is there twice."
    seen.add(call.value)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    own = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    if unknown := sorted(names - own - known - BUILTINS):
        yield call.lineno, f"the call `{call.value}` uses `{unknown[0]}`, which neither `given` nor `starter` defines."
    elif not names & asked:
        yield call.lineno, f"the call `{call.value}` uses no function of the starter, so no answer can fail it."
    if not _is_value(expected) and not _is_exception(expected):
        yield expected.lineno, "the expected answer is neither written out nor the class of an error."
    if not isinstance(why, ast.Constant) or not isinstance(why.value, str) or not why.value.strip():
        yield why.lineno, "the check does not say in words what it shows."


def _checks_problems(tree: ast.Module, parts: dict[str, str]) -> Iterator[tuple[int, str]]:
    """Yield (line of the file, problem) for the list CHECKS of a challenge."""
    body = ast.parse(parts["checks"]).body
    lists = [node for node in tree.body if isinstance(node, ast.Assign) and any(isinstance(name, ast.Name) and name.id == "CHECKS" for name in node.targets)]
    if len(body) != 1 or len(lists) != 1 or not isinstance(lists[0].value, ast.List):
        yield lists[0].lineno if lists else 1, "the part `checks` holds something else than one list CHECKS."
        return
    starter, given = ast.parse(parts.get("starter", "")), ast.parse(parts.get("given", ""))
    asked = {node.name for node in starter.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    helpers = {node.name for node in given.body if isinstance(node, ast.FunctionDef) and asked & {
        name.id for name in ast.walk(node) if isinstance(name, ast.Name)}}  # functions of `given` that call the reader's
    known = asked | {name.id for name in ast.walk(given) if isinstance(name, ast.Name)} | {
        node.name for node in given.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    seen: set[str] = set()
    for item in lists[0].value.elts:
        yield from _check_problems(item, seen, known, asked | helpers)
    if len(lists[0].value.elts) < 5:
        yield lists[0].lineno, "there are fewer than five checks."


def _page_findings(path: str, text: str, number: str) -> Iterator[Finding]:
    """Yield what is wrong with the blocks and the link of a page."""
    for part in FENCES:
        if f".challenge-{part} " not in text and f".challenge-{part}}}" not in text:
            yield Finding(path, 1, 1, "challenge-block", f"the page has no block .challenge-{part}.", "docs/days/_template.md shows the three blocks.")
    for line, row in enumerate(text.splitlines(), 1):
        if (other := re.search(r"challenges/day_(\d+)", row)) and other[1] != number:
            yield Finding(path, line, other.start() + 1, "challenge-day", f"this is the challenge of day {int(other[1])}.", f"Write day_{number}.")
    if f"(../challenges/day_{number}.py)" not in text:
        line = next((line for line, row in enumerate(text.splitlines(), 1) if row.startswith("## Today's challenge")), 1)
        yield Finding(path, line, 1, "challenge-link", "the page has no link to the file of its challenge.",
                      f"Write: At home: download [day_{number}.py](../challenges/day_{number}.py), write your code in it, and run `python day_{number}.py`.")


def _file_findings(file: str, source: str, wanted: tuple[str, ...]) -> Iterator[Finding]:
    """Yield what is wrong with one file of a challenge."""
    try:
        tree = ast.parse(source)
        parts = sections(source)
        for name in parts:
            ast.parse(parts[name])
    except SyntaxError as error:
        yield Finding(file, error.lineno or 1, 1, "challenge-syntax", f"this is not Python: {error.msg}.", "Run the file and mend it.")
        return
    except ValueError as error:  # of `sections`, or a NUL character
        number, _, words = str(error).partition(": ")
        yield Finding(file, int(number) if number.isdigit() else 1, 1, "challenge-marks", words or f"{error}.", "Compare with day_12.py.")
        return
    for line, problem in _lacking(tree):
        yield Finding(file, line, 1, "challenge-small-python", problem, "The small Python in the page lacks it or differs: use `math`, `json` and plain code.")
    for part in wanted:
        if part not in parts:
            yield Finding(file, 1, 1, "challenge-part", f"the part `{part}` is missing.", f"Write # --8<-- [start:{part}] and [end:{part}] around it.")
    if "checks" in parts:
        for line, problem in _checks_problems(tree, parts):
            yield Finding(file, line, 1, "challenge-checks", problem, 'Write ("fed_avg([])", ValueError, "no site at all"), for example.')
    if "starter" in wanted and 'if __name__ == "__main__":' not in source:
        yield Finding(file, len(source.splitlines()), 1, "challenge-end", "the file does not check itself when it is run.", "Copy the end of day_12.py.")


def check_challenge(path: str, text: str, docs: Path) -> list[Finding]:
    """Return what is wrong with the challenge of one day. `path` is the page, `text` its text, `docs` the folder of pages."""
    number = path[len("docs/days/day-") :][:2]
    name = f"docs/challenges/day_{number}.py"
    found = list(_page_findings(path, text, number))
    for file, wanted in ((name, ("starter", "checks")), (f"docs/challenges/day_{number}_solution.py", ("solution",))):
        place = docs.parent / file
        if not place.is_file():
            found.append(Finding(file, 1, 1, "challenge-file", "the file is missing.", f"Write it after the model of {name.replace(number, '12')}."))
            continue
        try:
            source = place.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            found.append(Finding(file, 1, 1, "challenge-encoding", f"this is not UTF-8 text (byte {error.start}).", "Save the file as UTF-8."))
            continue
        found += _file_findings(file, source, wanted)
    return found
