"""The picture of the welcome page: a wall of zellige stars that fills like a reservoir.

    ``` wall
    data: day-09-dams.csv       and the other lines of a chart of the kind `column`
    ```

Each column is a row of the table (the last seven), four stars high; a star is a quarter of 100%.
The dashed line is the laziest guess for the last column: as the one before. The bracket beside it
is the error of that guess.
"""

from __future__ import annotations

import html

from markdown import Markdown

from hooks.charts import TABLES, figure, load
from hooks.drawing import picture
from hooks.pages import address, fenced

COLUMNS, HIGH, CELL = 7, 4, 48  # stars across and up, and the size of one
BESIDE = 64  # for the bracket and its words, which fit a phone 320 px wide
STAR = 7.6, "h32.8v32.8h-32.8zm16.4 -6.8 23.2 23.2 -23.2 23.2 -23.2 -23.2z"  # its place in a cell
HEART = 17.3, "h13.4v13.4h-13.4zm6.7 -2.8 9.5 9.5 -9.5 9.5 -9.5 -9.5z"


def paths(**shapes: str) -> str:
    """Return a path for each shape, of the class that names it."""
    return "".join(f'<path class="w-{name}" d="{d}"/>' for name, d in shapes.items())


def tiles(columns: range, shape: tuple[float, str]) -> str:
    """Return the path of one shape in each cell of some columns."""
    inset, d = shape
    places = (
        (column * CELL + inset, row * CELL + inset) for column in columns for row in range(HIGH)
    )
    return "".join(f"M{picture.at(x)} {picture.at(y)}{d}" for x, y in places)


def drawing(values: list[float], names: list[str], alt: str) -> str:
    """Return the wall as SVG. values: shares in percent, one a column; the last one is in honey."""
    count, end, whole = len(values), len(values) * CELL, HIGH * CELL
    wide, every = end + BESIDE, range(len(values))
    tops = [whole * (1 - value / 100) for value in values]
    steps = [f"{i * CELL} {picture.at(top)}H{(i + 1) * CELL}" for i, top in enumerate(tops)]
    edge = "M" + "L".join(steps)
    full, guess, top = f"{edge}V{whole}H0z", picture.at(tops[-2]), picture.at(tops[-1])

    def word(x: float, y: float, dy: int, text: str, kind: str = "") -> str:
        place = f'x="{picture.at(x / wide * 100)}%" y="{picture.at(y / whole * 100)}%" dy="{dy}"'
        named = f'class="{kind}" ' if kind else ""  # an empty one would be a fault
        return f"<text {named}{place}>{html.escape(text)}</text>"

    middle, missed = (tops[-1] + tops[-2]) / 2, abs(round(values[-1]) - round(values[-2]))
    words = word(0, 0, -8, "full = 100%") + word(end + 14, middle, -8, str(missed), "b")
    words += word(end + 14, middle, 8, "points") + word(end + 14, middle, 24, "off")
    for i, (name, value) in enumerate(zip(names, values, strict=True)):
        shown = f"{round(value)}{'%' * (i in (0, count - 1))}"
        words += word((i + 0.5) * CELL, tops[i], -8, shown, "b mid")
        words += word((i + 0.5) * CELL, whole, 18, name, "mid")
    stars = tiles(every, STAR)
    empty = paths(empty=f"M0 0H{end}V{whole}H0z", star=stars) + paths(empty=tiles(every, HEART))
    now = tiles(every[-1:], HEART)
    filled = paths(glaze=full, tile=stars, heart=tiles(every[:-1], HEART), now=now)
    miss = f"M{end + 2} {top}h7V{guess}h-7"
    lines = paths(full=f"M0 0H{end}", edge=edge, guess=f"M{end - CELL} {guess}H{end}", miss=miss)
    return (
        f'<div class="wall" role="img" aria-label="{html.escape(alt)}">'
        f'<svg viewBox="0 0 {wide} {whole}"><defs><clipPath id="full"><path d="{full}"/></clipPath>'
        f'</defs>{empty}<g clip-path="url(#full)">{filled}</g>{lines}</svg>'
        f'<svg class="plot w-words">{words}</svg></div>'
    )


@fenced
def fence(source: str, md: Markdown) -> str | None:
    """Draw one wall: a formatter of pymdownx.superfences."""
    chart, _, _ = load(f"type: bar\n{source}", TABLES)
    if chart is None or len(chart.rows) < 2:
        return None
    rows = chart.rows[-COLUMNS:]
    values = [min(100.0, max(0.0, float(row[chart.settings["y"]]))) for row in rows]
    names = [row[chart.settings["x"]].split(",")[0] for row in rows]  # "2026, 1 March" is 2026
    drawn = drawing(values, names, chart.settings["alt"])
    return figure(chart, address(md, f"data/{chart.settings['data']}"), drawn)
