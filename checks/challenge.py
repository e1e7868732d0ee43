"""The challenge of a day: the blocks on its page, and its two programs, read and never run."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

from checks.finding import Finding, data, show
from checks.page import CHALLENGE, Page, parse_python
from checks.site import Site

MARK = re.compile(r"\s*# --8<-- \[(start|end):(\w+)\]\s*")
INCLUDE = re.compile(r'[ \t]*--8<-- "challenges/(day_\d{2,4}(?:_solution)?\.py):(\w+)"[ \t]*')
END = 'if __name__ == "__main__":\n    from check import run\n    raise SystemExit(run(__file__))'
LARGEST_POWER = 1000  # 10**10**8 would keep a test, or a reader's page, busy for hours


def check_page(page: Page, site: Site) -> Iterator[Finding]:
    """Check the includes of a page; on a day's page, the blocks and the link of its challenge."""
    yield from _check_includes(page, site)
    if not page.day or "Today's challenge" not in page.sections:
        return
    line, name = page.sections.index("Today's challenge") + 1, f"day_{page.day:02}"
    yield from _check_blocks(page, line, name)
    inside = (at for at, own in enumerate(page.sections) if own == "Today's challenge")
    if not any(re.match(r"\s*\?\?\?\+? tip\b", page.prose[at]) for at in inside):
        said = 'The challenge has no hint. Write a folded box: ??? tip "A hint"'
        yield page.on(line, "challenge-block", said)
    if f"(../challenges/{name}.py)" not in page.text:
        said = f"Link to the file of the challenge: [{name}.py](../challenges/{name}.py)"
        yield page.on(line, "challenge-link", said)
    for number, text in enumerate(page.lines, 1):
        other = re.search(r"challenges/day_0*(\d{1,4})(?:_solution)?\.py", text)
        if other and int(other[1]) != page.day:
            said = f"This is the challenge of day {other[1]}. Write {name} here."
            yield page.on(number, "challenge-day", said, column=other.start() + 1)


def _check_blocks(page: Page, line: int, name: str) -> Iterator[Finding]:
    """Check that the starter, the checks and the solution of this day stand on its page, once."""
    for part in ("starter", "checks", "solution"):
        file = f"{name}_solution.py" if part == "solution" else f"{name}.py"
        include = f'--8<-- "challenges/{file}:{part}"'
        blocks = [fence for fence in page.fences if f"challenge-{part}" in fence.classes]
        if len(blocks) != 1:
            said = f"The challenge needs one block for its {part}, and has {len(blocks)}. Write:"
            said = f"{said} ``` {{ .python .challenge-{part} }} with the line {include}"
            yield page.on(blocks[1].line if blocks else line, "challenge-block", said)
        elif blocks[0].body.strip() != include:
            said = f"This block shows something else than this day's {part}. Write: {include}"
            yield page.on(blocks[0].line, "challenge-block", said)


def _check_includes(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a file includes parts of challenges and nothing else; so none can be missing."""
    if not page.path.startswith("docs/") or not page.path.endswith((".md", ".py", ".csv")):
        return
    for number, line in enumerate(page.lines, 1):
        if not re.match(r"[ \t]*-+8<", line) or MARK.fullmatch(line):
            continue
        match = INCLUDE.fullmatch(line)
        file = site.pages.get(f"docs/challenges/{match[1]}") if match else None
        said = 'The only form of an include is: --8<-- "challenges/day_NN.py:starter"'
        if match and file and page.is_markdown:
            marks = [found[0] for found in map(MARK.fullmatch, file.lines) if found]
            if all(f"[{word}:{match[2]}]" in " ".join(marks) for word in ("start", "end")):
                continue
            said = f"{match[1]} has no part `{match[2]}` between its marks [start:…] and [end:…]."
        elif match and page.is_markdown:
            said = f"There is no file docs/challenges/{match[1]}. Correct the name, or write it."
        yield Finding(page.path, number, 1, "include", said, stopping=True)


def check_challenge(page: Page, site: Site) -> Iterator[Finding]:
    """Check a program of docs/challenges/, which is read here and never run."""
    file = CHALLENGE.fullmatch(page.path)
    if not file:
        return
    tree = parse_python(page.text)
    if not isinstance(tree, ast.Module):
        line, problem = tree if isinstance(tree, tuple) else (1, "an expression")
        said = f"Python cannot read this ({problem}). Run the file, and mend what Python names."
        yield page.on(line, "challenge-syntax", said)
        return
    parts, troubles = _parts(page)
    wanted = ["solution"] if file[2] else ["starter", "checks"]
    for line, said in troubles:
        yield page.on(line, "challenge-part", said)
    for name in wanted if not troubles else ():
        if name not in parts:
            said = f"Write `# --8<-- [start:{name}]` before the {name}, [end:{name}] after it."
            yield page.on(1, "challenge-part", said)
    for line, said in _refused(tree):
        yield page.on(line, "challenge-code", said)
    if file[2]:
        return
    for line, said in _check_list(tree, parts):
        yield page.on(line, "challenge-checks", said)
    last = tree.body[-1] if tree.body else None
    if last is None or ast.unparse(last).replace("'", '"') != END:
        said = "The file does not check itself when it is run. Let it end in"
        yield page.on(len(page.lines), "challenge-end", f"{said}: {END}")


def _parts(page: Page) -> tuple[dict[str, range], list[tuple[int, str]]]:
    """Return the lines of each marked part, and marks that do not come in pairs."""
    parts: dict[str, range] = {}
    troubles: list[tuple[int, str]] = []
    name, start = "", 0
    for number, line in enumerate(page.lines, 1):
        mark = MARK.fullmatch(line)
        if not mark:
            continue
        if mark[1] == "start":
            if name or mark[2] in parts:
                troubles.append(
                    (number, f"`{mark[2]}` starts in another part, or again. End it first.")
                )
            name, start = mark[2], number
        elif mark[2] != name:
            troubles.append(
                (number, f"`{mark[2]}` ends here and was not started. Write [start:…].")
            )
        else:
            parts[name], name = range(start, number), ""
    if name:
        troubles.append(
            (start, f"The part `{name}` is never ended. Write `# --8<-- [end:{name}]`.")
        )
    return parts, troubles


def _refused(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what reaches the machine, or would run for ever, with its line."""
    words = data("words")["challenge"]
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 1)
        name = getattr(node, "id", getattr(node, "attr", ""))
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names]
            names = [node.module or "."] if isinstance(node, ast.ImportFrom) else names
            for each in sorted(set(names) - set(words["modules"])):
                said = f"A challenge may import {', '.join(words['modules'])}, not `{each}`"
                yield line, f"{said}: it must run in the page. Write plain Python."
        elif name in words["refused"] or (
            isinstance(node, ast.Attribute) and name.startswith("__") and name != "__name__"
        ):
            yield line, f"`{name}` could reach the machine that runs it. Write plain Python."
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow) and _is_huge(node.right):
            yield line, "This power would be computed for hours. Write a smaller number."
    for node in tree.body if isinstance(tree, ast.Module) else ():
        if isinstance(node, (ast.While, ast.For, ast.With, ast.Try)):
            said = "A loop outside a function runs when the file is read. Put it into a function."
            yield node.lineno, said


