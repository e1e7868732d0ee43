"""What is left out of the site, and what the search gets to know of a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from mkdocs.structure.pages import Page

REST = r"""(?:[^<>"']|"[^"]*"|'[^']*')*>"""  # of a tag
CELL = re.compile(rf"<td\b{REST}(.*?)</td>", re.DOTALL)
LEFT_OUT: list[tuple[str, str | Callable[[re.Match[str]], str]]] = [  # and what stands there then
    (rf"<(pre|text)\b{REST}.*?</\1>", " "),  # programs, and the words of a drawing
    (r'<details class="sources".*?</details>', ""),  # titles of what is elsewhere
    (r'<div class="[^"]*(?:quiz__reason|challenge-(?:checks|solution)).*?</div>', ""),  # spoils
    (r'<a class="headerlink".*?</a>|<sup id="fnref.*?</sup>', ""),
    (rf"<td\b{REST}[\d\s.,%+−–-]*</td>", ""),
    (r"<tbody>.*?</tbody>", lambda body: " ".join(dict.fromkeys(CELL.findall(body[0])))),
    (rf"</?(?:span|a|em|strong|b|i|abbr|mark|code|su[bp])\b{REST}", ""),  # within a word
    (rf"</?(?!h[1-6]\b|dt\b)[a-z]{REST}", " "),
    (r"\s+", " "),
]
# What begins an entry: a heading, or a term of the glossary.
HEADING = re.compile(r'<(h[1-6]|dt)(?: [^<>]*?)?id="([^"]+)"[^<>]*>(.*?)</\1>')


def is_needed(path: str) -> bool:
    """Tell whether a reader's browser can ask for this file of the theme, or of ours."""
    theirs = r"images/favicon\.png|stylesheets/(main|palette)\..*"
    theirs += r"|javascripts/(bundle|lunr|workers).*"
    return not re.fullmatch(rf".*\.map|assets/({theirs})", path)


def entries_of(page: Page) -> list[dict[str, Any]]:
    """Return what the search is to know of a page: an entry a section or a term.

    The theme's plugin parses every tag, the dearest step of a build, and keeps programs, drawings,
    sources and cells of numbers alone, which answer nothing: two thirds of the index.
    Keywords are what a reader may type and the page does not say, such as "farming" or "barrage".
    """
    if page.meta.get("search") == {"exclude": True}:
        return []
    article = page.content or ""
    for pattern, instead in LEFT_OUT:
        article = re.sub(pattern, instead, article, flags=re.DOTALL)
    before, *parts = HEADING.split(article)
    parts = ["h1", "", str(page.title), before] * bool(before.strip()) + parts
    lists = [page.meta.get(name) for name in ("tags", "keywords")]
    tags, keywords = ([str(word) for word in lst] if isinstance(lst, list) else [] for lst in lists)
    entries = []
    for level, anchor, title, text in zip(*[iter(parts)] * 4, strict=True):
        place, words = ("", tags + keywords) if level == "h1" else (f"#{anchor}", tags)
        entry = {"location": page.url + place, "title": title.strip(), "text": text.strip()}
        entries.append(entry | ({"tags": words} if words else {}))
    return entries
