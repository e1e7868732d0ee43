"""What is drawn: quizzes, charts with their tables, the glossary, each read by what draws it."""

import csv
import io
import re
from collections.abc import Iterator

from checks.finding import Finding
from checks.page import Fence, Page
from checks.site import Site
from hooks import charts
from hooks.glossary import read_glossary
from hooks.quiz import read_quiz

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")


def check_blocks(page: Page, site: Site) -> Iterator[Finding]:
    """Check the quizzes and charts of a page, and the glossary."""
    for number, message in read_glossary(page.text)[1] if page.path == "docs/glossary.md" else ():
        yield page.on(number, "glossary", message)
    for fence in page.fences:
        if fence.language == "quiz" and fence.closed:
            for number, message in read_quiz(fence.body)[1]:
                yield page.on(fence.line + number, "quiz", message)
        elif fence.language in ("chart", "wall") and "docs/data" not in site.pages:  # a link to it
            yield from _check_chart(fence, page, site)


def _check_chart(fence: Fence, page: Page, site: Site) -> Iterator[Finding]:
    """Check a chart; hooks/wall.py draws a wall as one of bars."""
    wall = fence.language == "wall"
    body = f"type: bar\n{fence.body}" if wall else fence.body
    _, in_block, in_table = charts.load(body, site.root / "docs/data")
    for number, message in in_block:
        yield page.on(fence.line + number - wall, "chart", f"{message}.")
    table = site.table(fence)
    if table and table.text and not any(check_table(table, site)):
        yield from (table.on(at, "chart.table", said, page.path) for at, said in in_table)


def check_table(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a table has commas. The code of the charts reads the rest."""
    if page.kind != "table":
        return
    separator = re.fullmatch(r"\W?sep=(.)\W?", page.lines[0].strip(), re.I)
    lines = page.lines[bool(separator) :]
    marks = (mark for mark in ";\t|" for row in lines[:3] if row.count(mark) > row.count(","))
    other = next(marks, "")
    if separator or other:
        yield page.on(1, "table-form", fixed=_with_commas(lines, other or ","))


def _with_commas(lines: list[str], delimiter: str) -> str | None:
    """Return a table with commas between the cells and points in the numbers, or None."""
    out = io.StringIO()
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    cells = [[_number(cell.strip()) for cell in row] for row in rows if any(row)]
    csv.writer(out, lineterminator="\n").writerows(cells)
    return out.getvalue()


def _number(cell: str) -> str:
    """Return a number as Python writes it, when the cell is one with a decimal comma or spaces."""
    bare = re.sub(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3})", "", cell).replace("−", "-")
    bare = re.sub(r"^([-+]?\d+),(\d+)$", r"\1.\2", bare)
    return bare if NUMBER.fullmatch(bare) else cell
