"""Charts with a fault: each is a sentence with its line, and nothing breaks the build."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hooks import charts
from test_charts import BLOCK, load


@pytest.mark.parametrize(("block", "line", "named"), [
    ("", 1, "title"),
    ("just words\n", 1, "just words"),
    (BLOCK.replace("alt:", "altt:"), 6, "altt"),
    (BLOCK.replace("title: Power", "title: "), 5, "title"),
    (BLOCK + "title: Again\n", 7, "title"),
    (BLOCK.replace("title: Power\n", ""), 1, "title"),
    (BLOCK.replace("column", "pie"), 2, "grid"),
    (BLOCK.replace("t.csv", "../secret.csv"), 1, "secret"),
    (BLOCK.replace("t.csv", "missing.csv"), 1, "missing.csv"),
    (BLOCK + "digits: 12\n", 7, "12"),
    (BLOCK + "highlight: 1999\n", 1, "1999"),
])  # fmt: skip
def test_a_bad_block_is_named_with_its_line(
    tmp_path: Path, block: str, line: int, named: str
) -> None:
    chart, problems, _ = load(tmp_path, block)
    assert chart is None and any(at == line and named in said for at, said in problems), problems


HEAD = "year,value,unit,source\n"


@pytest.mark.parametrize(("kind", "table", "line", "named"), [
    ("column", "", 1, ""),
    ("column", HEAD, 1, ""),
    ("column", "year,price,unit,source\n2020,1,MW,A\n", 1, "value"),
    ("column", "year;value;unit;source\n2020;1;MW;A\n", 1, "year;value"),
    ("column", "year,value,value,unit,source\n2020,1,1,MW,A\n", 1, ""),
    ("column", HEAD + "2020,about 3,MW,A\n", 2, "about 3"),
    ("column", HEAD + '2020,"1,5",MW,A\n', 2, "1,5"),
    ("column", HEAD + "2020,1e999,MW,A\n", 2, "1e999"),
    ("column", HEAD + "2020,12345678901,MW,A\n", 2, "12345678901"),
    ("column", HEAD + "2020,1,MW,A\n2021,1,000,MW,A\n", 3, "5"),
    ("column", HEAD + '2020,1,MW,"A\n', 2, ""),
    ("column", HEAD + "2020,1,MW,\n", 2, "source"),
    ("column", HEAD + "2020,,MW,A\n", 2, "value"),
    ("column", HEAD + "2020,1,MW,A\n2021,1,GW,A\n", 3, ""),
    ("column", HEAD + "2020,1,MW,A\n2020,2,MW,A\n", 3, "2020"),
    ("line", HEAD + "in 2020,1,MW,A\n", 2, "in 2020"),
    ("line", HEAD + "2020,,MW,A\n2021,,MW,A\n", 2, ""),
    ("bar", HEAD + "".join(f"n{n},1,MW,A\n" for n in range(30)), 26, "30"),
    ("bar", HEAD + "".join(f"{n},1,MW,A\n" for n in range(10_000)), 1, ""),
    ("scatter", "year,value,mark,unit,source\n1,1,cross,MW,A\n", 2, "cross"),
    ("scatter", "year,value,mark,unit,source\n1,1,stick,MW,A\n", 2, "to"),
    ("grid", "year,value,unit,source\na,x,MW,A\n", 2, "x"),
])  # fmt: skip
def test_a_bad_table_is_named_with_its_line(
    tmp_path: Path, kind: str, table: str, line: int, named: str
) -> None:
    chart, _, problems = load(tmp_path, BLOCK.replace("column", kind), table)
    assert chart is None and any(at == line and named in said for at, said in problems), problems


@pytest.mark.parametrize(("kind", "rows", "named"), [
    ("column", [("Tanger-Tétouan-Al Hoceïma", 1), ("Oriental", 2)], "Tanger-Tétouan-Al Hoceïma"),
    ("column", [(str(2000 + n), 12345 + n) for n in range(10)], "12,345"),
    ("bar", [("A name that is far too long to be read", 1)], "A name that is far"),
    ("line", [(str(n), n) for n in range(9)], "a label with far too many letters to stand here"),
])  # fmt: skip
def test_what_a_phone_cannot_show_is_a_problem(
    tmp_path: Path, kind: str, rows: Any, named: str
) -> None:
    table = "year,value,group,unit,source\n"
    table += "".join(f'{a},{b},"{named}",t,S\n' for a, b in rows)
    block = BLOCK.replace("column", kind) + ("series: group\n" if kind == "line" else "")
    chart, problems, in_table = load(tmp_path, block, table)
    assert chart is None and any(named[:16] in said for _, said in problems), (problems, in_table)


PARTS = ["", "1", "-2.5", "2020", "stick", "%", '"', "a,b", "1e5", "0.00"]
cell = st.one_of(st.text(max_size=6), st.integers().map(str), st.sampled_from(PARTS))


COLUMNS = ["year", "value", "group", "mark", "to", "label", "unit", "source"]
column = st.sampled_from(COLUMNS)
row = st.tuples(*[cell] * 5, st.just("P"), st.just("MW"), st.just("S"))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(list(charts.KINDS)), column, column, column, st.lists(row, max_size=6))
def test_any_table_is_drawn_or_named(
    tmp_path_factory: pytest.TempPathFactory, kind: str, x: str, y: str, series: str, rows: Any
) -> None:
    table = "\n".join(",".join(cells) for cells in [COLUMNS, *rows])
    block = BLOCK.replace("column", kind).replace("year", x).replace("value", y)
    for more in ("", f"series: {series}\nhighlight: P; 2020\n"):
        data = table.encode("utf-8", "replace")
        chart, problems, in_table = load(tmp_path_factory.getbasetemp(), block + more, data)
        assert (chart is None) == bool(problems or in_table)
        if chart:
            ET.fromstring("<svg>" + charts.picture.svg(chart.drawing) + "</svg>")
