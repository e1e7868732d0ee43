"""The built site: every link leads somewhere, nothing is loaded from elsewhere, each day shows what it should."""

from __future__ import annotations

import re
from pathlib import Path

from built_site import broken_links, read_page, third_party_loads


def days(site: Path) -> list[Path]:
    return sorted(site.glob("days/day-*/index.html"))


def test_there_are_twelve_days(site: Path) -> None:
    assert [path.parent.name[:6] for path in days(site)] == [f"day-{number:02}" for number in range(1, 13)]


def test_every_internal_link_anchor_image_and_asset_resolves(site: Path, base: str) -> None:
    assert broken_links(site, base) == []


def test_the_link_walker_sees_a_broken_link_an_anchor_and_an_image(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<h1 id="a">A</h1><a href="#a">1</a><a href="#b">2</a><a href="c/">3</a><img src="d.png">')
    assert broken_links(tmp_path) == [
        "index.html: #b leads to no such place", "index.html: c/ leads to no file", "index.html: d.png leads to no file",
    ]


def test_no_page_loads_anything_from_elsewhere(site: Path, base: str, site_with_comments: Path) -> None:
    assert third_party_loads(site, base) == []
    assert third_party_loads(site_with_comments, "https://amina.github.io/ml-dl-morocco/") == []


def test_the_third_party_check_sees_a_script_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text('<script src="https://elsewhere.example/x.js"></script><a href="https://elsewhere.example/">ok</a>')
    assert third_party_loads(tmp_path) == ["index.html: https://elsewhere.example/x.js"]


def test_no_page_names_an_id_twice(site: Path) -> None:
    for path in sorted(site.rglob("*.html")):
        ids = read_page(path).ids
        assert sorted({name for name in ids if ids.count(name) > 1}) == [], path.relative_to(site)


def test_without_a_repository_there_is_no_edit_link(local_site: Path) -> None:
    for path in days(local_site):
        text = path.read_text(encoding="utf-8")
        assert "/edit/" not in text and "github.com/" not in re.sub(r"<li id=\"fn:.*?</li>", "", text, flags=re.DOTALL)


def test_in_a_fork_each_page_links_to_its_own_source(site_with_comments: Path) -> None:
    for path in days(site_with_comments):
        address = f"https://github.com/amina/ml-dl-morocco/edit/main/docs/days/{path.parent.name}.md"
        assert f'href="{address}"' in path.read_text(encoding="utf-8")
        assert f"https://amina.github.io/ml-dl-morocco/days/{path.parent.name}/" in path.read_text(encoding="utf-8")


def test_each_day_draws_its_charts_with_a_text_alternative_and_a_table(site: Path) -> None:
    for path in days(site):
        text = path.read_text(encoding="utf-8")
        figures = re.findall(r'<figure class="chart">.*?</figure>', text, flags=re.DOTALL)
        assert figures, path
        for figure in figures:
            assert re.search(r'<svg [^>]*role="img" aria-label="[^"]{40,}"', figure)
            assert "<table>" in figure and ".csv" in figure
        assert "language-chart" not in text


def test_each_day_numbers_its_sources_under_their_heading(site: Path) -> None:
    for path in days(site):
        text = path.read_text(encoding="utf-8")
        assert text.index('id="sources"') < text.index('class="footnote"') < text.index('id="join-the-conversation"')
        assert "[^" not in re.sub(r"<code.*?</code>", "", text, flags=re.DOTALL) and "[SOURCES]" not in text


def test_thirteen_strategies_each_with_its_example(site: Path) -> None:
    text = (site / "days/day-12-collaboration/index.html").read_text(encoding="utf-8")
    listed = text[text.index("proposes thirteen strategies") : text.index("One technique fits")]
    assert listed.count("<em>Example:</em>") == 13 and listed.count("<li>") == 26
