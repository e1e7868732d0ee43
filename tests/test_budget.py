"""What a first visit costs, on the bytes that are published: gzip as GitHub's servers do it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
import rcssmin

from conftest import ROOT
from hooks.stylesheets import shrink
from page_head import Head, pages

BYTES, FILES, BLOCKING = 60_000, 7, 1  # a page, its style, font, icon and scripts
OWN_STYLES = 29_400  # bytes, minified: to be made smaller, never larger


def asked(html: str, page: Path) -> dict[Path, bool]:
    """Return the files that a page asks for at once, and whether the first paint waits for each."""
    found = {page: False}
    for tag, values in Head(html).tags:
        link = values.get("href" if tag == "link" else "src", "")
        if tag == "script" and link or values.get("rel") in ("stylesheet", "icon", "preload"):
            path = (page.parent / link).resolve()
            found[path] = (
                values.get("rel") == "stylesheet" or tag == "script" and ("defer" not in values)
            )
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


def test_budget_of_our_own_styles() -> None:
    sheets = sorted(ROOT.glob("docs/assets/stylesheets/*.css"))
    css = "".join(rcssmin.cssmin(sheet.read_text(encoding="utf-8")) for sheet in sheets)
    assert len(css.encode()) <= OWN_STYLES
    physical = r"[;{\s](margin|padding|border|inset)?-?(left|right)\s*:"
    kept = [line for line in css.split("}") if not line.startswith((".l", ".r"))]  # of plots: ltr
    assert not [line for line in kept if re.search(physical, line)]


USED = {"p", "a", "kept", "data-state", "type", "radio"}


@pytest.mark.parametrize(
    ("css", "made"),
    [
        ("p{a:b}.gone{a:b}", "p{a:b}"),
        ("p .kept,p .gone{a:b}", "p .kept{a:b}"),
        ("@media print{.gone{a:b}}", ""),
        ("@media print{.kept{a:b}.gone{a:b}}", "@media print{.kept{a:b}}"),
        ("a:not(.gone):hover{a:b}", "a:not(.gone):hover{a:b}"),
        ("p[data-later=x]{a:b}", ""),
        ("p[data-later]{a:b}", "p[data-later]{a:b}"),
        ("p[type=radio]{a:b}p[type=text]{a:b}", "p[type=radio]{a:b}"),
        ('p{--x:url("a;b");--y:1;c:var(--y)}', "p{--y:1;c:var(--y)}"),
        ("p{--x:var(--y);--y:(1;2)}", "p{}"),
        ("@font-face{a:b}@keyframes gone{to{a:b}}", "@font-face{a:b}@keyframes gone{to{a:b}}"),
    ],
)
def test_styles_that_nothing_uses_go(css: str, made: str) -> None:
    assert shrink(css, USED) == made
