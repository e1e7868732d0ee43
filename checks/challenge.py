"""The challenge of a day: the blocks on its page, and its two programs, read and never run."""

import ast
import re
import warnings
from collections.abc import Iterator
from typing import cast

from checks.finding import Finding, data
from checks.page import NUMBER, Page
from checks.site import Site

FILE = re.compile(rf"docs/challenges/day_{NUMBER}(_solution)?\.py")
MARK = re.compile(r"(?m)^[ \t]*# --8<-- \[(start|end):(\w+)\][ \t]*$")
INCLUDE = re.compile(r'[ \t]*--8<-- "challenges/(day_\d{2,4}(?:_solution)?\.py):(\w+)"[ \t]*')
OWN = ("__name__", "__file__", "__main__")
FORM = 'CHECKS = [("function([1, 2])", 3, "what it shows"), …], five or more'


def check_page(page: Page, site: Site) -> Iterator[Finding]:
    """Check that the page of a day shows the parts of its challenge."""
    if not page.day or "Today's challenge" not in page.sections:
        return
    for part in ("starter", "checks", "solution"):
        file = f"day_{page.day:02}{'_solution' * (part == 'solution')}.py"
        include = f'--8<-- "challenges/{file}:{part}"'
        blocks = [fence for fence in page.fences if f".challenge-{part} " in f"{fence.info} "]
        if [fence.body.strip() for fence in blocks] != [include]:
            said = f"The challenge needs one block for its {part}. Write:"
            said = f"{said} ``` {{ .python .challenge-{part} }} with the line {include}"
            line = page.sections.index("Today's challenge") + 1
            yield page.on(blocks[-1].line if blocks else line, "challenge-block", said)


def check_includes(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a file includes parts of challenges and nothing else; so none can be missing."""
    if not page.path.startswith("docs/") or not page.path.endswith((".md", ".py", ".csv")):
        return
    for number, line in enumerate(page.lines, 1):
        if re.match(r"[ \t]*-+8<", line):
            match = INCLUDE.fullmatch(line) if page.is_markdown else None
            said = 'The only form of an include is: --8<-- "challenges/day_NN.py:starter"'
            if match:
                file = site.pages.get(f"docs/challenges/{match[1]}") or Page("")
                marks = [kind for kind, name in MARK.findall(file.text) if name == match[2]]
                if marks == ["start", "end"]:
                    continue
                said = f"There is no docs/challenges/{match[1]} with the part `{match[2]}`"
                said = (
                    f"{said} between its marks [start:{match[2]}] and [end:{match[2]}]. Write it."
                )
            yield Finding(page.path, number, 1, "include", said, stopping=True)


def check_challenge(page: Page, site: Site) -> Iterator[Finding]:
    """Check a program of docs/challenges/, which is read here and never run."""
    file = FILE.fullmatch(page.path)
    if not file:
        return
    tree = _parse(page.text)
    if isinstance(tree, tuple):
        said = f"Python cannot read this ({tree[1]}). Run the file, and mend what Python names."
        yield page.on(tree[0], "challenge-syntax", said)
        return
    for line, said in _refused(tree):
        yield page.on(line, "challenge-code", said)
    for line, said in () if file[2] else _wrong_checks(tree):
        yield page.on(line, "challenge-checks", said)


def _wrong_checks(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Say when the list CHECKS has no five checks of three parts. The tests run them."""
    lists = [node for node in tree.body if isinstance(node, ast.Assign)]
    named = [node for node in lists if ast.unparse(node).startswith("CHECKS = [")]
    items = getattr(getattr(named[0], "value", None), "elts", []) if len(named) == 1 else []
    odd = [item.lineno for item in items if len(getattr(item, "elts", [])) != 3]
    if len(items) < 5 or odd:
        line = (odd or [each.lineno for each in named] or [1])[0]
        yield line, f"The checks are no list of (call in quotes, answer, words). Write {FORM}."


def _parse(text: str, mode: str = "exec") -> ast.Module | tuple[int, str]:
    """Return the syntax tree of a program or an expression, or a line and what is wrong there."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return cast(ast.Module, ast.parse(text, mode=mode))
    except SyntaxError as problem:
        return problem.lineno or 1, problem.msg
    except (ValueError, RecursionError, MemoryError) as problem:
        return 1, str(problem) or "it is nested too deeply"


def _refused(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what reaches the machine that runs it, also in quotes, with its line."""
    words = data("words")["challenge"]
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 1)
        name = str(getattr(node, "id", getattr(node, "attr", "")))
        modules = {
            alias.name for alias in getattr(node, "names", ()) if isinstance(alias, ast.alias)
        }
        if isinstance(node, ast.ImportFrom):
            modules = {node.module or "."}
        if other := modules - {*words["modules"]}:
            said = f"A challenge may import {', '.join(words['modules'])}, not `{min(other)}`"
            yield line, f"{said}: it must run in the page. Write plain Python."
        if name in words["refused"] or name[:2] == "__" and name not in OWN:
            yield line, f"`{name}` could reach the machine that runs it. Write plain Python."
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            inside = _parse(node.value.strip(), "eval")  # the call of a check
            if not isinstance(inside, tuple):
                yield from ((line, said) for _, said in _refused(inside))
