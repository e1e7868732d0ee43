"""Charts: a good block is drawn, readable and escaped."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from hooks import charts
from hooks.days import BARS, spark

ROOT = Path(__file__).resolve().parent.parent
BLOCK = "data: t.csv\ntype: column\nx: year\ny: value\ntitle: Power\nalt: Two columns.\n"
TABLE = "year,value,unit,source\n2020,1,MW,ANRE 2024\n2021,2.5,MW,ANRE 2024\n"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONG = "A name of thirty-two letters too"
MARKS = """1,3,dots,dot,,P|5,6,dots,dot,,|1,3,,stick,5,|0,1,fit,line,,|6,7,fit,line,,|2,2,,border,,
2,6,,border,,|3,1,near,zone,5,|4,1,near,zone,5,|4,4,rings,ring,,|0,5,old,dashes,,|6,5,old,dashes,,"""
GOOD = {  # the block in short, its table with rows between |, the unit
    "shares": ("bar a b", f"a,b|{LONG},99.5|العربية,0.2", "% of all"),
    "parts": ("bar a b highlight=sum", "a,b,part of,mark|sum,9,,|p,4,sum,|q,1,,other", "t"),
    "negative bars": ("bar a b", "a,b|up,1234567|down,-999999.5", "t"),
    "one bar": ("bar a b", "a,b|only,0", "t"),
    "24 bars": ("bar a b", "a,b" + "".join(f"|n{i},{i}" for i in range(24)), "t"),
    "series of bars": ("bar a b series=c", "a,b,c|x,1,one|x,2,two", "t"),
    "negative columns": ("column a b", "a,b|2020,4.8|2021,-18.2", "t"),
    "groups": ("column a b series=c", "a,b,c|x,1,A long name of a series|x,2,two", "t"),
    "share columns": ("column a b highlight=2021", "a,b|2020,46|2021,100", "%"),
    "a break": ("line year b highlight=2019", "year,b|2016,3|2017,|2018,4|2019,9", "t"),
    "200 points": ("line hour b", "hour,b" + "".join(f"|{i},{i % 7}" for i in range(200)), "t"),
    "two lines": (
        "line year b series=c",
        "year,b,c|2016,3,men|2018,4,men|2016,3.1,women|2018,4.01,women",
        "t",
    ),
    "marks": ("scatter x_1 b series=c highlight=P", f"x_1,b,c,mark,to,label|{MARKS}", "t"),
    "sticks": ("scatter a b", "a,b,mark,to|1,2,stick,2|2,2,stick,2", "t"),
    "words": ("scatter score who", "score,who|0.2,ill|0.9,healthy", "t"),
    "matrix": ("grid r - highlight=1/b:2/c;2/a", "r,a,b,c|1,0,-1.5,2|2,0.5,0,1", "t"),
    "letters": ("grid key -", f"key,{','.join(LETTERS)}|7{',0' * 26}", "t"),
}


def load(
    folder: Path, block: str = BLOCK, table: str | bytes | None = TABLE
) -> tuple[Any, Any, Any]:
    if table is not None:
        (folder / "t.csv").write_bytes(table if isinstance(table, bytes) else table.encode())
    return charts.load(block, folder)


def good(folder: Path, name: str) -> charts.Chart:
    short, rows, unit = GOOD[name]
    kind, x, y, *more = short.split(" ")
    lines = [f"type: {kind}", f"x: {x}", *[f"y: {y}"] * (y != "-"), *more]
    block = "\n".join(["data: t.csv", *lines, f"title: {name}: a finding", "alt: What it shows."])
    head, *body = rows.replace("\n", "|").split("|")
    table = f"{head},unit,source\n" + "".join(f"{row},{unit},S\n" for row in body)
    chart, *problems = load(folder, block.replace("=", ": "), table)
    assert isinstance(chart, charts.Chart), problems
    return chart


@pytest.mark.parametrize("name", GOOD)
def test_a_good_chart_is_drawn(tmp_path: Path, name: str) -> None:
    first = charts.figure(good(tmp_path, name), "t.csv")
    assert first == charts.figure(good(tmp_path, name), "t.csv")
    assert "style=" not in first and not re.search(r"#[0-9a-f]{3,6}\b", first)
    svg = ET.fromstring(first[first.index("<svg") : first.rindex("</svg>") + 6])
    assert svg.get("role") == "img" and svg.get("aria-label") == "What it shows."
    assert svg.findall(".//path") and svg.findall("text")


@pytest.mark.parametrize("name", GOOD)
def test_a_good_chart_has_a_small_drawing(tmp_path: Path, name: str) -> None:
    small = ET.fromstring(spark(good(tmp_path, name)))
    assert small.findall("path") and not small.findall("text")
    left, top, wide, tall = map(float, small.attrib["viewBox"].split())
    for path in small:
        places = re.findall(r"(-?[\d.]+) (-?[\d.]+)", path.attrib["d"])
        assert all(left - 1 < float(x) < left + wide + 1 for x, _ in places)
        assert all(top - 1 < float(y) < top + tall + 1 for _, y in places)


def test_what_a_chart_says_is_seen(tmp_path: Path) -> None:
    shares = charts.figure(good(tmp_path, "shares"), "t.csv")
    assert 'class="track"' in shares and "100%" in shares
    assert 'class="track"' not in charts.figure(good(tmp_path, "negative bars"), "t.csv")
    assert 'class="bar part"' in charts.figure(good(tmp_path, "parts"), "t.csv")
    broken = re.search(
        r'class="line c1" d="([^"]+)"', charts.figure(good(tmp_path, "a break"), "t.csv")
    )
    assert broken and broken[1].count("M") == 2
    assert "9 in 2019" in charts.figure(good(tmp_path, "a break"), "t.csv")


def places(chart: charts.Chart) -> dict[str, tuple[float, float]]:
    """Return where each text of a drawing stands: across in percent, and down in px."""
    texts = [part for part in chart.drawing["elements"] if part[0] == "text"]
    return {text: (float(at["x"][:-1]), float(at["y"])) for _, at, text in texts}


def base(chart: charts.Chart) -> float:
    """Return where the axis of a drawing lies, in px from the top."""
    paths = {at["class"]: at["d"] for tag, at, _ in chart.drawing["elements"] if tag == "path"}
    return float(re.findall(r"M0 ([\d.]+)H100", paths["axis"])[0])


def drawn(folder: Path, kind: str, head: str, rows: str) -> charts.Chart:
    """Return a chart of x, y and a series: three columns of a table, its rows between |."""
    names = head.split(",")
    block = BLOCK.replace("column", kind).replace("year", names[0]).replace("value", names[1])
    table = f"{head},unit,source\n" + "".join(f"{row},t,S\n" for row in rows.split("|"))
    chart, *problems = load(folder, block + f"series: {names[2]}\n", table)
    assert isinstance(chart, charts.Chart), problems
    return chart


def test_a_legend_cannot_be_read_as_the_name_of_a_column(tmp_path: Path) -> None:
    chart = drawn(tmp_path, "column", "a,b,c", "x,1,one|x,2,two|y,3,one|y,4,two")
    at = {text: place for text, place in places(chart).items() if text[-3:] in ("one", "two")}
    assert [across for across, _ in at.values()] == [0, 0]
    assert len({down for _, down in at.values()}) == 2


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), min_size=2, max_size=4, unique=True), st.integers(0, 1))
def test_names_at_the_ends_of_lines_stand_in_the_order_of_the_lines(
    tmp_path_factory: pytest.TempPathFactory, ends: list[int], years: int
) -> None:
    rows = "|".join(f"{2020 + x},{end if x else 200},n{i}" for i, end in enumerate(ends)
                    for x in (0, 1))  # fmt: skip
    head = "year,b,c" if years else "a,b,c"  # a name of the axis takes room below the lines
    chart = drawn(tmp_path_factory.getbasetemp(), "line", head, rows)
    at = places(chart)
    names = sorted((-end, f"n{i} {end}") for i, end in enumerate(ends))
    downs = [at[name][1] for _, name in names]
    assert all(upper + 12 < lower for upper, lower in zip(downs, downs[1:], strict=False))
    assert downs[-1] < base(chart)


@pytest.mark.parametrize("values", [(79, 100), (0.861, 0.986), (65, 110), (-30, -20), (-5, 0)])
def test_an_axis_that_is_not_at_zero_bears_its_number(tmp_path: Path, values: Any) -> None:
    chart = drawn(tmp_path, "line", "a,b,c", f"1,{values[0]},n|2,{values[1]},n")
    beside = [down - 4 for across, down in places(chart).values() if across == 0]
    assert any(abs(base(chart) - down) < 0.2 for down in beside)


@pytest.mark.parametrize("first", [1990, 2015])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 6, 7, 10, 13, 15, 22, 35])
def test_named_years_are_whole_and_lie_evenly(tmp_path: Path, first: int, count: int) -> None:
    chart = drawn(tmp_path, "line", "year,b,c", f"{first},3,n|{first + count},4,n")
    years = [int(text) for text in places(chart) if re.fullmatch(r"[12]\d{3}", text)]
    steps = {later - year for year, later in zip(years, years[1:], strict=False)}
    assert len(steps) == 1 and 2 <= len(years) <= 6


@pytest.mark.parametrize(("other", "shown"), [("two", 2), ("Yesterday 12", 0)])
def test_all_lines_end_with_their_value_or_none(tmp_path: Path, other: str, shown: int) -> None:
    chart = drawn(tmp_path, "line", "a,b,c", f"1,3,one|2,4.25,one|1,3,{other}|2,5.25,{other}")
    ends = [text for text in places(chart) if text.startswith(("one", other))]
    assert len(ends) == 2 and sum("." in text for text in ends) == shown


@pytest.mark.parametrize(("subtitle", "unit", "said"), [
    ("Dams, March", "% of capacity", "Dams, March\u00a0·\u00a0% of capacity"),
    ("", "MW", "MW"),
    ("Of 7 votes, those for risk", "votes of 7", "Of 7 votes, those for risk"),
])  # fmt: skip
def test_a_unit_stands_apart_from_the_subtitle(subtitle: str, unit: str, said: str) -> None:
    assert charts.under_title(subtitle, unit) == said


def test_a_small_drawing_has_as_many_bars_as_can_be_told_apart(tmp_path: Path) -> None:
    assert spark(good(tmp_path, "24 bars")).count("z") == BARS
    assert spark(good(tmp_path, "parts")).count("z") == 3


def test_a_unit_and_a_source_that_never_change_are_said_once(tmp_path: Path) -> None:
    rows = "2020,1,MW,A 2024\n2021,2,MW,B 2025\n"
    chart, _, _ = load(tmp_path, table="year,value,unit,source\n" + rows)
    table = charts.figure(chart, "t.csv").split("<table>")[1]
    assert "unit" not in table and "B 2025" in table


def test_what_a_table_says_cannot_become_markup(tmp_path: Path) -> None:
    table = 'year,value,unit,source\n<b>a</b>,1,<i>,"<script>alert(1)</script>"\n'
    chart, _, _ = load(tmp_path, BLOCK.replace("Power", '"<img src=x>"'), table)
    assert not re.search(r"<(script|img|b|i)\b", charts.figure(chart, '"><script>'))


@pytest.mark.parametrize("lines", [
    "title: Rain: and harvest", 'title: "Rain: and harvest"',
    "title: Rain:\n  and harvest", "title:  Rain: and harvest  ",
])  # fmt: skip
def test_a_title_may_be_typed_in_several_ways(lines: str, tmp_path: Path) -> None:
    chart, problems, _ = load(tmp_path, BLOCK.replace("title: Power", lines))
    assert chart and chart.settings["title"] == "Rain: and harvest", problems


def test_every_kind_fits_a_phone_320_px_wide(tmp_path: Path, browser: Browser) -> None:
    folder = ROOT / "docs/assets/stylesheets"
    sheets = [folder / f"{name}.css" for name in ("series", "parts", "charts", "scripts")]
    style = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    figures = "".join(charts.figure(good(tmp_path, name), "t.csv") for name in GOOD)
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.set_content(
        f"<style>{style} body{{margin:0 16px}}</style><main class=md-typeset>{figures}</main>"
    )
    out = page.evaluate("""() => [...document.querySelectorAll("svg text")].filter((text) => {
        const {left, right} = text.getBoundingClientRect();
        return left < -1 || right > innerWidth + 1;
    }).map((text) => text.textContent)""")
    assert out == [] and page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
