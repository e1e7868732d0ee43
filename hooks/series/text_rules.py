"""All rules about the text of pages: HTML, links, Markdown, and the linter. checker.py calls them, after the limits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from series.findings import Finding, change
from series.html_rules import check_html
from series.links import check_links, read_site
from series.linter import check_with_linter, without_repeats
from series.lists import fix_list_blank_line, fix_list_indent
from series.markdown_rules import check_markdown
from series.source import Source

FIXES = {"list-indent": fix_list_indent, "list-blank-line": fix_list_blank_line}


def known_classes(texts: Mapping[str, str]) -> frozenset[str]:
    """Return the class names in the site's own stylesheets, among files by their names."""
    return frozenset(word for name, text in texts.items() if name.endswith(".css") for word in re.findall(r"\.([a-zA-Z][\w-]*)", text))


def check_text(docs: Path, pages: list[Source], files: Iterable[str], texts: Mapping[str, str], lint: bool = True) -> list[Finding]:
    """Return what is wrong with the text of pages, sorted. The pages are within the limits.

    files: the name of every file below docs, starting with `docs/`. texts: those that are text.
    lint: whether the linter may open the pages by their names; nothing else here opens a file.
    """
    site, classes = read_site(files, pages), known_classes(texts)
    found = [finding for page in pages
             for finding in (*check_html(page, classes), *check_links(page, site), *check_markdown(page))]
    found = without_repeats(found + (check_with_linter(docs, [page.path for page in pages]) if lint else []))
    by_path = {page.path: page.normal for page in pages}
    return [_with_fix(finding, by_path[finding.path]) if finding.rule in FIXES else finding for finding in found]


def _with_fix(finding: Finding, text: str) -> Finding:
    return replace(finding, fix=change(text, FIXES[finding.rule](text)))
