"""A day: its sections in order, its questions, its challenge, and the template; the glossary.

The two programs of a challenge are read here and never run.
"""

import ast
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress
from typing import cast

from checks.finding import Finding, data, show
from checks.page import NUMBER, TEMPLATE, Page
from checks.site import Site
from hooks.glossary import read_glossary
from hooks.quiz import read_quiz

FILE = re.compile(rf"docs/challenges/day_{NUMBER}(_solution)?\.py")
MARK = re.compile(r"(?m)^[ \t]*# --8<-- \[(start|end):(\w+)\][ \t]*$")
INCLUDE = re.compile(r'[ \t]*--8<-- "challenges/(day_\d{2,4}(?:_solution)?\.py):(\w+)"[ \t]*')
OWN = ("__name__", "__file__", "__main__")
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)  # what ast.parse raises
# Lines of the template that a day may keep: headings, boxes, links, `name: value`.
KEPT = re.compile(r"#|!!!|\?\?\?|\w+: \S+$|\[|.*\]\(")


def check_sections(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a day has its sections in the order of words.toml."""
    names, optional = data("words")["sections"], data("words")["optional"]
    if not page.day:
        return
    found: dict[str, int] = {}
    for heading in page.headings if {*names} & {*page.sections} else ():
        if heading.level == 2:
            before = max(map(names.index, found), default=-1)
            if heading.words in names[before + 1 :]:
                found[heading.words] = heading.line
                continue
            said = f"{show(heading.words)} is not a section, stands above already, or comes late"
            said = f"{said}. In this order they are: {', '.join(names)}. Inside one write ###."
            yield page.on(heading.line, "sections", said)
    if missing := [name for name in names if name not in {*found, *page.sections, *optional}]:
        later = [found[name] for name in names[names.index(missing[0]) :] if name in found]
        said = f"Before this line, or at the end, are missing: {', '.join(missing)}. Write ## and"
        yield page.on(min(later, default=len(page.lines)), "sections", f"{said} the name.")


def check_quiz(page: Page, site: Site) -> Iterator[Finding]:
    """Check each quiz block by the code that draws it; a day has one or more."""
    blocks = [fence for fence in page.fences if fence.language == "quiz"]
    for fence in blocks:
        for number, message in read_quiz(fence.body)[1]:
            yield page.on(fence.line + number, "quiz", message)
    if page.day and not blocks and "Check yourself" in page.sections:
        number = page.sections.index("Check yourself") + 1
        yield page.on(number, "quiz", "There is no question here. Write a block: ``` quiz")


def check_terms(page: Page, site: Site) -> Iterator[Finding]:
    """Check the glossary by the code that links it."""
    if page.path == "docs/glossary.md":
        for at, message in read_glossary(page.text)[1]:
            yield page.on(at, "glossary", message)


def check_template(page: Page, site: Site) -> Iterator[Finding]:
    """Check that no prose, chart or question of a day still says what the template says."""
    template = site.pages.get(TEMPLATE) or Page("")
    model = {line.strip() for line in template.lines[template.body_line :] if line.count(" ") > 1}
    blocks = [fence for fence in page.fences if fence.language in ("chart", "quiz")]
    own = {number for fence in blocks for number in range(fence.line, fence.last)}
    for number, line in enumerate(page.lines, 1) if page.day else ():
        words = line.strip()
        if words in model and (number in own or page.prose[number - 1] == line):
            if not KEPT.match(words):
                said = f"{show(words)} still stands here as in the template. Write your own words."
                yield page.on(number, "template-left", said)


# --- The challenge --------------------------------------------------------------------------------
def check_includes(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a file includes parts of challenges and nothing else; so none can be missing."""
    text = page.path.startswith("docs/") and page.path.endswith((".md", ".py", ".csv"))
    for number, line in enumerate(page.lines, 1) if text else ():
        if re.match(r"[ \t]*-+8<", line):
            match = INCLUDE.fullmatch(line) if page.is_markdown else None
            file = site.pages.get(f"docs/challenges/{match[1]}") if match else None
            marks = MARK.findall(file.text) if file else []
            if not match or [kind for kind, name in marks if name == match[2]] != ["start", "end"]:
                said = 'Only a line like --8<-- "challenges/day_NN.py:starter" can include, and the'
                said = (
                    f"{said} file has one # --8<-- [start:starter] and one # --8<-- [end:starter]."
                )
                yield Finding(page.path, number, 1, "include", said, stopping=True)


def check_challenge(page: Page, site: Site) -> Iterator[Finding]:
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


def check_program(page: Page, site: Site) -> Iterator[Finding]:
    """Check a program of docs/challenges/: that it is Python, reaches nothing, and has checks."""
    file = FILE.fullmatch(page.path)
    if not file:
        return
    try:
        tree = _parse(page.text)
    except UNREADABLE as problem:
        said = f"Python cannot read this ({getattr(problem, 'msg', 'it is nested too deeply')})"
        line = getattr(problem, "lineno", 1) or 1
        yield page.on(line, "challenge-syntax", f"{said}. Run the file, and mend what it names.")
        return
    for line, said in _refused(tree):
        yield page.on(line, "challenge-code", f"{said} Write plain Python.")
    lists = [node for node in tree.body if isinstance(node, ast.Assign)]
    named = [node for node in lists if ast.unparse(node).startswith("CHECKS = [")]
    items = getattr(getattr(named[0], "value", None), "elts", []) if len(named) == 1 else []
    odd = [item.lineno for item in items if len(getattr(item, "elts", [])) != 3]
    if not file[2] and (len(items) < 5 or odd):
        line = (odd or [node.lineno for node in named] or [1])[0]
        form = 'CHECKS = [("function([1, 2])", 3, "what it shows"), …], five or more'
        yield page.on(line, "challenge-checks", f"The list of checks has this form: {form}.")


def _parse(text: str, mode: str = "exec") -> ast.Module:
    """Return the syntax tree of a program, or of an expression. Raises one of UNREADABLE."""
    with warnings.catch_warnings(action="ignore"):
        return cast(ast.Module, ast.parse(text, mode=mode))


def _refused(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield what reaches the machine that runs it, also in quotes, with its line."""
    words = data("words")["challenge"]
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 1)
        name = str(getattr(node, "id", getattr(node, "attr", "")))
        aliases = [each for each in getattr(node, "names", ()) if isinstance(each, ast.alias)]
        modules = {alias.name for alias in aliases}
        if isinstance(node, ast.ImportFrom):
            modules = {node.module or "."}
        if other := modules - {*words["modules"]}:
            said = f"A challenge may import {', '.join(words['modules'])}, not `{min(other)}`"
            yield line, f"{said}: it must run in the page."
        if name in words["refused"].split() or name[:2] == "__" and name not in OWN:
            yield line, f"`{name}` could reach the machine that runs it."
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            with suppress(*UNREADABLE):
                inside = _parse(node.value.strip(), "eval")  # the call of a check
                yield from ((line, said) for _, said in _refused(inside))
