"""A spark: the first chart of a day, drawn small and without words, for its card and for "Next"."""

from __future__ import annotations

import re
from pathlib import Path

from hooks import charts
from hooks.drawing import Row, highlighted, in_words, numeric, plot

WIDE, TALL, EDGE = 120, 40, 4  # the stretched drawing, and what its marks need at each side
MOST = {"bar": 5, "column": 12}  # bars that can be told apart on a card
BLOCK = re.compile(r"^``` ?chart\n(.*?)^```", re.DOTALL | re.MULTILINE)


def first_chart(text: str, tables: Path = charts.TABLES) -> charts.Chart | None:
    """Return the first chart of a page that has no fault, or None. `text`: its Markdown."""
    loaded = (charts.load(block, tables)[0] for block in BLOCK.findall(text))
    return next((chart for chart in loaded if chart), None)


def spark(chart: charts.Chart) -> str:
    """Return a chart as an SVG without words; what it shows is said beside it."""
    kind, rows, settings = chart.settings["type"], chart.rows, chart.settings
    if kind == "scatter" and in_words(rows, settings["y"]):
        names = list(dict.fromkeys(row[settings["y"]] for row in rows))
        rows = [row | {settings["y"]: str(names.index(row[settings["y"]]))} for row in rows]
    if kind == "grid":
        paths = _cells(rows, settings)
    elif kind in MOST:
        paths = _bars(rows[: MOST[kind]], settings, upright=kind == "column")
    else:
        paths = _field(rows, settings)
    drawn = "".join(f'<path class="{name}" d="{d}"/>' for name, d in paths if d)
    box = f'viewBox="0 0 {WIDE} {TALL}" preserveAspectRatio="none"'
    return f'<svg class="plot spark" {box} aria-hidden="true" data-search-exclude>{drawn}</svg>'


def _scaled(value: float, values: list[float], size: float) -> float:
    """Return where a value lies between the least and the greatest, from EDGE to size - EDGE."""
    low, high = min(values), max(values)
    return EDGE + (value - low) / ((high - low) or 1) * (size - 2 * EDGE)


def _field(rows: list[Row], settings: Row) -> list[tuple[str, str]]:
    """Return a line for each series with its end, or the dots of a scatter chart and its lines."""
    x, y, series = settings["x"], settings["y"], settings.get("series", "")
    known = [row for row in rows if row[y] and row.get("mark", "") not in ("stick", "zone")]
    xs, ys = [float(row[x]) for row in known], [float(row[y]) for row in known]
    groups: dict[tuple[str, str], list[tuple[float, float | None]]] = {}
    for row, place_x, place_y in zip(known, xs, ys, strict=True):
        place = (_scaled(place_x, xs, WIDE), TALL - _scaled(place_y, ys, TALL))
        groups.setdefault((row.get(series, ""), row.get("mark", "")), []).append(place)
    lines = settings["type"] == "line"
    paths, ends = [], ""
    for number, ((_, mark), places) in enumerate(groups.items()):
        colour = f"c{number % 4 + 1}"
        if lines or mark in ("line", "dashes", "border"):
            paths.append((colour, plot.trace(places)))
            ends += plot.trace(places[-1:]) + "h0" if lines else ""
        else:
            paths.append((f"{colour} dot", "".join(plot.trace([one]) + "h0" for one in places)))
    return [*paths, ("hi", ends)]


def _bars(rows: list[Row], settings: Row, *, upright: bool) -> list[tuple[str, str]]:
    """Return bars from one edge; the one that the chart points at, or else the last, is `hi`."""
    values = [max(0.0, float(row[settings["y"]])) for row in rows]
    most, size = max(values) or 1, (WIDE if upright else TALL) / len(values)
    marked = [row[settings["x"]] in highlighted(settings) for row in rows]
    marked = marked if any(marked) else [upright and row is rows[-1] for row in rows]
    paths = {"bar": "", "bar hi": ""}
    for number, (value, mark) in enumerate(zip(values, marked, strict=True)):
        start, end, share = (number + 0.1) * size, (number + 0.9) * size, value / most
        edges = (start, end, TALL * (1 - share), TALL) if upright else (0, WIDE * share, start, end)
        paths["bar hi" if mark else "bar"] += plot.BOX.format(*map(plot.at, edges))
    return list(paths.items())


def _cells(rows: list[Row], settings: Row) -> list[tuple[str, str]]:
    """Return the cells of a grid: the larger a number, the deeper its colour."""
    columns = numeric(rows[0], settings)
    most = max(abs(float(row[name])) for row in rows for name in columns) or 1
    paths: dict[str, str] = {}
    for i, row in enumerate(rows):
        for j, name in enumerate(columns):
            value = float(row[name])
            kind = f"cell {'c2' if value < 0 else 'c1'} o{int(abs(value) / most * 7)}"
            across, down = WIDE / len(columns), TALL / len(rows)
            edges = (j * across, (j + 1) * across, i * down, (i + 1) * down)
            paths[kind] = paths.get(kind, "") + plot.BOX.format(*map(plot.at, edges))
    return list(paths.items())
