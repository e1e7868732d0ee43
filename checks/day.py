"""A day: its sections in order, its challenge, what the template says; what is included."""

import ast
import re
import warnings
from collections.abc import Iterator
from contextlib import suppress

from checks.finding import Finding, data, show
from checks.page import Page
from checks.site import Site

TEMPLATE = "docs/days/_template.md"
MARK = re.compile(r"(?m)^[ \t]*# --8<-- \[(start|end):(\w+)\][ \t]*$")
INCLUDE = re.compile(r'[ \t]*--8<-- "challenges/(day_\d{2,4}(?:_solution)?\.py):(\w+)"[ \t]*')
FORBIDDEN = re.compile("__(?!(name|file|main)__$)")
UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError)  # what ast.parse raises
# Lines of the template that a day may keep: headings, boxes, blocks, links, `name: value`, imports.
KEPT = re.compile(r"#|!!!|\?\?\?|```|\w+: \S+$|\[|.*\]\(|from ")


def check_sections(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a day has its sections in the order of words.toml."""
    names, optional = data("words")["sections"], data("words")["optional"]
    if not page.day:
        return
    found: dict[str, int] = {}
    for line, level, words in page.headings if {*names} & {*page.sections} else ():
        if level == 2:
            before = max(map(names.index, found), default=-1)
            if words in names[before + 1 :]:
                found[words] = line
            else:
                yield page.on(line, "sections", show(words), ", ".join(names))
    if missing := [name for name in names if name not in {*found, *page.sections, *optional}]:
        yield page.on(len(page.lines), "sections.missing", ", ".join(missing), ", ".join(names))


def check_template(page: Page, site: Site) -> Iterator[Finding]:
    """Check that no line of a day still says what the template says."""
    template = site.pages.get(TEMPLATE) if page.day else None
    lines = map(str.strip, template.lines[template.body_line :] if template else [])
    model = {line for line in lines if line.count(" ") > 1 and not KEPT.match(line)}
    for number, line in enumerate(map(str.strip, page.lines), 1) if model else ():
        if line in model:
            yield page.on(number, "template-left", show(line))


# --- The challenge --------------------------------------------------------------------------------
def check_includes(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a file includes parts of challenges and nothing else; so none can be missing."""
    text = page.is_markdown or page.kind in ("table", "challenge")
    for number, line in enumerate(page.lines, 1) if text and "-8<" in page.text else ():
        if re.match(r"[ \t]*-+8<", line):
            match = INCLUDE.fullmatch(line) if page.is_markdown else None
            file = site.pages.get(f"docs/challenges/{match[1]}") if match else None
            marks = MARK.findall(file.text) if file else []
            if not match or [kind for kind, name in marks if name == match[2]] != ["start", "end"]:
                yield page.on(number, "include")


def check_challenge(page: Page, site: Site) -> Iterator[Finding]:
    """Check that the page of a day shows the parts of its challenge."""
    if not page.day or "Today's challenge" not in page.sections:
        return
    for part in ("starter", "checks", "solution"):
        file = f"day_{page.day:02}{'_solution' * (part == 'solution')}.py"
        include = f'--8<-- "challenges/{file}:{part}"'
        blocks = [fence for fence in page.fences if f".challenge-{part} " in f"{fence.info} "]
        if [fence.body.strip() for fence in blocks] != [include]:
            line = page.sections.index("Today's challenge") + 1
            yield page.on(blocks[-1].line if blocks else line, "challenge-block", part, include)


def check_program(page: Page, site: Site) -> Iterator[Finding]:
    """Check a program of docs/challenges/: that it is Python and reaches nothing."""
    if page.kind != "challenge":
        return
    try:
        for line, name in _refused(page.text, "exec"):
            modules = ", ".join(data("words")["challenge"]["modules"])
            yield page.on(line, "challenge-code", name, modules)
    except UNREADABLE as problem:
        said = getattr(problem, "msg", "it is nested too deeply")
        yield page.on(getattr(problem, "lineno", 1) or 1, "challenge-syntax", said)


def _refused(program: str, mode: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the name of what reaches the machine that runs it, also in quotes.

    Raises one of UNREADABLE.
    """
    words = data("words")["challenge"]
    modules, refused = {*words["modules"]}, words["refused"].split()
    with warnings.catch_warnings(action="ignore"):
        tree = ast.parse(program, mode=mode)
    for node in ast.walk(tree):
        found: set[str] = set()
        match node:
            case ast.Import(names=names):
                found = {each.name for each in names} - modules
            case ast.ImportFrom(module=module):
                found = {module or "."} - modules
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(name=name):
                found = {name} if name in refused or FORBIDDEN.match(name) else set()
            case ast.Constant(value=str(text)) if "(" in text or "__" in text:
                with suppress(*UNREADABLE):  # the call of a check
                    found = {name for _, name in _refused(text.strip(), "eval")}
        yield from ((getattr(node, "lineno", 1), name) for name in found)
