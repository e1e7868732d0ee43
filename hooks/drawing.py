"""Draw a chart with docs/challenges/picture.py, and name what cannot be read on a phone."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from typing import Any

Row = dict[str, str]
_spec = importlib.util.spec_from_file_location(
    "picture", Path(__file__).resolve().parents[1] / "docs/challenges/picture.py"
)
assert _spec and _spec.loader  # the file is a part of this project
picture: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(picture)


def fit(drawing: Any, text: str, width: float) -> None:
    """Note a text that is wider than the px it has."""
    if len(text) * picture.LETTER > width:
        drawing.faults.append(text)


def draw(settings: Row, rows: list[Row], *, bare: bool = False) -> tuple[dict[str, Any], list[str]]:
    """Draw a chart that was read. bare: leave no room for names, which nobody will show.

    Returns what picture.svg writes, and the texts without room.
    """
    drawing, kind, y = picture.Picture(), settings["type"], settings.get("y", "")
    if kind == "scatter" and in_words(rows, y):
        drawing.rows = list(dict.fromkeys(row[y] for row in rows))[::-1]
        drawing.height = 70 + 48 * len(drawing.rows)
        rows = [row | {y: str(drawing.rows.index(row[y]))} for row in rows]
    cells = [row[name] for row in rows for name in numeric(row, settings) if row.get(name)]
    values = [float(cell) for cell in cells]
    places = sorted(len(cell.partition(".")[2]) for cell in cells)
    digits = min(places[len(places) // 2], int(picture.decimals(values)))
    digits = int(settings.get("digits", digits))
    share = re.match(r"(%|per ?cent)( of .*)?$", rows[0]["unit"])
    shares = bool(share) and all(0 <= value <= 100 for value in values)  # 100% is shown behind them
    if kind == "grid":
        draw_grid(drawing, settings, rows, digits)
    elif kind == "bar":
        draw_bars(drawing, settings, rows, digits, shares, bare=bare)
    elif kind == "column":
        draw_columns(drawing, settings, rows, digits, shares)
    else:
        draw_field(drawing, settings, rows, digits)
    return drawing.finish(), drawing.faults


def numeric(row: Row, settings: Row) -> list[str]:
    """Return the columns whose numbers a chart shows."""
    if settings["type"] != "grid":
        return [settings["y"]]
    return [name for name in row if name not in (settings["x"], "unit", "source")]


def in_words(rows: list[Row], y: str) -> bool:
    """Whether a column holds words in all rows: each word is a row of its own then."""
    return not any(re.match(r"-?\d", row[y]) for row in rows)


def highlighted(settings: Row) -> list[str]:
    return [name.strip() for name in settings.get("highlight", "").split(";") if name.strip()]


def draw_bars(
    drawing: Any, settings: Row, rows: list[Row], digits: int, shares: bool, *, bare: bool
) -> None:
    """Draw one bar a row; with series, the name of a row is "x, series" in its colour."""
    series = list(dict.fromkeys(row[settings["series"]] for row in rows if "series" in settings))
    names, kinds = [], []
    for row in rows:
        name = row[settings["x"]]
        kind = "part" if row.get("part of") else row.get("mark", "")
        kind = "hi" if name in highlighted(settings) else kind
        if series:
            kind = f"c{series.index(row[settings['series']]) + 1}"
            name = f"{name}, {row[settings['series']]}"
        names.append("" if bare else name)
        kinds.append(kind)
        fit(drawing, name, picture.WIDTH - 7 * picture.LETTER)
    values = [float(row[settings["y"]]) for row in rows]
    drawing.bars(names, values, kinds, 100 * shares, digits, "%" * shares)


def draw_columns(drawing: Any, settings: Row, rows: list[Row], digits: int, shares: bool) -> None:
    """Draw upright bars, a group for each x, with a value over each."""
    names = list(dict.fromkeys(row[settings["x"]] for row in rows))
    series: dict[str, list[float]] = {}
    for row in rows:
        value = float(row[settings["y"]])
        series.setdefault(row.get(settings.get("series", ""), ""), []).append(value)
    flat = [value for values in series.values() for value in values]
    low, high = min(0, *flat), max(100 * shares, *flat) or 1
    named = [label for label in series if label]
    bottom, top = drawing.height - 24 - 16 * (low < 0), 20 + 17 * len(named)
    slot = 100 / len(names)
    wide = slot * 0.84 / len(series)

    def up(value: float) -> float:
        return float(bottom - (value - low) / (high - low) * (bottom - top))

    for s, label in enumerate(named):  # one below the other: none stands over another's columns
        fit(drawing, f"■ {label}", picture.WIDTH)
        drawing.text(0, 17 * s + 11, f"■ {label}", f"c{s + 1} b")
    for s, values in enumerate(series.values()):
        for i, value in enumerate(values):
            left = slot * (i + 0.08) + s * wide
            if shares:
                drawing.box("track", left, left + wide * 0.92, up(100), up(0))
            drawing.box(f"bar c{s + 1}", left, left + wide * 0.92, up(value), up(0))
            shown = picture.figures(value, digits) + "%" * (shares and i == s == 0)
            fit(drawing, shown, picture.WIDTH * wide / 100 + 4)
            over = up(value) + (14 if value < 0 else -5)
            drawing.text(left + wide * 0.46, over, shown, "b mid")
    for i, name in enumerate(names):
        fit(drawing, name, picture.WIDTH * slot / 100 + 4)
        drawing.text(slot * (i + 0.5), drawing.height - 5, name, "mid")
    drawing.path("axis", f"M0 {picture.at(up(0))}H100")


def draw_field(drawing: Any, settings: Row, rows: list[Row], digits: int) -> None:
    """Draw a line or a scatter chart: a mark for each series and kind of mark, in their order."""
    x, y, kind = settings["x"], settings["y"], settings["type"]
    years = x.lower() in ("year", "years")
    drawing.x = "" if years else x.replace("_", " ")
    y_said = not years and y != rows[0]["unit"]
    if kind == "scatter" and not drawing.rows:
        drawing.y, drawing.height = y.replace("_", " ") * y_said, 290
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        mark = (row.get("mark") or "dot") if kind == "scatter" else "line"
        groups.setdefault((row.get(settings.get("series", ""), ""), mark), []).append(row)
    coloured = list(dict.fromkeys(name for name, mark in groups if mark not in ("stick", "border")))
    named = {name: mark for name, mark in groups}  # a name is written once: on its last mark
    lasts = last_values(groups, settings, digits) if kind == "line" else {}
    for (name, mark), group in groups.items():
        xs, ys = places_of(group, x, y, mark)
        colour = "" if mark in ("stick", "border") else f"c{coloured.index(name) % 4 + 1}"
        label = f"{name if named[name] == mark else ''}{lasts.get(name, '')}".strip()
        words = [row.get("label", "") for row in group] if mark not in ("stick", "zone") else []
        drawing.mark({"dashes": "dash"}.get(mark, mark), xs, ys, label, colour, words)
    for row in rows:
        point = {row[x], row.get("label")} & set(highlighted(settings))
        if point and row[y] and row.get("mark", "") in ("", "dot", "ring"):
            shown = picture.figures(float(row[y]), digits) + f" in {row[x]}" * years
            words = [] if row.get("label") else [shown]
            drawing.mark("hi", [float(row[x])], [float(row[y])], names=words)


def places_of(
    group: list[Row], x: str, y: str, mark: str
) -> tuple[list[float], list[float | None]]:
    """Return the places of the rows of one mark; sticks and zones go on to the column `to`."""
    xs = [float(row[x]) for row in group]
    ys = [float(row[y]) if row[y] else None for row in group]
    if mark == "stick":
        pairs = [(float(row[y]), float(row["to"]), None) for row in group]
        return [place for place in xs for _ in range(3)], [y for pair in pairs for y in pair]
    if mark == "zone" and all(row.get("to") for row in group):
        return xs + xs[::-1], ys + [float(row["to"]) for row in group[::-1]]
    return xs, ys


def last_values(
    groups: dict[tuple[str, str], list[Row]], settings: Row, digits: int
) -> dict[str, str]:
    """Return what stands behind the name of each line: its last value, if there is room for all."""
    values = {}
    for (name, _), group in groups.items():
        last = [row for row in group if row[settings["y"]]][-1:]
        if not last or last[0][settings["x"]] in highlighted(settings):
            continue
        mark = "\u200e" if name > "\u0590" else ""  # the number stays right of Arabic letters
        values[name] = f"{mark} {picture.figures(float(last[0][settings['y']]), digits)}"
    room = all(len(name + value) < 14 or len(name) > 13 for name, value in values.items())
    return values if room else {}


def draw_grid(drawing: Any, settings: Row, rows: list[Row], digits: int) -> None:
    """Draw a table as cells, with the names of its rows and columns around it."""
    columns = numeric(rows[0], settings)
    table = [[float(row[name]) for name in columns] for row in rows]
    names = [row[settings["x"]] for row in rows]
    drawing.image(table, names, columns, digits)
    room = picture.WIDTH - drawing.left * picture.LETTER
    for name in columns:
        fit(drawing, name, room / len(columns) + 2)
    for name in names:
        fit(drawing, name, 14 * picture.LETTER)
    across, top = 100 / len(columns), drawing.height - len(rows) * drawing.tall
    for block in highlighted(settings):
        corners = [corner.split("/") for corner in block.split(":")]
        down = [top + names.index(row.strip()) * drawing.tall for row, _ in corners]
        right = [columns.index(column.strip()) * across for _, column in corners]
        for kind in ("rim frame", "hi frame"):
            edges = min(right), max(right) + across, min(down), max(down) + drawing.tall
            drawing.box(kind, *edges)
