"""The head of every page: what search engines and shared links show, with every value escaped."""

from __future__ import annotations

import json
import re
from pathlib import Path

from conftest import FORK as VARIABLES
from output_rules import refused_in_page
from page_head import FORK, HASHES, WITH_GISCUS, Head, pages, policy_of
from repository import run_mkdocs, small_site


def test_head_has_its_own_title_description_and_card(small: Path) -> None:
    titles = []
    for name, html in pages(small).items():
        titles += re.findall(r"<title>(.*?)</title>", html)
        head = Head(html)
        assert 50 <= len(head.metas("name")["description"]) <= 160, name
        assert '<html lang="en"' in html and "rel" not in head.metas("name")
        assert not [values for _, values in head.tags if values.get("rel") in ("next", "prev")]
        card = head.metas("property")
        if name == "404.html":
            assert not card
            continue
        address = FORK + name.removesuffix("index.html")
        assert ("link", {"rel": "canonical", "href": address}) in head.tags
        assert card["og:url"] == address
        assert card["og:description"] == head.metas("name")["description"]
        assert (small / card["og:image"].removeprefix(FORK)).is_file()
    assert len(titles) == len(set(titles)) == len(pages(small))


def test_head_of_a_day_is_a_learning_resource(small: Path) -> None:
    html = (small / "days/day-01-rivers/index.html").read_text(encoding="utf-8")
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    assert len(found) == 1
    data = json.loads(found[0])
    assert (data["name"], data["timeRequired"]) == ("Day 1: Rivers", "PT20M")
    assert data["image"].endswith("day-01-rivers.png") and data["author"]["name"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", data["dateModified"])


HOSTILE = "\"'></title></script><script>window.hit = 1</script><img src=x onerror=hit=2>&amp;"


def test_head_hostile_front_matter_stays_text(tmp_path: Path) -> None:
    root, site = small_site(tmp_path / "tree"), tmp_path / "site"
    for name in ("about", "days/day-01-rivers"):
        page = root / f"docs/{name}.md"
        text = page.read_text(encoding="utf-8")
        for key in ("title", "description"):
            text = re.sub(
                rf"(?m)^{key}: .*", lambda _, key=key: f"{key}: {json.dumps(HOSTILE)}", text
            )
        page.write_text(text, encoding="utf-8")
    ran = run_mkdocs(root, site, **VARIABLES)
    assert ran.returncode == 0, ran.stderr
    for name in ("about", "days/day-01-rivers", ""):
        html = (site / name / "index.html").read_text(encoding="utf-8")
        assert refused_in_page(html[: html.index("<body")], HASHES) == [], name
        assert "<script>window.hit" not in html
        if name:
            head = Head(html)
            assert (
                head.metas("name")["description"] == head.metas("property")["og:title"] == HOSTILE
            )
    html = (site / "days/day-01-rivers/index.html").read_text(encoding="utf-8")
    assert json.loads(re.findall(r"ld\+json\">(.*?)</script>", html)[0])["name"] == HOSTILE
    assert policy_of(html) == WITH_GISCUS