def _is_huge(node: ast.expr) -> bool:
    """Tell whether an exponent that is written out is too large."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, (int, float)) and node.value > LARGEST_POWER
    parts = [child for child in ast.walk(node) if isinstance(child, (ast.Name, ast.Call))]
    return not parts and isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Pow, ast.LShift))


def _check_list(tree: ast.Module, parts: dict[str, range]) -> Iterator[tuple[int, str]]:
    """Yield what is wrong with the list CHECKS."""
    lists = [
        node
        for node in tree.body
        if isinstance(node, ast.Assign)
        and [ast.unparse(name) for name in node.targets] == ["CHECKS"]
    ]
    if len(lists) != 1 or not isinstance(lists[0].value, ast.List):
        yield (
            (lists[0].lineno if lists else 1),
            "Write one list, CHECKS = [(call, answer, why), …].",
        )
        return
    items = lists[0].value.elts
    if len(items) < 5:
        yield lists[0].lineno, f"There are {len(items)} checks. Write five or more."
    asked = _asked(tree, parts)
    seen: set[str] = set()
    for item in items:
        if said := _check_item(item, seen, asked):
            yield item.lineno, said


def _asked(tree: ast.Module, parts: dict[str, range]) -> set[str]:
    """Return the functions of the starter, and those that call one: what a check can test."""
    made = [node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]
    asked = {node.name for node in made if node.lineno in parts.get("starter", ())}
    for node in made:
        if any(isinstance(name, ast.Name) and name.id in asked for name in ast.walk(node)):
            asked.add(node.name)
    return asked


def _check_item(item: ast.expr, seen: set[str], asked: set[str]) -> str:
    """Say what is wrong with one check, or nothing."""
    form = 'Write: ("function([1, 2])", 3, "what it shows"),'
    if not isinstance(item, ast.Tuple) or len(item.elts) != 3:
        return f"A check is a call in quotes, the answer, and what it shows. {form}"
    call, answer, why = item.elts
    if not isinstance(call, ast.Constant) or not isinstance(call.value, str):
        return f"A check starts with a call in quotes. {form}"
    tree = parse_python(call.value, "eval")
    if isinstance(tree, tuple):
        return f"Python cannot read the call {show(call.value)}. Correct it."
    if call.value in seen:
        return f"The call {show(call.value)} is checked twice. Take one of the two out."
    seen.add(call.value)
    if refused := next(_refused(tree), None):
        return refused[1]
    if not {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} & asked:
        return "This check never calls the reader's function, so it always passes. Call it."
    if not _is_value(answer):
        return "The answer is not written out. Write a value, or an exception such as ValueError."
    written = isinstance(why, ast.Constant) and str(why.value).strip()
    return "" if written else f"Say in words what the check shows. {form}"


def _is_value(node: ast.expr) -> bool:
    """Tell whether an answer is written out: values, what is made of them, or an exception."""
    if isinstance(node, ast.Name):
        kind = getattr(builtins, node.id, None)
        return isinstance(kind, type) and issubclass(kind, Exception)
    allowed = (ast.Constant, ast.List, ast.Tuple, ast.Set, ast.Dict, ast.BinOp, ast.UnaryOp)
    ignored = (ast.expr_context, ast.operator, ast.unaryop)
    return all(isinstance(child, allowed + ignored) for child in ast.walk(node))
