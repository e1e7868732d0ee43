"""What the output holds: nothing but what is on the lists, and a test that each refusal works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from hooks.output import entries_of, is_needed
from output_rules import refused, refused_file, refused_in_page
from page_head import HASHES


def test_output_holds_what_is_on_the_lists(site: Path, base: str) -> None:
    assert refused(site, HASHES, base) == []


def test_output_holds_no_link_and_no_hidden_file(site: Path) -> None:
    """GitHub's action leaves hidden files out and follows links: other bytes than were tested."""
    assert [path for path in site.rglob("*") if path.is_symlink() or path.name[0] == "."] == []


REFUSED = r"""
<script>alert(1)</script>
<script src='https://elsewhere.example/x.js'></script>
<script src='data/day-08-x.csv'></script>
<script src='assets/javascripts/comments.js' onload='x()'></script>
<script type='module'>x()</script>
<svg><script>x()</script></svg>
<img src='a.png' onerror='x()'>
<details ontoggle=x() open>
<p style='top:0'>
<style>p{}</style>
<iframe srcdoc='x'></iframe>
<object data='x.svg'></object>
<embed src='x.svg'>
<base href='https://elsewhere.example/'>
<form action='https://elsewhere.example/'></form>
<form class='md-search__form' name='search' action='x'></form>
<button formaction='x'>
<meta http-equiv='refresh' content='0;url=x'>
<a href='javascript:x()'>
<a href=' java	script:x()'>
<a href='&#106;avascript:x()'>
<a href='data:text/html,x'>
<a href='file:///etc/passwd'>
<a href='x' ping='https://elsewhere.example/'>
<svg><a xlink:href='javascript:x()'></a></svg>
<svg><use href='https://elsewhere.example/x.svg#a'></use></svg>
<img src='//elsewhere.example/x.png'>
<img src='/x.png'>
<img srcset='https://elsewhere.example/x.png 2x'>
<input type='image' src='https://elsewhere.example/x.png'>
<link rel='stylesheet' href='https://elsewhere.example/x.css'>
<link rel='stylesheet' href='data/x.css'>
<link rel='preconnect' href='https://elsewhere.example/'>
<link rel='canonical stylesheet' href='https://elsewhere.example/x.css'>
<link rel='next' href='x/'>
<!-- a private note -->
<math><mtext></mtext></math>
<template><p></template>
""".strip().split("\n")


@pytest.mark.parametrize("html", REFUSED)
def test_output_walker_refuses(html: str) -> None:
    assert refused_in_page(f"<p>before</p>{html}", HASHES, "index.html", "http://site.invalid/a/")


def test_output_walker_lets_good_pages_be() -> None:
    good = (
        "<a href='https://example.org/'><a href='mailto:a@b.c'><a href='../x/#y'>"
        "<img src='assets/images/mark.svg' alt=''><script type='application/json'>{}</script>"
        "<link rel='canonical' href='https://elsewhere.example/'><input type='radio' name='quiz-1'>"
    )
    assert refused_in_page(good) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("secrets.json", b"{}"),
        ("page.html", b"<p>"),
        ("days/rivers/index.html", b"<p>"),
        ("CNAME", b"x"),
        ("google123.html", b"x"),
        ("images/plan.svg", b"<svg/>"),
        ("assets/images/photo.png", b"<svg>"),
        ("assets/javascripts/bundle.min.js", b"x"),
        ("assets/stylesheets/main.css", b"x"),
        ("data/day-08-x.csv.exe", b"x"),
        ("challenges/setup.py", b"x"),
        ("assets/javascripts/bundle.a5f9d56c.min.js.map", b"{}"),
        (".env", b"x"),
    ],
)
def test_output_refuses_a_file(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    assert refused_file(tmp_path, path)


def test_output_refuses_a_changed_file_of_the_theme_and_a_link(site: Path, tmp_path: Path) -> None:
    script = site / "assets/javascripts/loader.js"
    copied = tmp_path / script.relative_to(site)
    copied.parent.mkdir(parents=True)
    shutil.copy(script, copied)
    assert refused_file(tmp_path, copied) is None
    copied.write_bytes(script.read_bytes() + b"\nx()")
    (tmp_path / "data").mkdir()
    (tmp_path / "data/day-08-link.csv").symlink_to("/etc/hostname")
    (tmp_path / "assets/images").mkdir()
    drawing = "<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"
    (tmp_path / "assets/images/plan.svg").write_text(drawing, encoding="utf-8")
    faults = refused(tmp_path, HASHES, "http://site.invalid/")
    assert len(faults) == 3 and re.search("onload", faults[0])


def test_output_leaves_out_what_nobody_asks_for(small: Path) -> None:
    assert not list(small.rglob("lunr*")) and not list(small.rglob("*.map"))
    assert is_needed("assets/javascripts/page.js") and is_needed("assets/images/mark.svg")
    assert not list(small.rglob("bundle*")) and not list(small.rglob("palette*"))


def test_output_search_gets_words_alone() -> None:
    article = (
        '<h1 id="x">A &amp; B</h1><p>Before<sup id="fnref:a"><a href="#fn:a">1</a></sup></p>'
        '<h2 id="a">Rivers<a class="headerlink" href="#a" title="1 > 0">¶</a></h2>'
        "<p>in<em>flow</em>, x<sup>2</sup></p>"
        '<pre class="x"><code>secret = 1</code></pre><svg><svg></svg><text>drawn</text></svg>'
        "<table><tbody><tr><td>Sebou</td><td>1,400.5</td></tr><tr><td>Sebou</td><td>17%</td></tr>"
        '</tbody></table><div class="quiz__reason"><p>told</p></div>'
        '<dl><dt id="term-bed">bed</dt><dd>Where it flows.</dd></dl>'
        '<details class="sources"><div>A book</div></details>'
    )
    meta: dict[str, Any] = {"tags": ["maps"], "keywords": ["oued"]}
    page: Any = SimpleNamespace(content=article, url="days/x/", title="Page", meta=meta)
    assert entries_of(page) == [
        {"location": "days/x/", "title": "A &amp; B", "text": "Before", "tags": ["maps", "oued"]},
        {"location": "days/x/#a", "title": "Rivers", "text": "inflow, x2 Sebou", "tags": ["maps"]},
        {
            "location": "days/x/#term-bed",
            "title": "bed",
            "text": "Where it flows.",
            "tags": ["maps"],
        },
    ]
    page.content, page.meta = "<p>No heading</p>", {"tags": "odd"}
    assert entries_of(page) == [{"location": "days/x/", "title": "Page", "text": "No heading"}]
    page.meta = {"search": {"exclude": True}}
    assert entries_of(page) == []
