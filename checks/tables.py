"""Tables in docs/data/, often saved by a French Excel, and the charts that are drawn from them."""

import csv
import io
import re
from collections.abc import Iterator

from checks.finding import Finding, show
from checks.page import Page
from checks.site import Site
from hooks import charts

NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
# A cell that a spreadsheet would run, also in a table that it divides at `;`. -1.5 is a number.
FORMULA = re.compile(
    r"(?:^|[,;\t])[\s\"']{0,9}((?=[=@+-])(?![-+]?\d+(?:\.\d+)?[\s\"']{0,9}(?:[,;]|$))\S[^,;]{1,90})"
)


def check_table(page: Page, site: Site) -> Iterator[Finding]:
    """Check that a table has commas, and no formula. The code of the charts reads the rest."""
    if not page.path.startswith("docs/data/") or not page.path.endswith(".csv"):
        return
    separator = re.fullmatch(r"\W?sep=(.)\W?", page.lines[0].strip(), re.I)
    lines = page.lines[bool(separator) :]
    busiest = max(lines[:3], key=len, default="")
    other = next((mark for mark in ";\t|" if busiest.count(mark) > busiest.count(",")), "")
    if separator or other:
        said = "The table has no commas between its cells, as Excel saves it in French"
        said = f"{said}. Save it as CSV with commas, and write 1.5 for 1,5."
        yield page.on(1, "table-form", said, _with_commas(lines, other or ","))
        return
    for number, line in enumerate(page.lines, 1):
        if line.count('"') % 2:
            said = "A quotation mark in this row is not closed, and would swallow the next rows"
            yield page.on(number, "table-quote", f"{said}. Close it; a cell has one line.")
        if match := FORMULA.search(line):
            said = f"{show(match[1])} starts like a formula, which a spreadsheet would run."
            yield page.on(number, "table-formula", f"{said} Start it with a letter or a digit.")


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


def check_charts(page: Page, site: Site) -> Iterator[Finding]:
    """Read each chart block by the code that draws it, which knows whether all fits a phone."""
    if not page.is_markdown or site.strange:
        return  # a table may be the very file that must not be opened
    for fence in page.fences:
        if fence.language in ("chart", "wall"):
            kind = "" if fence.language == "chart" else "type: bar\n"  # hooks/wall.py draws it
            _, in_block, in_table = charts.load(kind + fence.body, site.root / "docs/data")
            for line, message in in_block:
                yield page.on(fence.line + line - bool(kind), "chart", f"{message}.")
            name = re.search(r"(?m)^data:[ \t]*([\w.-]+)", fence.body)
            table = site.pages.get(f"docs/data/{name[1]}") if name else None
            if table and not any(check_table(table, site)):
                for line, message in in_table:
                    yield table.on(line, "chart", f"For the chart of {page.path}: {message}.")
