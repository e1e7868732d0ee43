"""The Markdown extension of the site, for MkDocs and Zensical alike: `hooks.extension`.

It links the terms of the glossary, keeps translators' hands off code, and keeps what spoils a
challenge out of the search.
"""

from __future__ import annotations

import re
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor

from hooks.glossary import PAGE, FirstUses, read_glossary
from hooks.pages import DOCS

SPOILS = r'<div class="(?=[^"]*\bchallenge-(?:checks|solution)\b)'


class MarkCode(Postprocessor):
    """Mark code for those who read the page by machine: translators, and the search."""

    def run(self, text: str) -> str:
        text = re.sub(r"<code(?=[ >])", '<code translate="no"', text)
        return re.sub(SPOILS, '<div data-search-exclude class="', text)


class SiteExtension(Extension):
    """The extension. The glossary is read once, when the engine sets Markdown up."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        path = DOCS / PAGE
        self.terms, _ = read_glossary(path.read_text("utf-8", "replace") if path.is_file() else "")

    def extendMarkdown(self, md: Markdown) -> None:
        # After inline markup is parsed (20) and before it is put into its final form.
        md.treeprocessors.register(FirstUses(md, self.terms), "glossary", 15)
        md.postprocessors.register(MarkCode(md), "mark_code", 5)  # after raw HTML is back (30)


def makeExtension(**options: Any) -> SiteExtension:
    """Return the extension: the name that Python-Markdown looks for."""
    return SiteExtension(**options)
