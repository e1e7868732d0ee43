"""What a first visit costs, on the bytes that are published: gzip as GitHub's servers do it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from hooks.stylesheets import ALONE, HOME, divide, lighter, small
from page_head import Head, pages
from repository import ROOT

BYTES, FILES, BLOCKING = 60_000, 7, 1  # a page, its style, font, icon and scripts
OWN_STYLES, IN_A_PAGE = 18_953, 5_485  # bytes, minified: to be made smaller, never larger
FRAME = 4_900  # bytes of any page besides its article: what each further one costs over its words


def asked(html: str, page: Path) -> dict[Path, bool]:
    """Return the files that a page asks for at once, and whether the first paint waits for each."""
    found = {page: False}
    for tag, values in Head(html).tags:
        link = values.get("href" if tag == "link" else "src", "")
        if tag == "script" and link or values.get("rel") in ("stylesheet", "icon"):
            path = (page.parent / link).resolve()
            found[path] = (
                values.get("rel") == "stylesheet" or tag == "script" and ("defer" not in values)
            )
    for link in re.findall(r"url\((\S+?\.woff2)\)", html):
        found[(page.parent / link).resolve()] = False
    return found


def test_budget_of_every_page(site: Path) -> None:
    for name, html in pages(site).items():
        if name == "404.html":
            continue  # it names its files from the root of the address it is published at
        files = asked(html, site / name)
        cost = sum(
            len(path.read_bytes() if path.suffix == ".woff2" else gzip.compress(path.read_bytes()))
            for path in files
        )
        assert cost <= BYTES and len(files) <= FILES, (name, cost, sorted(files))
        assert sum(files.values()) <= BLOCKING, name
        assert not re.search(r"<script(?![^>]*(defer|json))[^>]*src=", html), name


def test_budget_of_the_frame_of_a_further_page(site: Path) -> None:
    for name, html in pages(site).items():
        if name in ("index.html", "404.html"):
            continue  # their first screens have more in them
        frame = re.sub(r"(<article\b).*</article>", "", html, flags=re.DOTALL)
        assert len(gzip.compress(frame.encode())) <= FRAME, name


def test_budget_of_our_own_styles() -> None:
    sheets = sorted(ROOT.glob("docs/assets/stylesheets/*.css"))
    whole = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    css = small(whole)
    assert len(css.encode()) <= OWN_STYLES
    every = (ROOT / "docs/assets/stylesheets/series.css").read_text(encoding="utf-8").split(HOME)[0]
    assert len(small(every).encode()) <= IN_A_PAGE
    physical = r"[;{\s](margin|padding|border|inset)?-?(left|right)\s*:"
    kept = [line for line in css.split("}") if not line.startswith((".l", ".r"))]  # of plots: ltr
    assert not [line for line in kept if re.search(physical, line)]


@pytest.mark.parametrize(
    ("html", "made"),
    [
        ("<pre><span></span><code>a</code>", "<pre><code>a</code>"),
        ("<ul>\n  <li>a</li>\n\n  <li>b</li></ul>", "<ul>\n<li>a\n<li>b</ul>"),
        ('<svg><path d="M0 0"></path></svg>', '<svg><path d="M0 0"/></svg>'),
        ("<pre>\n  if x:\n\n    y</pre>\n  z", "<pre>\n  if x:\n\n    y</pre>\nz"),
    ],
)
def test_styles_leave_out_what_browsers_do_without(html: str, made: str) -> None:
    assert lighter(html) == made


def test_styles_are_divided_at_the_first_section(tmp_path: Path) -> None:
    links = "".join(f'<link rel="stylesheet" href="../css/{name}.css">' for name in "ab")
    page, sheets = tmp_path / "day/index.html", tmp_path / "css"
    for folder in (page.parent, sheets):
        folder.mkdir()
    first = f"p {{ src: url(../f.woff2) }}{HOME}u {{ c: d }}{ALONE}i {{ e: f }}"
    (sheets / "a.css").write_text(first, encoding="utf-8")
    (sheets / "b.css").write_text("h2 { a: b }", encoding="utf-8")
    policy = "<meta content=\"style-src 'self'; x\">"
    page.write_text(f"{policy}{links}<h2>0</h2><article>1<h2>2</article>", encoding="utf-8")
    other = tmp_path / "other.html"
    other.write_text('<link rel="stylesheet" href="https://elsewhere.example/x.css">', "utf-8")
    home = tmp_path / "index.html"
    home.write_text(page.read_text(encoding="utf-8").replace("../css", "css"), encoding="utf-8")
    sizes = divide(tmp_path)
    assert [*sizes.values()] == [22, 13, 31]
    html = page.read_text(encoding="utf-8")
    assert "<style>p{src:url(../f.woff2)}</style><h2>0</h2><article>1<link" in html
    assert "<style>p{src:url(f.woff2)}u{c:d}i{e:f}</style>" in home.read_text(encoding="utf-8")
    assert re.search(r"'self' 'sha256-[^']{44}'; x", html) and html.count("<link") == 1
    (merged,) = sheets.iterdir()
    assert merged.name in sizes and merged.read_text(encoding="utf-8") == "u{c:d}h2{a:b}"
    assert "elsewhere" in other.read_text(encoding="utf-8")
