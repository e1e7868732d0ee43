"""Read the head of a built page: its tags, its policy; and what that policy should be."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from output_rules import script_hash
from repository import ROOT

FORK = "https://amina.github.io/ml-dl-morocco/"
POLICY = ROOT / "overrides/partials/content-security-policy.html"
HASHES = frozenset(re.findall(r"'(sha256-[^']+)'", POLICY.read_text(encoding="utf-8")))
DIRECTIVES = {
    "default-src": {"'none'"},
    "script-src": {"'self'", *(f"'{value}'" for value in HASHES)},
    "style-src": {"'self'"},
    "font-src": {"'self'"},
    "img-src": {"'self'", "data:"},
    "connect-src": {"'self'"},
    "worker-src": {"'self'"},
    "manifest-src": {"'self'"},
    "object-src": {"'none'"},
    "base-uri": {"'none'"},
    "form-action": {"'none'"},
}
WITH_GISCUS = DIRECTIVES | {"frame-src": {"https://giscus.app"}}


class Head(HTMLParser):
    """The tags of a page in order, up to its body."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.feed(html[: html.index("<body")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def metas(self, key: str) -> dict[str, str]:
        return {
            values[key]: values.get("content", "")
            for tag, values in self.tags
            if tag == "meta" and key in values
        }


def policy_of(html: str) -> dict[str, set[str]]:
    """Return the directives of a page, whose policy comes right after the character set.

    The hash of its own style is left out: tests/output_rules.py knows that style.
    """
    tags = Head(html).tags
    position = [tag for tag, _ in tags].index("head") + 1
    assert tags[position] == ("meta", {"charset": "utf-8"})
    assert tags[position + 1][1].get("http-equiv") == "Content-Security-Policy"
    parts = (part.split() for part in tags[position + 1][1]["content"].split(";"))
    found = {name: set(sources) for name, *sources in parts}
    styles = re.findall(r"<style>(.*?)</style>", html, flags=re.DOTALL)
    assert len(styles) == len(found["style-src"] - {"'self'"})
    found["style-src"] -= {f"'{script_hash(style)}'" for style in styles}
    return found


def pages(site: Path) -> dict[str, str]:
    """Return the HTML of each page by its path."""
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }
