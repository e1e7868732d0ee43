"""Draw a chart: a picture of docs/challenges/plot.py whose labels can all be read on a phone."""

from __future__ import annotations

import importlib.util
import itertools
import re
from pathlib import Path
from typing import Any

Row = dict[str, str]
Box = tuple[float, float, float, float]  # left, top, right, bottom, in px
# Where a label may stand beside its place: dx, dy, how it is aligned; the first free one is taken.
BESIDE = [(9, 4, ""), (-9, 4, "end"), (0, -9, "mid"), (0, 20, "mid"), (6, -7, ""), (6, 17, "")]
BESIDE += [(-6, -7, "end"), (-6, 17, "end"), (0, -20, "mid"), (0, 32, "mid")]
OVER = BESIDE[2:4] + BESIDE[:2] + BESIDE[4:]
SPOTS = {
    "hi": OVER,
    "name": OVER,
    "line": [(0, dy, side) for dy in (-9, 20, -24, 34) for side in ("end", "mid", "")],
    "right": [(8, dy, "") for dy in (4, -6, 14, -12, 20, -22, 30)],
}

_spec = importlib.util.spec_from_file_location(
    "plot", Path(__file__).resolve().parents[1] / "docs/challenges/plot.py"
)
assert _spec and _spec.loader  # the file is a part of this project
plot: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(plot)


