"""HTML: what a contributor may write in a page, and the last look at what Markdown made of it.

`clean` is the wall: what nh3 returns replaces the article, so nothing has to be detected for
readers to be safe. The findings say what it took out, and where it came from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from html import unescape
from html.parser import HTMLParser
from typing import Any

import nh3

from checks.addresses import deceives, scheme
from checks.fences import CODE
from checks.finding import Finding, data, show
from checks.page import Page
from checks.site import Site

TAG = re.compile(r"<(/?)([a-zA-Z][\w-]{0,40})(?=[\s/>])([^<>\n]{0,500})(>?)")
ATTRIBUTE = re.compile(r"([\w:-]{1,40})\s{0,3}(?:=|$)")
DECLARATION = re.compile(r"<[!?](?!--)[^\n]{0,40}")


def check_html(page: Page, site: Site) -> Iterator[Finding]:
    """Check the HTML in the prose of a page: elements and attributes of the list `source` only."""
    if not page.is_markdown:
        return
    said: set[tuple[str, int]] = set()
    for match in DECLARATION.finditer(page.prose_text):
        what = f"{show(match[0])} is not part of a page. Take it out, or put it in `backticks`."
        yield page.at(match.start(), "html", what)
    for match in TAG.finditer(page.prose_text):
        closing, name, rest, end = match.groups()
        before = page.text[match.start() - 1 : match.start()]
        known = len(name) > 1 and name.lower() in data("html")["instead"]
        if CODE in match[0] or not end and not known:
            continue  # "a <b and so on": without > it is text
        message = _why_not(before, closing, name, rest)
        finding = page.at(match.start(), "html", message)
        if message and (name, finding.line) not in said:
            said.add((name, finding.line))  # once for both ends of an element
            yield finding


def _why_not(before: str, closing: str, name: str, rest: str) -> str:
    """Return why a tag may not stand in a page, and what to write; empty when it may."""
    known = {**dict.fromkeys(data("html")["source"], ""), **data("html")["instead"]}
    if before.isalnum() and not closing and "=" not in rest or name not in known and not closing:
        if name.lower() not in known and not rest.startswith("/"):
            what = f"Markdown reads {show(f'<{name}{rest}>')} as HTML, and it would vanish"
            return f"{what}. Write spaces around < and >, or put it in `backticks`."
    if name not in data("html")["source"]:
        instead = known.get(name.lower()) or "Take it out, or put it in `backticks`"
        return f"<{name}> may not stand in a page. {instead}."
    allowed = {*data("html")["attributes"]["*"], *data("html")["attributes"].get(name, ())}
    for attribute in ATTRIBUTE.findall(re.sub(r"\"[^\"]*\"|'[^']*'", "", rest)):
        if attribute not in allowed | {"markdown"}:
            return (
                f"<{name}> may not have {attribute}. Take it out; class, lang and title may stay."
            )
    return ""


# --- The article that Markdown made
def clean(html: str, page: Page) -> tuple[str, list[Finding]]:
    """Return the HTML of an article without what may not be published, and what that was."""
    cleaned = _cleaner().clean(html)
    if html.count("<") - html.count(">") > 50:  # html.parser takes its time over such text
        what = "Too many signs < are never closed with >. Write spaces around them."
        return cleaned, [_say(page, "<", what)]
    if "<!" not in html and _shape(html) == _shape(
        cleaned
    ):  # nothing is gone: html.parser would take ten times as long
        return cleaned, list(dict.fromkeys(_deceiving(page, _links(cleaned))))
    before, after = _Inventory(html), _Inventory(cleaned)
    found = [_taken_out(page, thing) for thing in before.things - after.things]
    for comment in (before.comments | after.comments) - Counter(data("html")["comments"]):
        found.append(_say(page, comment, "The page would publish a comment. Take it out."))
    found += _deceiving(page, before.links)
    if not found and before.text != after.text:
        found.append(
            _say(page, "<", f"{_lost(before.text, after.text)} would vanish from the page.")
        )
    return cleaned, list(dict.fromkeys(found))


# What cleaning can change: elements, names of attributes, classes, types, broken ends of tags.
SHAPE = re.compile(
    r"<[!?]|</[^a-zA-Z]|<[a-zA-Z][^\s/>]*|\s(?:class|type)=\"[^\"]*\"|\s[a-zA-Z][\w:-]*="
)
LINK = re.compile(r'<a((?:\s[^\s"=<>]+="[^"]*")*)>((?:(?!</a>).)*)', re.DOTALL)  # as nh3 writes it


def _shape(html: str) -> list[str]:
    """Return the parts of some HTML that cleaning can change, in an order that it does not."""
    return sorted(SHAPE.findall(html.replace('=""', "")))


def _links(cleaned: str) -> Iterator[tuple[str, str]]:
    """Return the words and the address of each link."""
    for attributes, inner in LINK.findall(cleaned):
        if address := re.search(r'\shref="([^"]*)"', attributes):
            yield re.sub(r"<[^<>]*>", "", inner), unescape(address[1])


def _deceiving(page: Page, links: Iterable[tuple[str, str]]) -> Iterator[Finding]:
    """Say which links show the address of another site than the one they lead to."""
    for words, address in links:
        if shown := deceives(words, address):
            what = f"The link shows {show(shown)} and leads to {show(address)}."
            yield _say(page, address, f"{what} Let both be the same.")


@cache
def _cleaner() -> nh3.Cleaner:
    rules = data("html")
    attributes = {name: set(own) for name, own in rules["attributes"].items()}
    for name in rules["drawing"]["elements"]:
        attributes.setdefault(name, set()).update(rules["drawing"]["attributes"])
    return nh3.Cleaner(
        tags={*rules["source"], *rules["built"]},
        attributes=attributes,
        attribute_filter=_attribute,
        clean_content_tags={"script", "style"},
        generic_attribute_prefixes={"aria-", "data-"},
        link_rel=None,
        set_tag_attribute_values=rules["forced"],
        strip_comments=False,
        url_schemes=set(data("links")["schemes"]),
    )


def _attribute(element: str, name: str, value: str) -> str | None:
    """Return the value that an attribute of the list may keep, or None when it goes altogether."""
    if name == "class":
        fine = data("html")["classes"]
        return " ".join(w for w in value.split() if not w.startswith("md-") or w in fine) or None
    theirs = (
        name == "id" and value.startswith("__") or name.startswith("data-md")
    )  # the theme's own
    loads = name == "src" and (scheme(value) or re.match(r"\s*[\\/]{2}", value))
    paints = "url(" in value.lower() and name not in ("title", "alt", "href", "aria-label")
    away = name == "href" and re.match(r"\s*[\\/]\s*[\\/]", value)
    return None if theirs or loads or away or paints and not value.startswith("url(#") else value


class _Inventory(HTMLParser):
    """What an article holds: elements and attributes with their counts, comments, links, text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.things: Counter[str] = Counter()
        self.comments: Counter[str] = Counter()
        self.links: list[tuple[str, str]] = []
        self._text: list[str] = []
        self._open: tuple[int, str] | None = None
        self.feed(html)
        self.close()
        self.text = " ".join("".join(self._text).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.things[f"<{tag}>"] += 1
        for name, value in attrs:
            self.things[f"{name}={' '.join((value or '').split())}"] += 1
            if tag == "a" and name == "href":
                self._open = (len(self._text), value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, Any]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:
            self.links.append(("".join(self._text[self._open[0] :]), self._open[1]))
            self._open = None

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments[f"<!--{data}-->"] += 1


def _taken_out(page: Page, thing: str) -> Finding:
    if thing.startswith("<"):
        instead = data("html")["instead"].get(thing[1:-1], "Take it out, or put it in `backticks`")
        return _say(
            page, thing[:-1], f"The page would have {thing}, which is not allowed. {instead}."
        )
    name, _, value = thing.partition("=")
    what = f"The page would have {name}={show(value)}, which is not allowed."
    return _say(page, name if name.startswith("on") else value or name, f"{what} Take it out.")


def _lost(before: str, after: str) -> str:
    """Return the first words that only the first of two texts has."""
    pairs = enumerate(zip(before, after, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(before), len(after)))
    return show(before[at : at + 40])


def _say(page: Page, near: str, message: str) -> Finding:
    """Return a finding on the first line that holds `near`, or one that points to includes."""
    at = page.text.lower().find(near.strip().lower()[:60])
    if at < 0:
        message += " It is not in this file: look in what the page includes, and in its blocks."
    return page.at(max(at, 0), "built-html", message)
