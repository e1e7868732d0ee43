"""What is left out of the site, and what the search gets to know of a page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.structure.pages import Page

REST = r"""(?:[^<>"']|"[^"]*"|'[^']*')*>"""  # of a tag
CELL = re.compile(rf"<td\b{REST}(.*?)</td>", re.DOTALL)
LEFT_OUT: list[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]]] = [
    (re.compile(pattern, re.DOTALL), instead)
    for pattern, instead in (
        (rf"<(pre|svg)\b{REST}.*?</\1>", " "),
        (r'<a class="headerlink".*?</a>', ""),
        (rf"<td\b{REST}[\d\s.,%+−–-]*</td>", ""),
        (r"<tbody>.*?</tbody>", lambda body: " ".join(dict.fromkeys(CELL.findall(body[0])))),
        (rf"</?(?:span|a|em|strong|b|i|abbr|mark)\b{REST}", ""),  # within a word
        (rf"</?(?!(?:h[1-6]|p|code|li|ol|ul|su[bp]|div)\b)[a-z]{REST}", " "),
        (r"\s+", " "),
    )
]


def is_needed(path: str, languages: Iterable[str]) -> bool:
    """Tell whether a reader's browser can ask for this file. `languages` are those of the search.

    The search of mkdocs-material 9.8 loads no stemmer for English alone.
    """
    if path.startswith("assets/javascripts/lunr/"):
        return bool(set(languages) - {"en"})
    left_out = r"images/favicon\.png|stylesheets/(main|palette)\..*|javascripts/(bundle|workers/).*"
    return not re.fullmatch(rf".*\.map|assets/({left_out})", path)


def searched(html: str) -> str:
    """Return what the search is to know of an article: its headings and words, and little else.

    Its plugin parses every tag, which is the dearest step of a build. Programs, drawings and cells
    of numbers alone are no answers: they were two thirds of the index.
    """
    for pattern, instead in LEFT_OUT:
        html = pattern.sub(instead, html)
    return html


def entries_of(page: Page, index: Any) -> Iterable[dict[str, Any]]:
    """Return what the search plugin's index gets to know of a page, with its keywords.

    Keywords are what a reader may type and the page does not say, such as "farming" or "barrage".
    """
    article, page.content = page.content, searched(page.content or "")
    start = len(index.entries)
    index.add_entry_from_context(page)
    page.content, made = article, list(index.entries[start:])
    del index.entries[start:]
    lists = [page.meta.get(name) for name in ("tags", "keywords")]
    words = [str(word) for words in lists if isinstance(words, list) for word in words]
    for entry in made if words else ():
        if entry["location"] == page.url:
            entry["tags"] = words
    return made
