"""Charts drawn at build time: a few lines in the page, a CSV in `docs/data/`, a static SVG with no JavaScript.

The drawing is Vega-Lite's, through vl-convert-python. The colours are named once here and exchanged for the palette's
by the style sheet, so that one drawing reads well in light and in dark.
"""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import math
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from series.fences import fences
from series.findings import Finding, show

ROOT = Path(__file__).resolve().parents[2]  # no engine tells a formatter where the project is
KINDS = ("bar", "column", "line")
REQUIRED = ("data", "type", "x", "y", "title", "alt")
OPTIONAL = ("series", "note")
MAX_ROWS = 200  # more than that is a data set, not a chart that a reader on a phone can take in
MAX_BYTES = 64 * 1024
MAX_SERIES = 4
LABEL_LENGTH = 32
FILE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.csv")
SERIES_COLOURS = ("#0b6e69", "#b4532a", "#5b4b9a", "#7a6a00")  # series.css names the same four for the dark palette
EXAMPLE = """\
data: day-08-capacity.csv
type: column
x: year
y: megawatts
title: Wind power in Morocco
alt: What the chart shows, with its main numbers."""

Problem = tuple[int, str, str]  # line inside the block or the CSV, what was found, what to write


@dataclass
class Chart:
    """A chart block that was read without problems. `rows` are those of the CSV, in its order."""

    data: str
    type: str
    x: str
    y: str
    title: str
    alt: str
    series: str = ""
    note: str = ""
    rows: list[dict[str, str]] = field(default_factory=list)

    @property
    def unit(self) -> str:
        """The unit of the values, the same on every row."""
        return self.rows[0]["unit"]


def read_block(body: str) -> tuple[dict[str, str], list[Problem]]:
    """Read the lines of a chart block. Returns its settings and what is wrong with them."""
    try:
        if re.search(r":[ \t]+[&*!]", body):  # a value that repeats another one can grow larger than any memory
            raise yaml.YAMLError
        settings = yaml.safe_load(body)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        return {}, [(line, "the chart block is not readable as `name: value` lines.", "Put quotes around a value that contains a colon.")]
    if not isinstance(settings, dict):
        return {}, [(1, "the chart block is empty or has no `name: value` lines.", "Write, for example:\n" + EXAMPLE)]
    problems: list[Problem] = []
    for name, value in settings.items():
        line = next((at for at, text in enumerate(body.splitlines(), 1) if text.startswith(f"{name}:")), 1)
        if name not in REQUIRED + OPTIONAL:
            problems.append((line, f"the chart block has an unknown line `{name}`.", f"Use {', '.join(REQUIRED + OPTIONAL)}."))
        elif not isinstance(value, (str, int)) or isinstance(value, bool) or not str(value).strip():
            problems.append((line, f"`{name}` of the chart is {show(value)}.", "Write a short text after the colon."))
    for name in REQUIRED:
        if name not in settings:
            problems.append((1, f"the chart block has no `{name}`.", "Write, for example:\n" + EXAMPLE))
    if not problems:
        if settings["type"] not in KINDS:
            problems.append((1, f"the chart's type is {settings['type']!r}.", f"Write one of {', '.join(KINDS)}."))
        if not FILE_NAME.fullmatch(str(settings["data"])):
            problems.append((1, f"the chart's data is {settings['data']!r}.",
                             "Write the name of a file in docs/data/: small letters, digits and hyphens, ending in .csv."))
    return {str(name): str(value) for name, value in settings.items()}, problems


