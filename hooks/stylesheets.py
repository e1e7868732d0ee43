"""One style sheet for each page, with the rules that the site uses: a step on what was built.

It reads the HTML, CSS and JavaScript of any generator, and knows nothing of the one that made them.
A rule goes when a class, an id, an element or an attribute of its selector stands in no tag of the
pages and is no word of the scripts: so what a script adds later is kept too.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import rcssmin
import tinycss2

LINK = re.compile(r'\s*<link rel="stylesheet" href="([^"]+)">')
WORD = re.compile(r"[\w-]+")
TAG = re.compile(r"<[a-zA-Z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
NAMED = re.compile(
    r"(?<![\w-])(?:href|content|src|d|title|alt|aria-label|label|value)=(\"[^\"]*\"|'[^']*')"
)
USED = re.compile(r"var\(\s*(--[\w-]+)")
VALUE = r"""(?:[^;{}"'(]|"[^"]*"|'[^']*'|\((?:[^()"']|"[^"]*"|'[^']*'|\([^()]*\))*\))*"""
PROPERTY = re.compile(rf"(?<=[{{;])\s*(--[\w-]+)\s*:{VALUE}(?:;|(?=\}}))")
GROUPS = ("media", "supports", "layer", "container")  # at-rules that hold rules
Node = Any  # tinycss2 has no types


def merge(site: Path) -> dict[str, int]:
    """Give each page of a built site one style sheet. Returns the size of each by its name."""
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    used = words_of(pages.values(), site)
    made: dict[tuple[str, ...], str] = {}
    merged: set[Path] = set()
    sizes = {}
    for path, html in pages.items():
        base = "" if path.name == "404.html" else path.parent.relative_to(site).as_posix()
        links = [link for link in LINK.findall(html) if not re.match(r"[a-z]+:|//", link)]
        sheets = tuple(file_of(link, base, site) for link in links)
        if not sheets or not all((site / sheet).is_file() for sheet in sheets):
            continue
        if sheets not in made:
            css = shrink("\n".join(rebased(site, sheet) for sheet in sheets), used)
            digest = hashlib.sha256(css.encode()).hexdigest()[:8]
            made[sheets] = f"assets/stylesheets/all.{digest}.css"
            (site / made[sheets]).write_text(css, encoding="utf-8")
            sizes[made[sheets]] = len(css.encode())
            merged.update(site / sheet for sheet in sheets)
        address = links[0].removesuffix(sheets[0]) + made[sheets]
        first = LINK.search(html)
        assert first  # the page has links
        whole = f'\n<link rel="stylesheet" href="{address}">'
        html = html[: first.start()] + whole + LINK.sub("", html[first.start() :])
        path.write_text(html, encoding="utf-8")
    for sheet in merged:
        sheet.unlink()
    return sizes


def file_of(link: str, base: str, site: Path) -> str:
    """Return the path of a style sheet below the site; a page may name it from the host's root."""
    path = link.split("?")[0]
    if path.startswith("/"):  # the page of what is not found: its addresses begin with the host
        parts = path.strip("/").split("/")
        tails = ("/".join(parts[at:]) for at in range(len(parts)))
        return next((tail for tail in tails if (site / tail).is_file()), path)
    return posixpath.normpath(posixpath.join(base, path))


def rebased(site: Path, sheet: str) -> str:
    """Return a style sheet whose addresses are right in assets/stylesheets/, where it will lie."""

    def way(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(sheet), found[1]))
        return f"url({posixpath.relpath(target, 'assets/stylesheets')})"

    text = (site / sheet).read_text(encoding="utf-8")
    return re.sub(r"url\([\"']?(?![\"']?(?:data:|https?:|/|#))([^)\"']+)[\"']?\)", way, text)


def words_of(pages: Iterable[str], site: Path) -> set[str]:
    """Return every word of the pages' tags and of the scripts: elements, classes, ids and more."""
    found = {"html", "body"}
    for text in pages:
        for tag in set(TAG.findall(text)):
            found.update(WORD.findall(NAMED.sub("", tag)))
    for path in [*site.rglob("*.js"), *site.rglob("*.mjs")]:
        found.update(WORD.findall(path.read_text(encoding="utf-8", errors="replace")))
    return found


def shrink(css: str, used: set[str]) -> str:
    """Return a style sheet with the rules whose names are in `used`, minified."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    kept = "".join(kept_rules(rules, used))
    while True:  # a custom property that only another unused one names goes in the next round
        known = set(USED.findall(kept)) | {word for word in used if word.startswith("--")}
        less = PROPERTY.sub(partial(_known, known), kept)
        if less == kept:
            return str(rcssmin.cssmin(kept))
        kept = less


def _known(known: set[str], found: re.Match[str]) -> str:
    """Return a declaration of a custom property, or nothing when no rule uses it."""
    return found[0] if found[1] in known else ""


def kept_rules(rules: list[Node], used: set[str]) -> Iterator[str]:
    """Yield the text of each rule that something in the site may match."""
    for rule in rules:
        if rule.type == "qualified-rule":
            parts = split(rule.prelude)
            prelude = ",".join(tinycss2.serialize(part) for part in parts if may_match(part, used))
            if prelude:
                yield f"{prelude}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.type == "at-rule" and rule.content is None:
            yield rule.serialize()
        elif rule.type == "at-rule" and rule.lower_at_keyword in GROUPS:
            inner = tinycss2.parse_blocks_contents(
                rule.content, skip_comments=True, skip_whitespace=True
            )
            if body := "".join(kept_rules(inner, used)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{body}}}"
        elif rule.type == "at-rule":
            yield rule.serialize()


def split(prelude: list[Node]) -> list[list[Node]]:
    """Return the selectors of a list, each as its tokens."""
    parts: list[list[Node]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def may_match(selector: list[Node], used: set[str]) -> bool:
    """Tell whether all names of a selector are known; what stands in :is() or :not() may be not."""
    before = ""
    for token in selector:
        if token.type == "ident" and before != ":" and token.value not in used:
            return False
        if token.type == "hash" and token.value not in used:
            return False
        if token.type == "[] block":
            names = [part for part in token.content if part.type in ("ident", "string")]
            if names[0].value.startswith(("data-", "aria-")):  # a script may write data-x as x
                names = names[1:]
            exact = not any(
                part.type == "literal" and part.value in "^*$~|" for part in token.content
            )
            whole = names if exact else []
            if not all(set(WORD.findall(part.value)) <= used for part in whole):
                return False
        before = token.value if token.type == "literal" else ""
    return True
