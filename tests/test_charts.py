"""Charts: a good block is drawn the same each time; each bad block or CSV is a sentence with a file and a line."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from series.charts import check_charts, draw, figure, load

BLOCK = "data: day-08-x.csv\ntype: column\nx: year\ny: value\ntitle: Power\nalt: Two columns, 1 in 2020 and 2 in 2021.\n"
CSV = "year,value,unit,source\n2020,1,MW,ANRE 2024\n2021,2.5,MW,ANRE 2024\n"


def page(block: str) -> str:
    return f"# Title\n\n``` chart\n{block}```\n"


def faults(tmp_path: Path, block: str = BLOCK, data: str | bytes | None = CSV) -> list[tuple[str, int, str]]:
    if data is not None:
        (tmp_path / "day-08-x.csv").write_bytes(data if isinstance(data, bytes) else data.encode())
    return [(found.path, found.line, found.message) for found in check_charts("docs/days/day-08-energy.md", page(block), tmp_path)]


def test_a_good_chart_has_no_fault(tmp_path: Path) -> None:
    assert faults(tmp_path) == []


@pytest.mark.parametrize("kind", ["bar", "column", "line"])
def test_a_chart_is_drawn_the_same_twice_and_kept(tmp_path: Path, kind: str) -> None:
    (tmp_path / "day-08-x.csv").write_text(CSV)
    chart, _, _ = load(BLOCK.replace("column", kind, 1), tmp_path)
    assert chart is not None
    first = draw(chart, tmp_path / "one")
    assert first == draw(chart, tmp_path / "two") and first.startswith("<svg")
    start = time.perf_counter()
    assert draw(chart, tmp_path / "one") == first
    assert time.perf_counter() - start < 0.05
    assert "style=" not in first and "<script" not in first


def test_what_the_csv_says_cannot_become_markup(tmp_path: Path) -> None:
    (tmp_path / "day-08-x.csv").write_text('year,value,unit,source\n<b>a</b>,1,MW,"<script>alert(1)</script>"\n')
    chart, _, _ = load(BLOCK.replace("Power", '"<img src=x>"'), tmp_path)
    assert chart is not None
    html = figure(chart, draw(chart, tmp_path / "cache"), "x.csv")
    assert "<script" not in html and "<img" not in html and "<b>" not in html


@pytest.mark.parametrize(("block", "line", "words"), [
    ("", 4, "empty"),
    ("just words\n", 4, "no `name: value` lines"),
    ("title: a: b\n", 4, "not readable"),
    (BLOCK.replace("alt:", "altt:"), 9, "unknown line `altt`"),
    (BLOCK.replace("title: Power\n", ""), 4, "no `title`"),
    (BLOCK.replace("title: Power", "title: []"), 8, "`title` of the chart is []"),
    (BLOCK.replace("column", "pie"), 4, "type is 'pie'"),
    (BLOCK.replace("day-08-x.csv", "../secret.csv"), 4, "'../secret.csv'"),
    (BLOCK.replace("day-08-x.csv", "missing.csv"), 4, "no file docs/data/missing.csv"),
])
def test_a_bad_block_is_named_with_the_page_and_the_line(tmp_path: Path, block: str, line: int, words: str) -> None:
    found = faults(tmp_path, block)
    assert found and found[0][0] == "docs/days/day-08-energy.md" and any(at == line and words in text for _, at, text in found), found


@pytest.mark.parametrize(("data", "line", "words"), [
    ("", 1, "empty"),
    ("year,value,unit,source\n", 1, "no data"),
    ("year,price,unit,source\n2020,1,MW,A\n", 1, "no column 'value'"),
    ("year,value,unit,source\n2020,about 3,MW,A\n", 2, "not a number"),
    ("year,value,unit,source\n2020,1e999,MW,A\n", 2, "not a number"),
    ("year,value,unit,source\n2020,1,MW,A\n2021,1,000,MW,A\n", 3, "5 cells"),
    ("year,value,unit,source\n2020,1,MW,\n", 2, "'source' is empty"),
    ("year,value,unit,source\n2020,1,MW,A\n2021,1,GW,A\n", 1, "several units"),
    ("year,value,unit,source\n2020,1,MW,A\n2020,2,MW,A\n", 3, "twice"),
    ("year,value,unit,source\n" + "x" * 40 + ",1,MW,A\n", 2, "longer than"),
    ("year,value,unit,source\n" + "".join(f"{n},1,MW,A\n" for n in range(1000, 3000)), 202, "2,000 rows"),
    ("year,value,unit,source\n" + "".join(f"{n},1,MW,A\n" for n in range(10_000)), 1, "bytes"),
    ("year,value,unit,source\n2020,1,MW,é\n".encode("latin-1"), 1, "not UTF-8"),
])
def test_a_bad_csv_is_named_with_its_own_line(tmp_path: Path, data: str | bytes, line: int, words: str) -> None:
    found = faults(tmp_path, data=data)
    assert any((path, at) == ("docs/data/day-08-x.csv", line) and words in text for path, at, text in found), found
