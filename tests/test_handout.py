"""The handout: one PDF of the days of a built site."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser

from conftest import FORK
from handout import make


def test_the_handout_holds_the_days_as_on_paper(
    browser: Browser, small: Path, tmp_path: Path
) -> None:
    make(small, tmp_path / "handout.pdf", browser)
    pdf = (tmp_path / "handout.pdf").read_bytes()
    bookmarks = re.findall(rb"/Title \((.*?)\)", pdf)
    days = [title for title in bookmarks if title.startswith(b"Day ")]
    assert days == [b"Day 1: Rivers", b"Day 2: Roads & ways"]
    assert b"Solution and answers" in bookmarks, "made by the script of the page"
    assert b"/StructTreeRoot" in pdf, "a screen reader finds headings and lists"
    site = f"https://amina.github.io/{FORK['GITHUB_REPOSITORY'].split('/')[1]}/".encode()
    links = re.findall(rb"/URI \((.*?)\)", pdf)
    assert any(link.startswith(site) for link in links) and b"127.0.0.1" not in pdf
    targets = set(re.findall(rb"/Dest /(\S+)", pdf))
    assert targets and all(re.match(rb"day-[12]-", target) for target in targets)
