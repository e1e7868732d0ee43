"""Tables: the cause that a spreadsheet left is named on its line, and no row is lost in silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import tables
from checks.page import Page
from checks.site import Site
from checks.tests.conftest import ONE, TABLE, Repository

PATH = "docs/data/day-01-counts.csv"
HEAD = "year,count,unit,source\n"
ROWS = "".join(f"{year},{year + 2000},deaths,HCP\n" for year in range(2000, 2006))


def look(text: str) -> list[tuple[int, str, str | None]]:
    found = list(tables.check_table(Page(PATH, text.encode()), Site(Path("/nowhere"))))
    return [(each.line, each.rule, each.fixed) for each in found]


@pytest.mark.parametrize(
    "text",
    [
        TABLE, "\ufeff" + TABLE, TABLE.replace("\n", "\r\n"), TABLE.rstrip("\n"), TABLE + "\n\n",
        'name,value,unit,source\n"Rabat, Salé",-1.5,%,"a ""b"""\nFès,+3,%,x=y@z; more\nx,-,%,-\n',
        "name,value,unit,source\n3G,12,%,x\n4G,31,%,x\n", "a,gap,unit,source\n1,-2,m,x\n2,−,m,x\n",
        HEAD + ROWS, "name,share,unit,source\na,0.123,%,x\nb,1.234,%,x\n",
    ],
)  # fmt: skip
def test_good(text: str) -> None:
    assert look(text) == []


@pytest.mark.parametrize(
    "text, line, rule, mended",
    [
        (TABLE.replace(",", ";").replace("Publisher;", "Publisher,"), 1, "table-form", True),
        (TABLE.replace(",", "\t"), 1, "table-form", True),
        ("sep=;\n" + TABLE.replace(",", ";"), 1, "table-form", True),
        ("sep=,\n" + TABLE, 1, "table-form", True),
        ("a;b;unit;source\n2020;1 234,5;MW;x\n2021;0,7;MW;x\n", 1, "table-form", True),
        ("Road deaths,,,\n" + TABLE, 1, "table-form", True),
        ("Road deaths\n\n" + TABLE, 1, "table-form", True),
        (TABLE.replace("source\n", "source,,\n").replace('5"\n', '5",,\n'), 1, "table-form", True),
        (TABLE.replace("year", "Year"), 1, "table-header", True),
        (TABLE.replace("unit", "Unité"), 1, "table-header", True),
        (TABLE.replace("count,", "year,"), 1, "table-header", False),
        ("year,count,source\n2023,3,x\n", 1, "table-header", False),
        (HEAD, 1, "table-rows", False),
        ("\n\n", 1, "table-rows", False),
        (TABLE.replace("3005", "3,005"), 2, "table-row", False),
        (TABLE.replace("deaths", "", 1), 2, "table-row", False),
        (TABLE.replace('"Publisher, 2025"', '"Publisher', 1), 2, "table-quote", False),
        (TABLE + '2025,1,deaths,"open\n', 4, "table-quote", False),
        (TABLE.replace('2023,3005,deaths,"', '2023,3005,deaths,x "'), 2, "table-row", False),
        (HEAD + "=1+1,1,m,x\n2,2,m,x\n", 2, "table-formula", False),
        (HEAD + '2,2,m,"@SUM(A1)"\n', 2, "table-formula", False),
        (HEAD + "2,2,m,+A1\n", 2, "table-formula", False),
        (HEAD + "2,2,m,-2+3+cmd|x\n", 2, "table-formula", False),
        (HEAD + '2,2,m,"x;=HYPERLINK(1)"\n', 2, "table-formula", False),
        (TABLE + "Total,7029,deaths,x\n", 4, "table-total", False),
        (TABLE + "2025,5,injured,x\n", 4, "table-unit", False),
        (TABLE + '2025,"5,1",deaths,x\n', 4, "table-number", False),
        (TABLE + "2025,5 100,deaths,x\n", 4, "table-number", False),
        (TABLE + "2025,12%,deaths,x\n", 4, "table-number", False),
        (HEAD + ROWS + "2007,4.024,deaths,x\n", 8, "table-number", False),
    ],
)
def test_bad(text: str, line: int, rule: str, mended: bool) -> None:
    found = look(text)
    assert found and found[0][:2] == (line, rule) and bool(found[0][2]) == mended
    for _ in range(4):
        text = next((fixed for _, _, fixed in look(text) if fixed), text)
    assert not mended or look(text) == []


def test_a_french_table_is_mended_to_the_same_numbers() -> None:
    fixed = look("année;valeur;unité;source\n2020;1 234,5;MW;«a, b»\n2021;0,7;MW;x\n")[0][2]
    assert fixed == 'année,valeur,unité,source\n2020,1234.5,MW,"«a, b»"\n2021,0.7,MW,x\n'


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(list('ab,;"\t\n1.=-|% é')), max_size=60))
def test_any_table(text: str) -> None:
    for line, _, fixed in look(text):
        assert 1 <= line <= text.count("\n") + 1 and fixed != text


def test_chart(repo: Repository) -> None:
    repo.edit(ONE, "y: count", "y: deaths")
    assert repo.faults() == [(ONE, 25, "chart")]
    repo.edit(ONE, "y: deaths", "y: count")
    repo.edit(ONE, "data: day-01-counts.csv", "data: other.csv")
    assert {(path, rule) for path, _, rule in repo.faults()} == {(ONE, "chart")}


def test_chart_and_table_are_told_once(repo: Repository) -> None:
    repo.write(PATH, TABLE.replace(",", ";"))
    assert repo.faults() == [(PATH, 1, "table-form")]
