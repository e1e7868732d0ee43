"""What stands for a page elsewhere: its card, the icons, the feed, the list of pages."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as xml
from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from hooks import share
from hooks.cards import EDGE, WIDE, card, face, fitted, legible, lines_of, png
from page_head import FORK, Head, pages
from repository import run_mkdocs, small_site

LINE = '<svg viewBox="0 0 120 40"><path class="c1" d="M4 36 60 4 116 20"/></svg>'


def test_card_of_every_page(site: Path, base: str) -> None:
    seen = set()
    for name, html in pages(site).items():
        if name == "404.html":
            continue
        path = site / Head(html).metas("property")["og:image"].removeprefix(base)
        seen.add(path.read_bytes())
        with Image.open(path) as picture:
            assert picture.size == (1200, 630) and path.stat().st_size < 60_000, name
    assert len(seen) == len(pages(site)) - 1, "two pages have one card"


@pytest.mark.parametrize(
    "title", ["Energy", "word " * 60, "W" * 300, "", "الطاقة", "été 日本 <b>&amp;", "a\nb\u0000c"]
)
def test_card_title_fits_or_ends_in_dots(title: str) -> None:
    lines, size = fitted(legible(title), WIDE - 2 * EDGE, 2, range(92, 63, -4))
    assert len(lines) <= 2
    assert all(face(size).getlength(line) <= WIDE - 2 * EDGE for line in lines)
    assert (" ".join(lines) == legible(title)) != lines[-1].endswith("…")
    picture = card("Site", 113, title, title, LINE)
    assert picture.getpixel((WIDE - 1, 300)) == picture.getpixel((0, 300)), "drawn over the edge"
    assert len(png(picture)) < 60_000


def test_card_shows_the_figure_and_keeps_the_accents() -> None:
    with_it, without = (card("Site", 1, "Rivers", "A fact", svg) for svg in (LINE, ""))
    assert with_it.tobytes() != without.tobytes()
    assert legible("Économie à Fès, ǎ") == "Économie à Fès, a"
    assert lines_of("M1 2 3 4M.5 6.5H2V-1z") == [
        [(1, 2), (3, 4)],
        [(0.5, 6.5), (2, 6.5), (2, -1), (0.5, 6.5)],
    ]


def test_card_is_drawn_once_and_again_when_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(share, "KEPT", tmp_path / "kept")
    drawn = []
    monkeypatch.setattr(share.cards, "png", lambda picture: drawn.append(1) or png(picture))
    file = SimpleNamespace(name="about", src_uri="about.md")
    page = SimpleNamespace(file=file, url="about/", title="About", meta={"description": "Words"})
    for title, count in (("About", 1), ("About", 1), ("Other", 2), ("About", 3)):
        page.title = title
        share.draw(tmp_path, "Site", [page])
        assert len(drawn) == count


def test_manifest_is_right_in_a_folder(small: Path) -> None:
    """All addresses in it begin at the file itself, which the pages name from where they are."""
    found = json.loads((small / "manifest.webmanifest").read_text(encoding="utf-8"))
    assert {found["start_url"], found["scope"]} == {"./"} and "id" not in found
    assert all((small / icon["src"]).is_file() for icon in found["icons"])
    for name, html in pages(small).items():
        links = {v["rel"]: v["href"] for tag, v in Head(html).tags if tag == "link"}
        for rel in ("manifest", "apple-touch-icon"):
            root = small if name == "404.html" else (small / name).parent
            address = links[rel].removeprefix("/ml-dl-morocco/")
            assert (root / address).resolve().is_file(), (name, rel)


def test_feed_has_the_days_and_no_other_page(small: Path) -> None:
    atom = {"a": "http://www.w3.org/2005/Atom"}
    feed = xml.parse(small / "feed.xml").getroot()
    places = [entry.findtext("a:id", "", atom) for entry in feed.findall("a:entry", atom)]
    days = [name for name in pages(small) if name.startswith("days/")]
    assert sorted(places) == sorted(FORK + name.removesuffix("index.html") for name in days)
    dates = [entry.findtext("a:updated", "", atom) for entry in feed.findall("a:entry", atom)]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", date) for date in dates)
    assert feed.findtext("a:updated", "", atom) == max(dates)


def test_robots_only_where_it_is_read(small: Path, tmp_path: Path) -> None:
    assert not (small / "robots.txt").exists(), "in a folder of a host nobody reads it"
    root = small_site(tmp_path / "tree")
    day = root / "docs/days/day-01-rivers.md"
    text = day.read_text(encoding="utf-8")
    day.write_text(re.sub("(?m)^reviewed: .*", "reviewed: '<x>'", text), encoding="utf-8")
    ran = run_mkdocs(root, tmp_path / "site", SITE_URL="https://days.example/")
    assert ran.returncode == 0, ran.stderr
    robots = (tmp_path / "site/robots.txt").read_text(encoding="utf-8")
    assert "Sitemap: https://days.example/sitemap.xml" in robots
    assert "Disallow" not in robots
    xml.parse(tmp_path / "site/feed.xml")  # bad dates leave it readable
