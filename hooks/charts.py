"""Charts: lines in a page and a table in docs/data/ become a drawing, with its numbers below it.

    ``` chart
    data: day-09-dams.csv       a table in docs/data/, with the columns unit and source
    type: column                bar, column, line, scatter or grid
    x: year                     the columns of the table to draw; a grid has no y
    y: filling
    title: The finding, as a sentence
    alt: What the picture shows, with its main numbers.
    subtitle: Dams of Morocco   place and years; may be left out, as all that follow
    note: One sentence below the drawing.
    series: group               the column whose names, four at most, get a colour each
    highlight: 2015; 2016       each x, or label, to point at
    digits: 1                   decimals; without it those that most numbers of the table have
    ```

Quotes around a whole value are taken off; a line that is indented goes on with the one above it.

bar      One bar a row. `part of` in the table names the bar that a row is a part of; `other` in
         `mark` makes a bar grey. A share (unit "%", "% of …") stands before a track to 100%.
column   Few upright bars with short names, such as years; with series, a group for each x.
line     x is a number, such as a year. An empty cell in y breaks the line.
scatter  `mark`: dot, ring, line, dashes, border, stick or zone. A stick goes from y to the column
         `to`; a zone too, or it is the shape of its rows. `label`: words beside a point. If y holds
         words, each is a row of its own.
grid     x names the rows; every other column is a column of cells. highlight: row/column, or two
         corners, row/column:row/column.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markdown import Markdown

from hooks.drawing import Row, draw, highlighted, in_words, numeric, picture
from hooks.pages import DOCS, address, fenced

TABLES = DOCS / "data"  # no engine tells where it is
REQUIRED = ("data", "type", "x", "y", "title", "alt")
NAMES = (*REQUIRED, "subtitle", "note", "series", "highlight", "digits")
KINDS = {"bar": 24, "column": 24, "line": 200, "scatter": 200, "grid": 30}  # rows a phone can show
MARKS = {"scatter": ("dot", "ring", "line", "dashes", "border", "stick", "zone"), "bar": ("other",)}
RULES = {  # what a line may hold, and what to write
    "type": ("|".join(KINDS), ", ".join(KINDS)),
    "data": (r"[a-z0-9][a-z0-9-]*\.csv", "the name of a table in docs/data/, as day-08-mix.csv"),
    "digits": ("[0-4]", "a number from 0 to 4"),
}
MAX_SERIES, MAX_BYTES = 4, 64 * 1024
NUMBER = re.compile(r"-?[0-9]{1,10}(\.[0-9]{1,9})?")
Problem = tuple[int, str]  # the line of the block or the table; what was found and what to write


@dataclass
class Chart:
    """A chart without problems: the lines of its block, its rows in order, its drawing."""

    settings: Row
    rows: list[Row]
    drawing: dict[str, Any]


def read_block(body: str) -> tuple[Row, list[Problem]]:
    """Read the lines of a block. Returns its settings and what is wrong with them."""
    settings: Row = {}
    problems: list[Problem] = []
    at, name = {"": 1}, ""
    for number, line in enumerate(body.splitlines(), 1):
        found = re.fullmatch(r"(\w+):(?:[ \t]+(.*))?", line.rstrip())
        if found and found[1] in settings:
            problems.append((number, f"`{found[1]}` stands here twice: keep one of the two lines"))
        elif found:
            name = found[1]
            settings[name], at[name] = found[2] or "", number
        elif name and line[:1] in " \t" and line.strip():
            settings[name] += " " + line.strip()
        elif line.strip():
            problems.append(
                (number, f"{line[:40]!r} is not a line such as `title: Rain and roads`")
            )
    for name, value in settings.items():
        settings[name] = re.sub(r"""^(["'])(.*)\1$""", r"\2", value).strip()
    problems += [(at[name], message) for name, message in wrong_lines(settings)]
    return settings, problems


def wrong_lines(settings: Row) -> Iterable[tuple[str, str]]:
    """Yield the name of each line that is wrong, and what is wrong with it."""
    for name, value in settings.items():
        rule, wanted = RULES.get(name, (r".+", "a text after the colon"))
        if name not in NAMES:
            yield name, f"`{name}` is not a line of a chart: use {', '.join(NAMES)}"
        elif not re.fullmatch(rule, value):
            yield name, f"`{name}` is {value[:40]!r}: write {wanted}"
    lacking = [f"`{name}: …`" for name in REQUIRED if name not in settings]
    if settings.get("type") == "grid" and "y" not in settings:
        lacking.remove("`y: …`")
    if lacking:
        yield "", f"the chart lacks {', '.join(lacking)}: add what is missing"


def read_rows(path: Path, settings: Row) -> tuple[list[Row], list[Problem]]:
    """Read a table for a chart. Returns its rows, and what is wrong with them by line."""
    if path.stat().st_size > MAX_BYTES:
        return [], [(1, f"the table has over {MAX_BYTES:,} bytes: keep the rows that are drawn")]
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            table = [(reader.line_num, list(map(str.strip, row))) for row in reader if any(row)]
        except csv.Error as error:
            return [], [(reader.line_num, f"this row cannot be read ({error}): look at its quotes")]
    if problems := list(wrong_table(table, settings)):
        return [], problems
    rows = [dict(zip(table[0][1], cells, strict=True)) for _, cells in table[1:]]
    worded = settings["type"] == "scatter" and in_words(rows, settings["y"])
    for (line, _), row in zip(table[1:], rows, strict=True):
        problems += [(line, message) for message in wrong_cells(row, settings, worded)]
    problems += [(table[at + 1][0], message) for at, message in wrong_rows(rows, settings)]
    return rows, problems


def wrong_table(table: list[tuple[int, list[str]]], settings: Row) -> Iterable[Problem]:
    """Yield what is wrong with the form of a table, given as its lines with their cells."""
    if len(table) < 2:
        yield 1, "the table needs a row with names and at least one row with numbers"
        return
    kind, header = settings["type"], table[0][1]
    wanted = [settings[name] for name in ("x", "y", "series") if name in settings]
    lacking = ", ".join(name for name in [*wanted, "unit", "source"] if name not in header)
    if lacking:
        yield 1, f"the table has no column {lacking}, only {', '.join(header)}: use the same names"
    elif len(set(header)) < len(header) or "" in header:
        yield 1, "two columns have one name, or one has none: give each its own"
    elif kind == "grid" and len(header) < 4:
        yield 1, f"a grid has a column of numbers beside {settings['x']}, unit and source"
    elif len(table) > KINDS[kind] + 1:
        found = f"the table has {len(table) - 1} rows, and a {kind} chart shows {KINDS[kind]}"
        yield table[KINDS[kind] + 1][0], f"{found}: keep the most telling ones"
    for line, row in table:
        if len(row) != len(header) and not lacking:
            found = f"this row has {len(row)} cells, the first row {len(header)}"
            yield line, f"{found}: put quotes around a comma"


def wrong_cells(row: Row, settings: Row, worded: bool) -> Iterable[str]:
    """Yield what is wrong with one row. `worded`: y holds words."""
    kind, x, mark = settings["type"], settings["x"], row.get("mark", "")
    numbers = set() if worded else set(numeric(row, settings))
    numbers |= {x} if kind in ("line", "scatter") else set()
    numbers |= {"to"} if kind == "scatter" and (mark == "stick" or row.get("to")) else set()
    named = x if kind == "scatter" else settings.get("series", x)
    for name in sorted({x, "unit", "source", named, settings.get("y", x)} | numbers):
        value = row.get(name, "")
        if not value and (name != settings.get("y") or kind != "line"):
            yield f"the cell `{name}` is empty: fill it in, or take the row out"
        elif value and name in numbers and not NUMBER.fullmatch(value):
            yield f"`{name}` is {value[:40]!r}: write digits and a decimal point, such as 57.5"
    if mark and mark not in MARKS.get(kind, (mark,)):
        yield f"`mark` is {mark[:40]!r}: write {', '.join(MARKS[kind])}, or nothing"


def wrong_rows(rows: list[Row], settings: Row) -> Iterable[tuple[int, str]]:
    """Yield what is wrong between the rows, with the number of the row where it shows."""
    kind, x, series = settings["type"], settings["x"], settings.get("series", "")
    keys = [(row[x], row.get(series, "")) for row in rows]
    names = {name for _, name in keys if name}
    places = {place for place, _ in keys}
    for at, row in enumerate(rows):
        if kind != "scatter" and keys[at] in keys[:at]:
            yield at, f"{row[x]!r} stands here twice: keep one, or tell them apart with `series`"
        if row["unit"] != rows[0]["unit"]:
            yield at, "the unit is not the one above: draw a chart for each unit"
    if len(names) > MAX_SERIES + 2 * (kind == "scatter"):
        yield 0, f"the chart has {len(names)} series: keep the {MAX_SERIES} most telling ones"
    if kind == "column" and len(keys) != len(places) * max(1, len(names)):
        yield 0, "each x needs a row for each series: add what is missing, or use `type: bar`"
    known = {row.get(series, "") for row in rows if row.get(settings.get("y", ""))}
    if kind == "line" and known != {name for _, name in keys}:
        yield 0, "a series has no number at all: fill in its cells"


def lost(settings: Row, rows: list[Row]) -> Iterable[str]:
    """Yield each part of `highlight` that points at nothing."""
    names = {row[settings["x"]] for row in rows} | {row.get("label") for row in rows}
    columns = numeric(rows[0], settings)
    for point in highlighted(settings):
        corners = [corner.strip().partition("/") for corner in point.split(":")]
        found = point in names
        if settings["type"] == "grid":
            found = all(row in names and column in columns for row, _, column in corners)
        if not found or len(corners) > 2:
            yield f"`highlight` names {point[:40]!r}: write it as it stands in the table"


def load(body: str, folder: Path) -> tuple[Chart | None, list[Problem], list[Problem]]:
    """Read and draw a chart block. `folder` is docs/data.

    Returns the chart, or None if anything is wrong; the problems of the block; those of the table.
    """
    settings, problems = read_block(body)
    if problems:
        return None, problems, []
    path = folder / settings["data"]
    if path.is_symlink() or not path.is_file():
        return None, [(1, f"docs/data/{path.name} does not exist: add it, or mend `data`")], []
    rows, problems = read_rows(path, settings)
    if problems:
        return None, [], problems
    if wrong := list(lost(settings, rows)):
        return None, [(1, message) for message in wrong], []
    drawing, wide = draw(settings, rows)
    if wide:
        found = f"{', '.join(map(repr, wide[:4]))} cannot be read on a phone 320 px wide"
        return None, [(1, f"{found}: shorten it, show fewer values, or use `type: bar`")], []
    return Chart(settings, rows, drawing), [], []


def under_title(subtitle: str, unit: str) -> str:
    """Return the line under a title: a subtitle and the unit, if its words do not stand there."""
    words = set(subtitle.casefold().replace(",", " ").split())
    parts = [subtitle, "" if words.issuperset(unit.casefold().split()) else unit]
    return "\u00a0·\u00a0".join(filter(None, parts))  # no line begins or ends with the dot


def figure(chart: Chart, address: str, drawn: str = "") -> str:
    """Return the HTML: the finding, the drawing, the numbers folded.

    address: of the table. drawn: what is shown in the place of the chart's own drawing.
    """
    said = {name: html.escape(value) for name, value in chart.settings.items()}
    rows = [{name: html.escape(cell) for name, cell in row.items()} for row in chart.rows]
    first, made = rows[0], chart.drawing
    same = [name for name in ("unit", "source") if len({row[name] for row in rows}) == 1]
    shown = [name for name in first if name not in (*same, "mark", "label", "part of")]
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in shown)
    told = (row for row in rows if row.get("mark") not in ("border", "zone"))  # a shape is seen
    cells = ("".join(f"<td>{row[name]}</td>" for name in shown) for row in told)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    under = html.escape(under_title(chart.settings.get("subtitle", ""), chart.rows[0]["unit"]))
    note = f'<p class="chart__note">{said["note"]}</p>' if "note" in said else ""
    source = f"Source: {first['source']}. " if "source" in same else ""
    drawn = drawn or (
        f'<svg class="{made["class"]}" width="100%" '
        f'height="{made["height"]}" role="img" aria-label="{said["alt"]}">'
        f"{picture.svg(made)}</svg>"
    )
    return (
        f'<figure class="chart"><figcaption>{said["title"]} '
        f'<span class="chart__unit">{under}</span></figcaption>{drawn}{note}'
        '<details class="chart__data"><summary>The numbers</summary><div class="chart__table" '
        f'tabindex="0" role="region" aria-label="{said["title"]}: the numbers"><table>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div><p>{source}"
        f'<a href="{html.escape(address)}" download>Download the numbers (CSV)</a></p></details>'
        "</figure>"
    )


@fenced
def fence(source: str, md: Markdown) -> str | None:
    """Draw one chart block: a formatter of pymdownx.superfences, which mkdocs.yml names."""
    chart, _, _ = load(source, TABLES)
    return figure(chart, address(md, f"data/{chart.settings['data']}")) if chart else None
