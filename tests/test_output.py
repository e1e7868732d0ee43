"""What the output holds: nothing but the files and the markup on the lists, and a test that each refusal works."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import output
import pytest
from output_rules import PAGES, refused, refused_file, refused_in_page
from page_head import HASHES, base_of, pages
from playwright.sync_api import Browser


def test_the_output_holds_nothing_that_is_not_on_the_lists(site: Path, site_with_comments: Path) -> None:
    assert refused(site, HASHES, base_of(site)) == []
    assert refused(site_with_comments, HASHES, base_of(site_with_comments)) == []


def test_nor_does_a_browser_read_anything_else_into_the_pages(site: Path, browser: Browser) -> None:
    """The same rules on what Chromium's own parser makes of each page, in case Python's reads some broken markup in another way."""
    page = browser.new_page()
    for name, html in pages(site).items():
        read = page.evaluate("(html) => new DOMParser().parseFromString(html, 'text/html').documentElement.outerHTML", html)
        assert refused_in_page(read, HASHES, name, base_of(site)) == [], name
    page.close()


@pytest.mark.parametrize("html", [
    "<script>alert(1)</script>", "<script src='https://elsewhere.example/x.js'></script>", "<script src='data/day-08-x.csv'></script>",
    "<script src='assets/javascripts/comments.js' onload='x()'></script>", "<script type='module'>x()</script>", "<script type='text/plain'>x</script>",
    "<svg><script>x()</script></svg>", "<img src='a.png' onerror='x()'>", "<svg onload='x()'></svg>", "<details ontoggle=x() open>", "<p style='top:0'>",
    "<style>p{}</style>", "<iframe src='x.html'></iframe>", "<iframe srcdoc='x'></iframe>", "<frameset>", "<object data='x.svg'></object>",
    "<embed src='x.svg'>", "<base href='https://elsewhere.example/'>", "<form action='https://elsewhere.example/'></form>", "<form></form>",
    "<form class='md-search__form' name='search' action='x'></form>", "<button formaction='x'>", "<meta http-equiv='refresh' content='0;url=x'>",
    "<a href='javascript:x()'>", "<a href=' java\tscript:x()'>", "<a href='&#106;avascript:x()'>", "<a href='JAVASCRIPT:x()'>", "<a href='data:text/html,x'>",
    "<a href='vbscript:x'>", "<a href='file:///etc/passwd'>", "<a href='blob:x'>", "<a href='x' ping='https://elsewhere.example/'>",
    "<svg><a xlink:href='javascript:x()'></a></svg>", "<svg><use href='https://elsewhere.example/x.svg#a'></use></svg>", "<img src='https://elsewhere.example/x.png'>",
    "<img src='//elsewhere.example/x.png'>", "<img src='/x.png'>", "<img srcset='https://elsewhere.example/x.png 2x'>", "<img src='data:image/png;base64,AA=='>",
    "<video poster='https://elsewhere.example/x.png'></video>", "<audio src='x.ogg'></audio>", "<input type='image' src='https://elsewhere.example/x.png'>",
    "<body background='https://elsewhere.example/x.png'>", "<link rel='stylesheet' href='https://elsewhere.example/x.css'>",
    "<link rel='stylesheet' href='data/x.css'>", "<link rel='preconnect' href='https://elsewhere.example/'>", "<link rel='manifest' href='x.json'>",
    "<link rel='canonical stylesheet' href='https://elsewhere.example/x.css'>", "<link rel='import' href='x.html'>", "<!-- a private note -->",
    "<math><mtext></mtext></math>", "<template><p></template>", "<portal src='x'>", "<applet code='x'>",
])
def test_the_walker_refuses(html: str) -> None:
    assert refused_in_page(f"<p>before</p>{html}", HASHES, "index.html", "http://site.invalid/folder/"), html


def test_the_walker_lets_good_pages_be() -> None:
    good = ("<a href='https://example.org/'><a href='mailto:a@b.c'><a href='../x/#y'><img src='assets/images/mark.svg' alt=''>"
            "<script type='application/json'>{}</script><link rel='canonical' href='https://elsewhere.example/'><details open><summary>x</summary></details>")
    assert refused_in_page(good) == []


@pytest.mark.parametrize(("name", "content"), [
    ("tool.exe", b"MZ"), ("secrets.json", b"{}"), ("page.html", b"<p>"), ("days/day-13/index.html", b"<p>"), ("CNAME", b"x"), ("robots.txt", b"x"),
    ("google123.html", b"x"), ("images/plan.svg", b"<svg/>"), ("assets/javascripts/extra.js", b"x"), ("assets/images/photo.png", b"<svg>"),
    ("assets/javascripts/bundle.min.js", b"x"), ("assets/stylesheets/main.css", b"x"), ("data/day-08-x.csv.exe", b"x"), ("challenges/setup.py", b"x"),
    ("assets/javascripts/bundle.a5f9d56c.min.js.map", b"{}"), (".env", b"x"), ("sw.js", b"x"),
])
def test_a_file_that_is_not_on_the_list_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    assert refused_file(tmp_path, path)


def test_a_file_in_place_of_one_of_the_themes_is_refused_and_so_is_a_link(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    bundle = next(copy.glob("assets/javascripts/bundle.*.js"))
    assert refused_file(copy, bundle) is None
    bundle.write_bytes(bundle.read_bytes() + b"\nx()")
    (copy / "data" / "day-08-link.csv").symlink_to("/etc/hostname")
    faults = refused(copy, HASHES, base_of(site))
    (copy / "assets/images/plan.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", encoding="utf-8")
    assert refused(copy, HASHES, base_of(site))[0].endswith("onload= on <svg>")
    assert len(faults) == 2 and "not the theme's own" in faults[0] and "not a plain file" in faults[1]


def test_only_what_the_search_can_ask_for_is_left_of_its_stemmers(site: Path) -> None:
    assert not list(site.rglob("lunr*")) and not list(site.rglob("*.map"))
    kept = [name for name in ("min/lunr.stemmer.support.min.js", "min/lunr.multi.min.js", "min/lunr.fr.min.js", "min/lunr.ar.min.js", "min/lunr.de.min.js",
                              "tinyseg.js", "wordcut.js") if output.is_needed(output.STEMMERS + name, ["en", "fr", "ar"])]
    assert kept == ["min/lunr.stemmer.support.min.js", "min/lunr.multi.min.js", "min/lunr.fr.min.js", "min/lunr.ar.min.js"]
    assert output.is_needed(output.STEMMERS + "tinyseg.js", ["ja"]) and output.is_needed(output.STEMMERS + "wordcut.js", ["th"])
    assert re.fullmatch(PAGES, "index.html")
