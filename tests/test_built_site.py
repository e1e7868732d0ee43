"""The published site: every link leads somewhere, nothing comes from elsewhere, ids are unique."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

from built_site import broken_links, read_page, third_party_loads
from page_head import pages
from repository import ROOT


def test_built_strictly(local_site: Path) -> None:
    """What dev.py check says about the published pages, and MkDocs itself: nothing."""
    log = local_site.with_name("site.log").read_text(encoding="utf-8")
    assert (local_site / "sitemap.xml").is_file() and "WARNING" not in log, log


def test_built_links_resolve(site: Path, base: str) -> None:
    assert broken_links(site, base) == []


def test_built_pages_load_nothing_from_elsewhere(site: Path, base: str) -> None:
    assert third_party_loads(site, base) == []


def test_built_pages_name_no_id_twice(site: Path) -> None:
    for name, _ in pages(site).items():
        ids = read_page(site / name).ids
        assert sorted({one for one in ids if ids.count(one) > 1}) == [], name


def test_built_walker_sees_what_is_broken(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<h1 id="a">A</h1><a href="#a">1</a><a href="#b">2</a><a href="c/">3</a><img src="d.png">'
        '<script src="https://elsewhere.example/x.js"></script><a href="https://ok.example/">ok</a>'
    )
    assert broken_links(tmp_path) == [
        "index.html: #b leads to no such place",
        "index.html: c/ leads to no file",
        "index.html: d.png leads to no file",
    ]
    assert third_party_loads(tmp_path) == ["index.html: https://elsewhere.example/x.js"]


def test_built_edit_links_lead_to_the_source_in_a_fork(small: Path) -> None:
    edit = r'href="https://github\.com/amina/ml-dl-morocco/edit/main/([^"]+)"'
    for name, html in pages(small).items():
        found = [ROOT / "tests/site" / path for path in re.findall(edit, html)]
        assert [path.is_file() for path in found] == [True] * (name != "404.html"), name


def test_built_no_repository_no_edit_link(local_site: Path) -> None:
    assert not [name for name, html in pages(local_site).items() if "/edit/" in html]


def test_built_day_shows_what_it_has(small: Path) -> None:
    html = (small / "days/day-01-rivers/index.html").read_text(encoding="utf-8")
    assert html.count('<figure class="chart"') == html.count('<fieldset class="quiz"') == 1
    assert re.search(r'<svg [^>]*role="img" aria-label="[^"]{40,}"', html)
    assert html.index('id="sources"') < html.index('class="footnote"')
    assert "[^" not in html and "[SOURCES]" not in html and "--8<--" not in html
    for part in ("starter", "checks", "solution"):
        assert len(re.findall(rf'class="[^"]*\bchallenge-{part}\b', html)) == 1
    codes = re.findall(r"<code[^>]*>", html)
    assert codes and all('translate="no"' in code for code in codes)


def test_built_headings_keep_their_letters(small: Path) -> None:
    html = (small / "about/index.html").read_text(encoding="utf-8")
    assert re.findall(r'<h2 id="([^"]+)"', html) == ["الماء-في-المغرب", "ⴰⵎⴰⵏ"]


def test_built_solutions_are_not_in_the_search(small: Path) -> None:
    index = (small / "search/search_index.json").read_text(encoding="utf-8")
    assert "river" in index and "It has 100 km more" not in index
    assert "2 * number" not in index and "double(2)" not in index


def test_built_pages_are_light(site: Path) -> None:
    """What the text of a page weighs on the way, with gzip: bounds for an old phone."""
    for name, html in pages(site).items():
        assert len(gzip.compress(html.encode(), 6)) < 60_000, name
