"""What pages say of the days comes from front matter: lists, the line above a day, the menu."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from mkdocs.structure.nav import Link, Navigation, Section

from hooks.navigation import AROUND, WHOLE, near
from hooks.pages import read_days
from repository import run_mkdocs, small_site


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", html).split())


def test_days_are_read_by_number(tmp_path: Path) -> None:
    days = tmp_path / "days"
    days.mkdir()
    for name, front in {
        "day-100-c": "day: 100",
        "day-02-b": "day: 2\ntitle: B",
        "day-03-x": "day: soon",
        "day-04-x": "day: true",
        "day-05-x": "day: [1",
        "day-06-x": "- day",
    }.items():
        (days / f"{name}.md").write_text(f"---\n{front}\n---\n\n# Title\n", encoding="utf-8")
    (days / "day-07-x.md").write_text("No front matter", encoding="utf-8")
    assert [day.number for day in read_days(tmp_path)] == [2, 100]


def test_days_welcome_page_lists_them(small: Path) -> None:
    html = (small / "index.html").read_text(encoding="utf-8")
    cards = html[html.index('class="days"') :].partition("</ol>")[0].split("<li>")[1:]
    assert len(cards) == 2 and 'href="days/day-01-rivers/"' in cards[0]
    assert text_of(cards[0]).endswith("20&nbsp;min: A straight line")
    assert 'class="plot spark"' in cards[0]
    assert "Roads &amp; &lt;ways&gt;" in cards[1]
    handout = "https://github.com/amina/ml-dl-morocco/releases/download/handout/handout.pdf"
    assert re.search(rf'href="{handout}">.*</a> \(2 MB\)', html)


def test_days_by_technique_in_their_order(small: Path) -> None:
    html = (small / "tags/index.html").read_text(encoding="utf-8")
    html = html[html.index('id="tag:forecasting"') :]
    links = re.findall(r'href="\.\./days/([^"]+)/"', html.partition('id="tag:regression"')[0])
    assert links == ["day-01-rivers", "day-02-roads"]
    day = (small / "days/day-01-rivers/index.html").read_text(encoding="utf-8")
    assert 'href="../../tags/#tag:regression"' in day


def test_days_line_above_a_day(small: Path) -> None:
    html = (small / "days/day-02-roads/index.html").read_text(encoding="utf-8")
    line = re.findall(r'<p class="day-line quiet">.*?</p>', html, re.DOTALL)[0]
    assert text_of(line) == "Day 2 of 2 · 25 min · needs Day 1 · reviewed 24 Nov 2026"
    assert '<a href="../day-01-rivers/">Day 1</a>' in line and 'datetime="2026-11-24"' in line
    assert "day-line" not in (small / "about/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "fields",
    [
        'reviewed: "soon"\nneeds: 1',
        "reviewed: 2026\nneeds: [99, <b>]",
        'reviewed: "2026-99-99"\nneeds: {a: 1}\ntags: forecasting',
        'minutes: "<script>1</script>"\nneeds: [[1]]\ntags: [[x]]',
    ],
)
def test_days_wrong_fields_do_no_harm(tmp_path: Path, fields: str) -> None:
    root = small_site(tmp_path / "tree")
    page = root / "docs/days/day-02-roads.md"
    names = "|".join(re.findall(r"^\w+", fields, re.MULTILINE))
    text = re.sub(rf"(?m)^({names}):.*\n", "", page.read_text(encoding="utf-8"))
    page.write_text(text.replace("comments:", f"{fields}\ncomments:", 1), encoding="utf-8")
    ran = run_mkdocs(root, tmp_path / "site")
    said = ran.stdout + ran.stderr
    assert "Traceback" not in said, said
    if ran.returncode == 0:
        html = (tmp_path / "site/days/day-02-roads/index.html").read_text(encoding="utf-8")
        line = re.findall(r'<p class="day-line quiet">.*?</p>', html, re.DOTALL)[0]
        assert "<script>" not in line and "<b>" not in line and text_of(line).startswith("Day 2")


def page(title: str) -> Link:
    """Return an entry of the menu: for what is tested here a link is as good as a page."""
    return Link(title, f"{title}/")


@pytest.mark.parametrize("at", [0, 3, AROUND, 500, 990, 999])
def test_days_menu_has_one_length(at: int) -> None:
    days = [page(str(number)) for number in range(1000)]
    nav = Navigation([page("home"), Section("Days", days)], [])
    shown = near(nav, days[at]).items[1].children
    assert days[at] in shown and len(shown) == 2 * AROUND + 1
    assert shown[-1].title == "All 1000" and len(nav.items[1].children) == 1000


def test_days_short_menu_is_whole() -> None:
    days = [page(str(number)) for number in range(WHOLE)]
    nav = Navigation([Section("Days", days)], [])
    assert near(nav, days[3]).items[0].children == days


def test_days_thirteen_and_hundred_are_days_like_all(tmp_path: Path) -> None:
    """A day is a page and a line in nav, whatever its number."""
    root = small_site(tmp_path / "tree")
    text = (root / "docs/days/day-02-roads.md").read_text(encoding="utf-8")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for number in (13, 100):
        name = f"days/day-{number}-sky.md"
        changed = text.replace("Day 2", f"Day {number}").replace("day: 2", f"day: {number}")
        (root / "docs" / name).write_text(changed, encoding="utf-8")
        settings = settings.replace("  - tags.md", f"      - {name}\n  - tags.md")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    ran = run_mkdocs(root, tmp_path / "site")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    welcome = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    cards = re.findall(r'href="days/day-(\d+)-\w+/">', welcome[welcome.index('class="days"') :])
    assert cards[:4] == ["01", "02", "13", "100"]
    day = (tmp_path / "site/days/day-100-sky/index.html").read_text(encoding="utf-8")
    assert "Day 100 of 4" in text_of(day)
    data = re.findall(r'ld\+json">(.*?)</script>', day)
    assert json.loads(data[0])["timeRequired"] == "PT25M"