class Drawing(plot.Picture):  # type: ignore[misc]
    """A picture whose labels never lie on each other. `faults` says which found no room."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.boxes: list[Box] = []  # texts and dots
        self.lines: list[Box] = []  # short pieces of all lines

    @property
    def room(self) -> float:
        """The px that a phone leaves for the drawing itself."""
        return float(plot.WIDTH - (self.left + self.right) * plot.LETTER)

    def draw(self, kind: str, colour: str, places: list[tuple[float, float | None]]) -> None:
        """Draw one mark, and keep its dots and its line free of labels."""
        super().draw(kind, colour, places)
        known = [(x * self.room / 100, y) for x, y in places if y is not None]
        if kind in ("dot", "ring", "hi"):
            self.boxes += [(x - 4, y - 4, x + 4, y + 4) for x, y in known]
        else:
            for (x, y), (next_x, next_y) in itertools.pairwise(known if kind != "zone" else []):
                parts = int(max(abs(next_x - x), abs(next_y - y)) / 6) + 1
                for part in (step / parts for step in range(parts + 1)):
                    at_x, at_y = x + (next_x - x) * part, y + (next_y - y) * part
                    self.lines.append((at_x - 1, at_y - 2, at_x + 1, at_y + 2))

    def label(self, text: str, places: list[tuple[float, float]], kind: str, spot: str) -> None:
        """Write a text where it covers nothing on a phone, or else nothing but a line."""
        wide, spots = len(text) * plot.LETTER, SPOTS.get(spot, BESIDE)
        for taken in (self.boxes + self.lines, self.boxes):
            for (x, y), (dx, dy, side) in itertools.product(places, spots):
                left = x * self.room / 100 + dx - {"": 0, "mid": wide / 2, "end": wide}[side]
                box = (left, y + dy - 10, left + wide, y + dy + 2)
                inside = left > -12 and box[2] < self.room + self.right * plot.LETTER + 12
                inside = inside and box[1] >= 0 and box[3] < self.height - (40 if self.x else 22)
                if inside and not any(overlap(box, other) for other in taken):
                    self.boxes.append(box)
                    self.text(x, y + dy, text, f"{kind} {side}", dx)
                    return
        self.faults.append(text)

    def fit(self, text: str, width: float) -> None:
        """Note a text that is wider than the px it has."""
        if len(text) * plot.LETTER > width:
            self.faults.append(text)

    def columns(
        self, names: list[str], series: dict[str, list[float]], kinds: list[str], **look: Any
    ) -> None:
        """Draw upright bars, a group for each name, with a value over each. `kinds`: as in bars."""
        whole, digits, unit = look["whole"], look["digits"], look["unit"]
        flat = [value for values in series.values() for value in values]
        low, high = min(0, *flat), max(0, whole, *flat) or 1
        beside = max(map(len, series)) * plot.LETTER < plot.WIDTH / len(series)
        lines = 0 if len(series) == 1 else 1 if beside else len(series)
        bottom, top = self.height - 24 - 16 * (low < 0), 20 + 17 * lines
        slot = 100 / len(names)
        wide = slot * 0.84 / len(series)

        def up(value: float) -> float:
            return float(bottom - (value - low) / (high - low) * (bottom - top))

        for s, (label, values) in enumerate(series.items()):
            if label:
                x, y = (s * 100 / len(series), 0) if lines == 1 else (0, 17 * s)
                self.text(x, y + 11, label, f"c{s + 1} b")
            for i, value in enumerate(values):
                left = slot * (i + 0.08) + s * wide
                if whole:
                    self.box("track", left, left + wide * 0.92, up(whole), up(0))
                kind = f"bar {kinds[i] or f'c{s + 1}'}"
                self.box(kind, left, left + wide * 0.92, up(value), up(0))
                shown = plot.figures(value, digits) + (unit if i == s == 0 else "")
                self.fit(shown, plot.WIDTH * wide / 100 + 4)
                over = up(value) + (14 if value < 0 else -5)
                self.text(left + wide * 0.46, over, shown, "b mid")
        for i, name in enumerate(names):
            self.fit(name, plot.WIDTH * slot / 100 + 4)
            self.text(slot * (i + 0.5), self.height - 5, name, "mid")
        self.path("axis", f"M0 {plot.at(up(0))}H100")


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] + 3 and b[0] < a[2] + 3 and a[1] < b[3] and b[1] < a[3]


def draw(settings: Row, rows: list[Row], *, bare: bool = False) -> tuple[dict[str, Any], list[str]]:
    """Draw a chart that was read. bare: leave no room for names, which nobody will show.

    Returns what plot.svg writes, and the labels without room.
    """
    picture, kind, y = Drawing(), settings["type"], settings.get("y", "")
    if kind == "scatter" and in_words(rows, y):
        picture.rows = list(dict.fromkeys(row[y] for row in rows))[::-1]
        picture.height = 70 + 48 * len(picture.rows)
        rows = [row | {y: str(picture.rows.index(row[y]))} for row in rows]
    cells = [row[name] for row in rows for name in numeric(row, settings) if row.get(name)]
    values = [float(cell) for cell in cells]
    places = sorted(len(cell.partition(".")[2]) for cell in cells)
    digits = min(places[len(places) // 2], int(plot.decimals(values)))
    digits = int(settings.get("digits", digits))
    share = re.match(r"(%|per ?cent)( of .*)?$", rows[0]["unit"])
    whole = share and all(0 <= value <= 100 for value in values)  # it can be shown behind them
    look = {"digits": digits, "unit": "%" if whole else "", "whole": 100 if whole else 0}
    if kind == "grid":
        draw_grid(picture, settings, rows, digits)
    elif kind == "bar":
        draw_bars(picture, settings, rows, bare=bare, **look)
    elif kind == "column":
        names = list(dict.fromkeys(row[settings["x"]] for row in rows))
        series: dict[str, list[float]] = {}
        for row in rows:
            series.setdefault(row.get(settings.get("series", ""), ""), []).append(float(row[y]))
        marked = ["hi" * (name in highlighted(settings)) for name in names]
        picture.columns(names, series, marked, **look)
    else:
        draw_field(picture, settings, rows, digits)
    return picture.finish() | {"alt": settings["alt"]}, picture.faults


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


def draw_bars(picture: Drawing, settings: Row, rows: list[Row], *, bare: bool, **look: Any) -> None:
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
        picture.fit(name, plot.WIDTH - 7 * plot.LETTER)
    picture.bars(names, [float(row[settings["y"]]) for row in rows], kinds, **look)


def draw_field(picture: Drawing, settings: Row, rows: list[Row], digits: int) -> None:
    """Draw a line or a scatter chart: a mark for each series and kind of mark, in their order."""
    x, y, kind = settings["x"], settings["y"], settings["type"]
    years = x.lower() in ("year", "years")
    picture.x = "" if years else x.replace("_", " ")
    y_said = not years and y != rows[0]["unit"]
    if kind == "scatter" and not picture.rows:
        picture.y, picture.height = y.replace("_", " ") * y_said, 290
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        mark = (row.get("mark") or "dot") if kind == "scatter" else "line"
        groups.setdefault((row.get(settings.get("series", ""), ""), mark), []).append(row)
    coloured = list(dict.fromkeys(name for name, mark in groups if mark not in ("stick", "border")))
    named = {name: mark for name, mark in groups}  # a name is written once: on its last mark
    for (name, mark), group in groups.items():
        xs, ys = places_of(group, x, y, mark)
        colour = "" if mark in ("stick", "border") else f"c{coloured.index(name) % 4 + 1}"
        label = name if named[name] == mark else ""
        if kind == "line":
            label = end_label(name, group, settings, digits)
        words = [row.get("label", "") for row in group] if mark not in ("stick", "zone") else []
        picture.mark({"dashes": "dash"}.get(mark, mark), xs, ys, label, colour, words)
    for row in rows:
        point = {row[x], row.get("label")} & set(highlighted(settings))
        if point and row[y] and row.get("mark", "") in ("", "dot", "ring"):
            shown = plot.figures(float(row[y]), digits) + f" in {row[x]}" * years
            words = [] if row.get("label") else [shown]
            picture.mark("hi", [float(row[x])], [float(row[y])], names=words)


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


def end_label(name: str, group: list[Row], settings: Row, digits: int) -> str:
    """Return what stands at the end of a line: its name, and its last value where that fits."""
    last = [row for row in group if row[settings["y"]]][-1:]
    if not last or last[0][settings["x"]] in highlighted(settings):
        return name
    shown = plot.figures(float(last[0][settings["y"]]), digits)
    mark = "\u200e" if name > "\u0590" else ""  # a number after Arabic letters stays on the right
    return (
        f"{name}{mark} {shown}".strip() if len(name) + len(shown) < 13 or len(name) > 13 else name
    )


def draw_grid(picture: Drawing, settings: Row, rows: list[Row], digits: int) -> None:
    """Draw a table as cells, with the names of its rows and columns around it."""
    columns = numeric(rows[0], settings)
    table = [[float(row[name]) for name in columns] for row in rows]
    names = [row[settings["x"]] for row in rows]
    picture.image(table, names, columns, digits)
    for name in columns:
        picture.fit(name, picture.room / len(columns) + 2)
    for name in names:
        picture.fit(name, 14 * plot.LETTER)
    across, top = 100 / len(columns), picture.height - len(rows) * picture.tall
    for block in highlighted(settings):
        corners = [corner.split("/") for corner in block.split(":")]
        down = [top + names.index(row.strip()) * picture.tall for row, _ in corners]
        right = [columns.index(column.strip()) * across for _, column in corners]
        for kind in ("rim frame", "hi frame"):
            edges = min(right), max(right) + across, min(down), max(down) + picture.tall
            picture.box(kind, *edges)
