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
from typing import Any

from markdown import Markdown

from hooks.charts import TABLES, figure, load
from hooks.drawing import plot
from hooks.pages import address

COLUMNS, HIGH, CELL = 7, 4, 48  # stars across and up, and the size of one
STAR = "M{0} {1}h32.8v32.8h-32.8zm16.4 -6.8 23.2 23.2 -23.2 23.2 -23.2 -23.2z"
HEART = "M{0} {1}h13.4v13.4h-13.4zm6.7 -2.8 9.5 9.5 -9.5 9.5 -9.5 -9.5z"


def tiles(columns: list[int], shape: str, inset: float, last_row: int = 0) -> str:
    """Return the path of one shape in each cell of some columns, from `last_row` down."""
    return "".join(
        shape.format(plot.at(column * CELL + inset), plot.at(row * CELL + inset))
        for column in columns
        for row in range(last_row, HIGH)
    )


def drawing(values: list[float], names: list[str], alt: str) -> str:
    """Return the wall as SVG. values: shares in percent, one a column; the last one is in honey."""
    count, whole = len(values), HIGH * CELL
    tops = [whole * (1 - value / 100) for value in values]
    edge = "".join(
        f"{'L' if i else 'M'}{i * CELL} {plot.at(top)}H{(i + 1) * CELL}"
        for i, top in enumerate(tops)
    )
    full, every = f"{edge}V{whole}H0z", list(range(count))
    guess, top, end = plot.at(tops[-2]), plot.at(tops[-1]), count * CELL
    paths = [
        ("wall__empty", f"M0 0H{end}V{whole}H0z"),
        ("wall__star", tiles(every, STAR, 7.6)),
        ("wall__empty", tiles(every, HEART, 17.3)),
    ]
    filled = [
        ("wall__glaze", full),
        ("wall__tile", tiles(every, STAR, 7.6)),
        ("wall__heart", tiles(every[:-1], HEART, 17.3)),
        ("wall__now", tiles(every[-1:], HEART, 17.3)),
    ]
    lines = [
        ("wall__full", f"M0 0H{end}"),
        ("wall__edge", edge),
        ("wall__guess", f"M{end - CELL} {guess}H{end}"),
        ("wall__miss", f"M{end + 2} {top}h7V{guess}h-7"),
    ]
    draw = "".join
    wide = end + CELL
    words = draw(
        f'<text class="b mid" x="{plot.at((i + 0.5) * CELL / wide * 100)}%" '
        f'y="{plot.at(tops[i] / whole * 100)}%" dy="-8">{round(value)}{"%" * (i in (0, count - 1))}'
        f'</text><text class="mid" x="{plot.at((i + 0.5) * CELL / wide * 100)}%" y="100%" dy="18">'
        f"{html.escape(names[i])}</text>"
        for i, value in enumerate(values)
    )
    middle = plot.at((tops[-1] + tops[-2]) / 2 / whole * 100)
    beside = plot.at((end + 14) / wide * 100)
    missed = abs(round(values[-1]) - round(values[-2]))
    words += (
        f'<text class="b" x="{beside}%" y="{middle}%">{missed}</text>'
        f'<text x="{beside}%" y="{middle}%" dy="16">off</text>'
        '<text y="0" dy="-8">full = 100%</text>'
    )
    return (
        f'<div class="wall" role="img" aria-label="{html.escape(alt)}" data-search-exclude>'
        f'<svg viewBox="0 0 {wide} {whole}"><defs><clipPath id="full"><path d="{full}"/></clipPath>'
        f'</defs>{draw(map(_path, paths))}<g clip-path="url(#full)">{draw(map(_path, filled))}</g>'
        f'{draw(map(_path, lines))}</svg><svg class="plot wall__words">{words}</svg></div>'
    )


def _path(path: tuple[str, str]) -> str:
    return f'<path class="{path[0]}" d="{path[1]}"/>'


def fence(
    source: str, language: str, css_class: str, options: dict[str, Any], md: Markdown, **other: Any
) -> str:
    """Draw one wall: a formatter of pymdownx.superfences. A block with a fault is its own text."""
    chart, _, _ = load(f"type: bar\n{source}", TABLES)
    if chart is None or len(chart.rows) < 2:
        return f"<pre><code>{html.escape(source)}</code></pre>"
    rows = chart.rows[-COLUMNS:]
    values = [min(100.0, max(0.0, float(row[chart.settings["y"]]))) for row in rows]
    names = [row[chart.settings["x"]].split(",")[0] for row in rows]  # "2026, 1 March" is 2026
    picture = drawing(values, names, chart.settings["alt"])
    return figure(chart, address(md, f"data/{chart.settings['data']}"), picture)
