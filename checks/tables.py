"""Tables in docs/data/, often saved by a French Excel, and the charts that are drawn from them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from checks.finding import Finding, data, show
from checks.page import Page
from checks.site import Site

try:
    from hooks import charts
except ImportError:  # until it lands
    import sys
    from pathlib import Path

    sys.path.insert(0, str(Path(__file__).parents[1] / "hooks"))
    from series import charts as old

    class charts:  # noqa: N801
        @staticmethod
        def load(body, folder):
            chart, a, b = old.load(body, folder)
            return (
                chart,
                [(x[0], f"{x[1]} {x[2]}") for x in a],
                [(x[0], f"{x[1]} {x[2]}") for x in b],
            )


Row = tuple[int, list[str]]  # the line on which it starts, its cells
NUMBER = re.compile(r"[-+]?\d+(\.\d+)?")
# What people write for a number: 1 234,5 · 1,234 · 12 % · −3
TYPED = re.compile(r"[-+−]?\d[\d \u00a0\u202f.,'’]*\s?%?")
DELIMITERS = {";": "semicolons", "\t": "tabs", "|": "upright bars"}


def check_table(page: Page, site: Site) -> Iterator[Finding]:
    """Check a table: the first cause in its form, or else what is wrong in its rows."""
    if page.path.startswith("docs/data/") and page.path.endswith(".csv"):
        rows, fault = _read(page)
        yield from [fault] if fault else _check_rows(page, rows)


def _read(page: Page) -> tuple[list[Row], Finding | None]:
    """Return the rows of a table, or what is wrong with its form."""
    lines = page.lines
    separator = re.fullmatch(r"\W?sep=(.)\W?", lines[0].strip(), re.I)
    start = 1 if separator else 0
    busiest = max(lines[start : start + 3], key=len, default="")
    other = next((mark for mark in DELIMITERS if busiest.count(mark) > busiest.count(",")), "")
    if separator and separator[1] != ",":
        other = separator[1]
    if other or separator:
        said = f"The table was saved with {DELIMITERS.get(other, 'a line sep=')} between its cells"
        said = f"{said}, as Excel does in French. Save it as CSV with commas, and 1.5 for 1,5."
        return [], page.on(1, "table-form", said, _with_commas(lines[start:], other or ","))
    rows, fault = _parse(page)
    if not fault and len(rows) > 1 and sum(map(bool, rows[0][1])) == 1 < len(rows[1][1]):
        said = "The first line is a title. Take it out: the names of the columns come first."
        fixed = page.with_lines({number: None for number in range(1, rows[1][0])})
        fault = page.on(rows[0][0], "table-form", said, fixed)
    return rows, fault


def _parse(page: Page) -> tuple[list[Row], Finding | None]:
    """Read the rows that are not empty, strictly: an open quotation mark would swallow rows."""
    reader = csv.reader(io.StringIO(page.text, newline=""), strict=True)
    rows: list[Row] = []
    before = 0
    said = "A quotation mark in this row is not closed, or inside a cell. Close it, or write “ ”"
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            if any("\n" in cell for cell in cells):
                return rows, page.on(
                    before + 1, "table-quote", f"{said}: it runs over several lines."
                )
            if any(cells):
                rows.append((before + 1, cells))
            before = reader.line_num
    except csv.Error:
        return rows, page.on(before + 1, "table-quote", f"{said}.")
    return rows, None


def _with_commas(lines: list[str], delimiter: str) -> str | None:
    """Return a table with commas between the cells and points in the numbers, or None."""
    out = io.StringIO()
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
        cells = [[_plain(cell) for cell in row] for row in rows if any(row)]
        csv.writer(out, lineterminator="\n").writerows(cells)
    except csv.Error:
        return None
    return out.getvalue()


def _plain(cell: str) -> str:
    """Return a number as Python writes it, when the cell is one with a decimal comma or spaces."""
    bare = re.sub(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3})", "", cell.strip()).replace("−", "-")
    bare = re.sub(r"^([-+]?\d+),(\d+)$", r"\1.\2", bare)
    return bare if NUMBER.fullmatch(bare) else cell.strip()


def _check_rows(page: Page, rows: list[Row]) -> Iterator[Finding]:
    if len(rows) < 2:
        yield page.on(
            1, "table-rows", "Write a row with the names of the columns, then rows of data."
        )
        return
    (line, header), rest = rows[0], rows[1:]
    named = data("words")["columns"]
    names = [named.get(name.lower(), name) for name in header]
    width = max((at for at, name in enumerate(names, 1) if name), default=0)
    if all(not any(cells[width:]) for _, cells in rest) and width < len(names):
        said = "There are empty columns at the end, as Excel adds them. Take out the last commas."
        lines: dict[int, str | None] = {number: _row(cells[:width]) for number, cells in rows}
        yield page.on(line, "table-form", said, page.with_lines(lines))
        return
    if names != header:
        wrong = next(name for name, right in zip(header, names, strict=True) if name != right)
        said = f"The column {show(wrong)} is called `{named[wrong.lower()]}` here. Rename it."
        yield page.on(line, "table-header", said, page.with_lines({line: _row(names)}))
    if lacking := [name for name in ("unit", "source") if name not in names]:
        yield page.on(
            line, "table-header", f"Add the column `{lacking[0]}`, and fill it in each row."
        )
    if twice := [name for name, count in Counter(names).items() if count > 1]:
        said = f"The column {show(twice[0])} is there twice. Give each column a name of its own."
        yield page.on(line, "table-header", said)
    for number, cells in rest:
        yield from _check_row(page, number, cells, len(names))
    table = [(number, cells) for number, cells in rest if len(cells) == len(names)]
    for at, name in enumerate(names):
        yield from _check_column(page, name, [(number, cells[at]) for number, cells in table])


def _row(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def _check_row(page: Page, line: int, cells: list[str], width: int) -> Iterator[Finding]:
    if len(cells) != width:
        said = f"This row has {len(cells)} cells, the first line has {width}."
        yield page.on(line, "table-row", f'{said} Write "…" round a cell with a comma in it.')
    for cell in cells:
        parts = [part.strip(" \t\"'") for part in cell.split(";")]
        if any(p[:1] in "=@+-" and len(p) > 1 and not NUMBER.fullmatch(p) for p in parts if p):
            said = f"{show(cell)} starts like a formula, which a spreadsheet would run."
            yield page.on(line, "table-formula", f"{said} Start it with a letter or a digit.")
    if cells[0].lower().rstrip(" .:") in data("words")["totals"]:
        said = "This row is a sum of the others, and would be drawn beside them. Take it out."
        yield page.on(line, "table-total", said)


def _check_column(page: Page, name: str, cells: list[tuple[int, str]]) -> Iterator[Finding]:
    """Check that a column of numbers holds numbers, and that all rows have one unit."""
    if name in ("unit", "source"):
        usual = Counter(cell for _, cell in cells).most_common(1)
        for line, cell in cells:
            if not cell:
                yield page.on(line, "table-row", f"The cell `{name}` is empty. Fill it in.")
            elif name == "unit" and cell != usual[0][0]:
                said = f"The unit here is {show(cell)}, in other rows {show(usual[0][0])}."
                yield page.on(line, "table-unit", f"{said} Make a table for each unit.")
                return
        return
    numbers = sorted(float(cell) for _, cell in cells if NUMBER.fullmatch(cell))
    if len(numbers) * 2 <= len(cells):
        return
    middle = numbers[len(numbers) // 2]
    for line, cell in cells:
        if TYPED.fullmatch(cell) and not NUMBER.fullmatch(cell):
            right = _plain(re.sub(r"\s?%$", "", cell))
            hint = f"Write {right}." if NUMBER.fullmatch(right) else "Write digits and one point."
            yield page.on(line, "table-number", f"{show(cell)} is not read as a number. {hint}")
        elif re.fullmatch(r"[-+]?\d{1,3}\.\d{3}", cell) and middle >= 500 * abs(float(cell) or 1):
            said = f"{cell} is one and a fraction here, among numbers such as {middle:g}."
            yield page.on(
                line, "table-number", f"{said} For thousands write {cell.replace('.', '')}."
            )


# --- Charts ---------------------------------------------------------------------------------------


def check_charts(page: Page, site: Site) -> Iterator[Finding]:
    """Read each chart block by the code that draws it, which knows whether all fits a phone."""
    if not page.is_markdown or site.strange:
        return  # a table may be the very file that must not be opened
    for fence in page.fences:
        if fence.language != "chart":
            continue
        _, in_block, in_table = charts.load(fence.body, site.root / "docs/data")
        for line, message in in_block:
            yield page.on(fence.line + line, "chart", message)
        name = re.search(r"(?m)^data:[ \t]*[\"']?([\w.-]+)", fence.body)
        table = site.pages.get(f"docs/data/{name[1]}") if name else None
        if table and in_table and not list(check_table(table, site)):
            for line, message in in_table:
                where = f"line {line} of docs/data/{name[1]}" if name else "the table"
                yield page.on(fence.line, "chart", f"In {where}: {message}")