def as_number(text: str) -> float | None:
    """Return the number that `text` states (decimal point, no separators), or None. Infinity is not a number here."""
    if not re.fullmatch(r"-?\d+(\.\d+)?", text.strip()):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def read_rows(text: str, settings: dict[str, str]) -> tuple[list[dict[str, str]], list[Problem]]:
    """Read a CSV for a chart. Returns its rows and what is wrong with them, by line of the file."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        table = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        return [], [(reader.line_num, f"the CSV cannot be read: {error}.", "Save it as plain comma-separated text.")]
    if not table:
        return [], [(1, "the CSV is empty.", "Write a header row and at least one row of data.")]
    header = table[0][1]
    wanted = [settings["x"], settings["y"], "unit", "source"] + ([settings["series"]] if "series" in settings else [])
    missing = [name for name in wanted if name not in header]
    if missing:
        return [], [(1, f"the header row has no column {', '.join(repr(name) for name in missing)}; it has {', '.join(header)}.",
                     "Name the columns in the CSV as in the chart block, and add the columns unit and source.")]
    if len(set(header)) < len(header):
        return [], [(1, "the header row names one column twice.", "Give each column its own name.")]
    if len(table) == 1:
        return [], [(1, "the CSV has a header row and no data.", "Add at least one row.")]
    if len(table) - 1 > MAX_ROWS:
        return [], [(MAX_ROWS + 2, f"the CSV has {len(table) - 1:,} rows.", f"Keep at most {MAX_ROWS}: a chart is read on a phone.")]
    problems: list[Problem] = []
    rows: list[dict[str, str]] = []
    seen: set[tuple[str, str]] = set()
    for line, cells in table[1:]:
        if len(cells) != len(header):
            problems.append((line, f"this row has {len(cells)} cells, the header has {len(header)}.",
                             "Put quotes around a cell that contains a comma."))
            continue
        row = dict(zip(header, cells, strict=True))
        rows.append(row)
        for name in wanted:
            if not row[name]:
                problems.append((line, f"the cell {name!r} is empty.", "Fill it in, or take the row out."))
        if row[settings["y"]] and as_number(row[settings["y"]]) is None:
            problems.append((line, f"{settings['y']!r} is {row[settings['y']]!r}, which is not a number.",
                             "Write digits with a decimal point and no separator, for example 1400 or 57.5."))
        if settings["type"] == "line" and not re.fullmatch(r"\d{4}", row[settings["x"]]):
            problems.append((line, f"{settings['x']!r} is {row[settings['x']]!r}, and a line chart needs years.",
                             "Write a year such as 2024, or use `type: column`."))
        elif len(row[settings["x"]]) > LABEL_LENGTH:
            problems.append((line, f"the label {row[settings['x']]!r} is longer than {LABEL_LENGTH} characters.",
                             "Shorten it: it must fit on a phone."))
        key = (row[settings["x"]], row.get(settings.get("series", ""), ""))
        if key in seen:
            problems.append((line, f"{key[0]!r} stands in the CSV twice.", "Keep one row, or tell the two apart with a `series` column."))
        seen.add(key)
    if len({row["unit"] for row in rows}) > 1:
        problems.append((1, "the CSV mixes several units.", "Draw one chart for each unit."))
    if "series" in settings and len({row[settings["series"]] for row in rows}) > MAX_SERIES:
        problems.append((1, f"the chart has more than {MAX_SERIES} series.", "Keep the most telling ones."))
    return rows, problems


def load(body: str, folder: Path) -> tuple[Chart | None, list[Problem], list[Problem]]:
    """Read a chart block and its CSV.

    Returns the chart, or None when anything is wrong; the problems of the block; the problems of the CSV.
    """
    settings, problems = read_block(body)
    if problems:
        return None, problems, []
    path = folder / settings["data"]
    if path.is_symlink() or not path.is_file():
        return None, [(1, f"there is no file docs/data/{settings['data']}.", "Add it, or correct the name after `data:`.")], []
    if path.stat().st_size > MAX_BYTES:
        return None, [], [(1, f"the file has {path.stat().st_size:,} bytes.", f"Keep it under {MAX_BYTES:,}: at most {MAX_ROWS} rows.")]
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return None, [], [(1, "the file is not UTF-8 text.", "Save it as CSV UTF-8.")]
    rows, problems = read_rows(text, settings)
    if problems:
        return None, [], problems
    return Chart(**settings, rows=rows), [], []


def check_charts(path: str, text: str, folder: Path) -> list[Finding]:
    """Return what is wrong with the charts of one page. `path` is the page's, `folder` is `docs/data`."""
    found: list[Finding] = []
    for fence in fences(text):
        if fence.language != "chart":
            continue
        _, in_block, in_csv = load(fence.body, folder)
        found += [Finding(path, fence.line + line, 1, "chart-block", message, hint) for line, message, hint in in_block]
        if in_csv:
            settings, _ = read_block(fence.body)
            found += [Finding(f"docs/data/{settings['data']}", line, 1, "chart-data", message, hint) for line, message, hint in in_csv]
    return found


