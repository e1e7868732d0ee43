"""A second look, at the HTML that Markdown made of a page: the same short list, so that no disguise in the source gets by.

No parser of HTML is asked, since parsers differ in how they read broken markup, and a browser is one more. Instead the
HTML must be a sequence of text and of tags in their one plainest form, which all of them read alike. Python-Markdown writes
that form itself; only what it copied from a page can be anything else.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache

from series.findings import Finding
from series.html_rules import BLOCKS, COMMENTS, INLINE, VOID
from series.source import Source

TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s+[a-zA-Z_:][\w:.-]*(?:="[^"<>]*")?)*)\s*(/?)>""")
ATTRIBUTE = re.compile(r'([a-zA-Z_:][\w:.-]*)(?:="([^"]*)")?')
MARKDOWN = frozenset("a blockquote code dd dl dt em h1 h2 h3 h4 h5 h6 hr img li ol p pre strong table tbody td th thead tr ul".split())
CHART = frozenset("svg g path text rect line circle tspan defs clipPath figure figcaption".split())
BUILT = MARKDOWN | CHART | BLOCKS | INLINE
BUILT_VOID = VOID | {"hr", "img"}
GLOBAL = frozenset("class id title lang dir role tabindex".split())
ATTRIBUTES = {
    "a": frozenset({"href", "download"}), "img": frozenset({"src", "alt", "width", "height", "loading"}), "ol": frozenset({"start"}),
    "details": frozenset({"open"}), "th": frozenset({"scope"}),
}
DRAWING = frozenset(
    "xmlns viewBox preserveAspectRatio dx width height d fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit opacity "
    "transform x y x1 x2 y1 y2 r cx cy rx ry dx dy font-size font-family font-weight text-anchor clip-path clip-rule fill-rule pointer-events "
    "dominant-baseline version display".split())
SAFE_ADDRESS = re.compile(r"https?://[^\s]+|mailto:[^\s]+|(?![a-zA-Z][a-zA-Z0-9+.-]*:|[\\/]{2})[^\s]*")
ALIGNED = re.compile(r"text-align: (?:left|right|center);")


def check_rendered(page: Source, built: str) -> list[Finding]:
    """Return what is in the HTML `built` of a page and may not reach a reader. Lines are those of the source, as near as can be told."""
    return list(_check(page, built))


def _check(page: Source, built: str) -> Iterator[Finding]:
    open_tags: list[str] = []
    at = 0
    while (sign := built.find("<", at)) >= 0:
        at = sign + 1
        if built.startswith("<!--", sign):
            end = built.find("-->", sign)
            if built[sign : end + 3] in COMMENTS:
                at = end + 3
                continue
        match = TAG.match(built, sign)
        if not match:
            piece = built[sign : sign + 40].split("\n")[0]
            yield _say(page, piece[:8], "built-html-malformed", f"the page would have the markup {piece!r}.", "Take it out, or write it in backticks.")
            return  # what follows can be anything
        at = match.end()
        name = match[2]
        if name not in BUILT:
            yield _say(page, f"<{name}", "built-html-element", f"the page would have the element <{name}>.", "Take it out: docs may hold Markdown only.")
            return
        if match[1]:
            if not open_tags or open_tags.pop() != name:
                yield _say(page, f"</{name}", "built-html-unbalanced", f"</{name}> closes something else than it should.", "Close what was opened last, first.")
                return
            continue
        for words in _attributes(name, match[3], "svg" in open_tags or name == "svg"):
            yield _say(page, *words)
        if name not in BUILT_VOID and not match[4]:
            open_tags.append(name)
    if open_tags:
        yield _say(page, f"<{open_tags[-1]}", "built-html-unbalanced", f"<{open_tags[-1]}> is never closed.", f"Write </{open_tags[-1]}> where it ends.")


@lru_cache(maxsize=4096)  # most tags of a page stand on all the others too
def _attributes(element: str, written: str, drawing: bool) -> tuple[tuple[str, str, str, str], ...]:
    """Return what is wrong with the attributes of a tag, each time as `_say` wants it."""
    allowed = GLOBAL | ATTRIBUTES.get(element, frozenset()) | (DRAWING if drawing else frozenset())
    wrong: list[tuple[str, str, str, str]] = []
    for match in ATTRIBUTE.finditer(written):
        name, value = match[1], html.unescape(match[2] or "")
        if name == "style" and element in ("td", "th") and ALIGNED.fullmatch(value):
            continue  # what Markdown writes for a column such as |---:|
        if name not in allowed and not name.startswith(("aria-", "data-")):
            wrong.append((name, "built-html-attribute", f"<{element}> would have the attribute {name}.", "Take it out."))
        elif name in ("href", "src") and not SAFE_ADDRESS.fullmatch(re.sub(r"[\x00-\x20\x7f]", "", html.unescape(value))):
            wrong.append((value[:12], "built-html-address", f"<{element}> would lead to {value[:60]!r}.", "Write an https:// address or a path of the site."))
        elif name == "src" and "//" in value:
            wrong.append((value[:12], "built-html-address", f"<{element}> would load {value[:60]!r} from another site.", "Save it under docs/assets/images."))
    return tuple(wrong)


def _say(page: Source, near: str, rule: str, message: str, hint: str) -> Finding:
    """Return a finding at the first place in the source that holds `near`; at the first line when none does."""
    place = page.normal.lower().find(near.lower()) if near.strip() else -1
    if place < 0:
        hint += " It is not in the page itself: look into the files that the page includes."
    return page.finding(max(place, 0), rule, message, hint)
