"""Tables and charts: what a spreadsheet left is named on its line, no row is lost in silence."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import blocks
from checks.page import Page
from checks.site import Site
from checks.tests.conftest import ONE, TABLE, Repository
from checks.text import check_text

PATH = "docs/data/day-01-counts.csv"
HEAD = "year,count,unit,source\n"


def look(text: str) -> list[tuple[int, str, str | None]]:
    page, site = Page(PATH, text.encode()), Site(Path("/nowhere"))
    found = [*blocks.check_table(page, site), *check_text(page, site)]
    return [(each.line, each.rule, each.fixed) for each in found]


@pytest.mark.parametrize("text", [
    TABLE, "\ufeff" + TABLE, TABLE.replace("\n", "\r\n"), TABLE.rstrip("\n"), TABLE + "\n\n",
    'name,value,unit,source\n"Rabat, Salé",-1.5,%,"a ""b"""\nFès,+3,%,x=y@z; more\nx,-,%,-\n',
    "name,value,unit,source\n3G,12,%,x\n4G,31,%,x\n", "a,gap,unit,source\n1,-2,m,x\n2,−,m,x\n",
])  # fmt: skip
def test_good(text: str) -> None:
    assert look(text) == []


@pytest.mark.parametrize("text, line, rule, mended", [
    (TABLE.replace(",", ";").replace("Publisher;", "Publisher,"), 1, "form", True),
    (TABLE.replace(",", "\t"), 1, "form", True), ("sep=,\n" + TABLE, 1, "form", True),
    ("sep=;\n" + TABLE.replace(",", ";"), 1, "form", True),
    ("a;b;unit;source\n2020;1 234,5;MW;x\n2021;0,7;MW;x\n", 1, "form", True),
    ("day;x;unit;source\n2016, 14 March;6,1;%;A, 2016\n", 1, "form", True),
    (TABLE.replace('"Publisher, 2025"', '"Publisher', 1), 2, "quote", False),
    (TABLE + '2025,1,deaths,"open\n', 4, "quote", False),
    (HEAD + "=1+1,1,m,x\n", 2, "formula", False),
    (HEAD + '2,2,m,"@SUM(A1)"\n', 2, "formula", False), (HEAD + "2,2,m,+A1\n", 2, "formula", False),
    (HEAD + "2,2,m,-2+3+cmd|x\n", 2, "formula", False),
    (HEAD + '2,2,m,"x;=HYPERLINK(1)"\n', 2, "formula", False),
])  # fmt: skip
def test_bad(text: str, line: int, rule: str, mended: bool) -> None:
    found = look(text)
    assert found[0][:2] == (line, f"table-{rule}") and bool(found[0][2]) == mended
    assert not mended or look(str(found[0][2])) == []


def test_a_french_table_is_mended_to_the_same_numbers() -> None:
    fixed = look("année;valeur;unité;source\n2020;1 234,5;MW;«a, b»\n2021;0,7;MW;x\n")[0][2]
    assert fixed == 'année,valeur,unité,source\n2020,1234.5,MW,"«a, b»"\n2021,0.7,MW,x\n'


@settings(max_examples=200, deadline=None)
@given(st.text(st.sampled_from(list('ab,;"\t\n1.=-|% é')), max_size=60))
def test_any_table(text: str) -> None:
    for line, _, fixed in look(text):
        assert 1 <= line <= text.count("\n") + 1 and fixed != text


@pytest.mark.parametrize("path, old, new, where, line", [
    (ONE, "y: count", "y: deaths", PATH, 1), (ONE, "x: year", "x: 'yaer'", PATH, 1),
    (ONE, "data: day-01-counts.csv", "data: x.csv", ONE, 26),
    (PATH, "year,", "Year,", PATH, 1), (PATH, "unit,", "", PATH, 1),
    (PATH, ",unit,", ",count,", PATH, 1),
    (PATH, "3005", "3,005", PATH, 2), (PATH, "4024", "4 024", PATH, 3),
    (PATH, "4024", "12%", PATH, 3),
    (PATH, "deaths", "", PATH, 2), (PATH, '4024,deaths', "4024,injured", PATH, 3),
    (PATH, "year,", "A title,,,\nyear,", PATH, 1), (PATH, "deaths,", 'deaths,x "y" ', PATH, 2),
])  # fmt: skip
def test_chart(repo: Repository, path: str, old: str, new: str, where: str, line: int) -> None:
    repo.edit(path, old, new)
    assert (where, line, "chart") in repo.faults()


def test_chart_and_table_are_told_once(repo: Repository) -> None:
    repo.write(PATH, TABLE.replace(",", ";"))
    assert repo.faults() == [(PATH, 1, "table-form")]


def test_a_table_that_is_not_utf_8_is_told_once(repo: Repository) -> None:
    repo.write(PATH, TABLE.replace("deaths", "tués").encode("cp1252"))
    assert repo.faults() == [(PATH, 2, "not-utf-8")]