def specification(chart: Chart) -> dict[str, Any]:
    """Return the Vega-Lite drawing of a chart, 340 units wide: the width of a phone, so that its text keeps its size."""
    names = list(dict.fromkeys(row[chart.series] for row in chart.rows)) if chart.series else []
    values = [
        {"x": int(row[chart.x]) if chart.type == "line" else row[chart.x], "y": as_number(row[chart.y]),
         "s": row[chart.series] if chart.series else ""}
        for row in chart.rows
    ]
    across: dict[str, Any] = {"field": "x", "type": "nominal", "sort": None, "axis": {
        "title": None, "labelAngle": 0, "labelLimit": 150, "domain": True, "ticks": False, "labelPadding": 6}}
    value: dict[str, Any] = {"field": "y", "type": "quantitative", "axis": None}
    label: dict[str, Any] = {"field": "y", "type": "quantitative", "format": ",~f"}
    colour: dict[str, Any] = {"field": "s", "type": "nominal", "sort": None, "scale": {"domain": names, "range": list(SERIES_COLOURS)},
                              "legend": {"title": None, "orient": "top", "direction": "vertical", "columns": 1, "labelLimit": 300}}
    shade: dict[str, Any] = {"color": colour} if names else {"color": {"value": SERIES_COLOURS[0]}}
    size: dict[str, Any] = {"width": 340, "height": 210, "autosize": {"type": "fit", "contains": "padding"}}
    padding: dict[str, int] = {"left": 8, "right": 8, "top": 8, "bottom": 4}
    if chart.type == "line":
        years = sorted({int(row[chart.x]) for row in chart.rows})
        step = max(1, math.ceil(len(years) / 7))
        axis = {"title": None, "format": "d", "values": years[::-1][::step], "grid": False, "labelOverlap": True}
        layers = [{"mark": {"type": "line", "strokeWidth": 2.5, "point": {"filled": True, "size": 45}}, "encoding": {
            "x": {"field": "x", "type": "quantitative", "scale": {"zero": False, "nice": False, "padding": 12}, "axis": axis},
            "y": {"field": "y", "type": "quantitative", "axis": {"title": None, "format": ",~f", "tickCount": 5}},
            **shade, **({"strokeDash": {"field": "s", "type": "nominal", "sort": None, "legend": None, "scale": {
                "domain": names, "range": [[1, 0], [7, 4], [2, 3], [9, 3, 2, 3]]}}} if names else {})}}]
    else:
        offset = {"field": "s", "sort": None}
        flat = chart.type == "bar"
        place = {"y": across, "x": value} if flat else {"x": across, "y": value}
        if names:
            place["yOffset" if flat else "xOffset"] = offset
        if flat:
            size["height"] = {"step": 17 if names else 28}
            size["autosize"] = {"type": "fit-x", "contains": "padding"}
            # A reader's font may be wider than the one that the library measures with: about one unit a letter.
            padding = {"left": 4 + max(len(row[chart.x]) for row in chart.rows), "right": 8, "top": 4, "bottom": 4}
        text = {"type": "text", "fontSize": 11, "color": "currentColor", **(
            {"align": "left", "baseline": "middle", "dx": 4} if flat else {"baseline": "bottom", "dy": -3})}
        layers = [{"mark": {"type": "bar", "cornerRadiusEnd": 2}, "encoding": {**place, **shade}},
                  {"mark": text, "encoding": {**place, "text": label}}]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json", **size, "background": None, "padding": padding,
        "data": {"values": values}, "layer": layers,
        "config": {"font": "sans-serif", "view": {"stroke": None}, "text": {"color": "currentColor"},
                   "axis": {"labelColor": "currentColor", "labelFontSize": 11, "domainColor": "#8a8a8a", "gridColor": "#8a8a8a",
                            "gridOpacity": 0.3, "tickColor": "#8a8a8a"},
                   "legend": {"labelColor": "currentColor", "labelFontSize": 11, "symbolStrokeColor": "transparent"}},
    }


