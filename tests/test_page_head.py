"""The head of every page: what search engines and shared links show, with every value escaped."""

from __future__ import annotations

import json
import re
from pathlib import Path

from conftest import copy_of_repository, run_mkdocs
from output_rules import refused_in_page
from page_head import DIRECTIVES, FORK, HASHES, WITH_GISCUS, Head, pages, policy_of


def test_each_page_has_a_title_of_its_own_a_description_and_a_card(site_with_comments: Path) -> None:
    titles = []
    for name, html in pages(site_with_comments).items():
        titles += re.findall(r"<title>(.*?)</title>", html)
        head = Head(html)
        assert 50 <= len(head.metas("name")["description"]) <= 160, name
        assert '<html lang="en"' in html
        card = head.metas("property")
        if name == "404.html":
            assert not card
            continue
        address = FORK + name.removesuffix("index.html")
        assert ("link", {"rel": "canonical", "href": address}) in head.tags
        assert (card["og:url"], card["og:description"]) == (address, head.metas("name")["description"])
        assert (site_with_comments / card["og:image"].removeprefix(FORK)).is_file()
    assert len(titles) == len(set(titles)) == len(pages(site_with_comments))
    assert "ML &amp; DL Morocco Challenges" in titles and "Page not found - ML &amp; DL Morocco Challenges" in titles


def test_a_day_describes_itself_as_a_learning_resource(site: Path) -> None:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', (site / "days/day-08-energy/index.html").read_text(encoding="utf-8"))
    assert len(found) == 1
    assert json.loads(found[0])["name"] == "Day 8: Energy"
    assert json.loads(found[0])["timeRequired"] == "PT40M"


HOSTILE = "\"'></title></script><script>window.hit = 1</script><img src=x onerror=hit=2>&amp;"


def test_hostile_front_matter_stays_text_and_a_page_that_asks_for_no_comments_gets_no_giscus(tmp_path: Path) -> None:
    root, site = copy_of_repository(tmp_path / "copy"), tmp_path / "site"
    for name, lines in (("about.md", {"title": HOSTILE, "description": HOSTILE}), ("days/day-01-setting-the-stage.md", {"comments": {"enabled": False}}),
                        ("days/day-02-healthcare.md", {"title": HOSTILE, "description": HOSTILE, "comments": "yes"})):
        page = root / "docs" / name
        text = page.read_text(encoding="utf-8")
        for key, value in lines.items():
            before, _, rest = text.partition(f"\n{key}: ")
            text = f"{before}\n{key}: {json.dumps(value)}\n{rest.partition(chr(10))[2]}"
        page.write_text(text, encoding="utf-8")
    ran = run_mkdocs(root, site, "-q", GITHUB_REPOSITORY="amina/x", GISCUS_REPO_ID="R_kgDOtest", GISCUS_CATEGORY="A", GISCUS_CATEGORY_ID="DIC_kwDOtest")
    assert ran.returncode == 0, ran.stderr
    for name in ("about", "days/day-02-healthcare"):
        html = (site / name / "index.html").read_text(encoding="utf-8")
        head = html[: html.index("<body")]
        assert refused_in_page(head, HASHES) == [], name
        assert Head(html).metas("name")["description"] == Head(html).metas("property")["og:title"] == HOSTILE
    assert json.loads(re.findall(r"ld\+json\">(.*?)</script>", html)[0])["name"] == HOSTILE
    for number in ("01-setting-the-stage", "02-healthcare"):
        assert policy_of((site / f"days/day-{number}/index.html").read_text(encoding="utf-8")) == DIRECTIVES
    assert policy_of((site / "days/day-03-agriculture/index.html").read_text(encoding="utf-8")) == WITH_GISCUS