def draw(chart: Chart, cache: Path) -> str:
    """Return the SVG of a chart. A chart whose data and settings have not changed is read from `cache`."""
    wanted = json.dumps(specification(chart), sort_keys=True)
    digest = hashlib.sha256(wanted.encode()).hexdigest()[:32]
    kept = cache / f"{digest}.svg"
    if kept.is_file():
        return kept.read_text(encoding="utf-8")
    import vl_convert  # here, since starting it costs more than reading a dozen kept charts

    drawn: str = vl_convert.vegalite_to_svg(wanted)
    # The library counts its ids on from one chart to the next; ours depend on the chart alone, and differ on one page.
    for number, name in enumerate(dict.fromkeys(re.findall(r'id="([^"]+)"', drawn))):
        drawn = re.sub(rf'(id="|url\(#){re.escape(name)}(?="|\))', rf"\g<1>chart-{digest[:8]}-{number}", drawn)
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_text(drawn, encoding="utf-8")
    return drawn


def figure(chart: Chart, svg: str, data_address: str) -> str:
    """Return the HTML of a chart: title, drawing, note, and the numbers as a folded table with a link to the CSV."""
    picture = re.sub(
        r"<svg [^>]*?viewBox=\"([^\"]+)\"[^>]*>",
        lambda found: f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{found[1]}" role="img" aria-label="{html.escape(chart.alt)}">',
        svg, count=1,
    )
    header = list(chart.rows[0])
    head = "".join(f'<th scope="col">{html.escape(name.replace("_", " "))}</th>' for name in header)
    rows = "".join("<tr>" + "".join(f"<td>{html.escape(row[name])}</td>" for name in header) + "</tr>" for row in chart.rows)
    note = f'<p class="chart__note">{html.escape(chart.note)}</p>' if chart.note else ""
    return (
        f'<figure class="chart"><figcaption>{html.escape(chart.title)} <span class="chart__unit">({html.escape(chart.unit)})</span></figcaption>'
        f'<div class="chart__plot" data-search-exclude>{picture}</div>{note}'
        f'<details class="chart__data"><summary>The numbers</summary><div class="chart__table" tabindex="0" role="region" '
        f'aria-label="{html.escape(chart.title)}: the numbers"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>'
        f'<p><a href="{html.escape(data_address)}" download>Download the numbers (CSV)</a></p></details></figure>'
    )


def fence(source: str, language: str, css_class: str, options: dict[str, Any], md: Any, *, tables: str = "../data", **other: Any) -> str:
    """Draw one ```` ``` chart ```` block: a formatter of pymdownx.superfences, which `mkdocs.yml` names.

    tables: where `docs/data` is, seen from a day page, the only kind of page that has charts. The default is right for
    Zensical, which turns the addresses of files into those of the site in raw HTML as well; MkDocs leaves those alone.
    A block with a fault is shown as the text it is; the checker says what is wrong with it and stops the strict build.
    """
    chart, _, _ = load(source, ROOT / "docs" / "data")
    if chart is None:
        return f"<pre><code>{html.escape(source)}</code></pre>"
    return figure(chart, draw(chart, ROOT / ".cache" / "charts"), f"{tables}/{chart.data}")
