"""The last look at what Markdown made of a page: only what checks/data/html.toml names stays.

`clean` is the wall: what nh3 returns replaces the article, so nothing has to be detected for
readers to be safe. The findings say what it took out, and where it came from.
"""

import re
from collections import Counter
from functools import cache, lru_cache
from html import unescape

import nh3

from checks.finding import Finding, data, show
from checks.links import deceives, scheme
from checks.page import Page

ELEMENT = re.compile(r"<[a-z!?][\w:-]{0,40}")
THING = re.compile(rf"{ELEMENT.pattern}|[a-z][\w:-]{{0,40}}")
ENTITY = re.compile(r"&(?:#x?[0-9a-fA-F]{1,8}|[a-zA-Z]{2,31});?")
LINK = re.compile(r'<a [^<>]{0,2000}?href="([^"]{0,2000})"[^<>]{0,2000}>([^\n]{0,2000}?)</a>')


def clean(html: str, page: Page) -> tuple[str, list[Finding]]:
    """Return the HTML of an article without what may not be published, and what that was."""
    cleaned = str(_cleaner().clean(html))
    gone = [*filter(THING.fullmatch, _things(html) - _things(cleaned))]
    gone += [
        sign
        for sign in dict.fromkeys(ENTITY.findall(html))
        if not unescape(sign).strip().isprintable()
    ]
    found = [_say(page, thing, "built-html", show(thing)) for thing in gone]
    for address, words in LINK.findall(cleaned):
        if shown := deceives(re.sub(r"<[^<>]{0,900}>", "", words), address):
            found.append(_say(page, address, "built-html.link", show(shown), show(address)))
    return cleaned, found


def _things(html: str) -> Counter[str]:
    """Count elements, comments and attributes by their names, and other words before a `=`."""
    words = html = html.lower()
    for mark in "\t\n\f\r\"'/":  # many times as quick as a pattern that looks behind
        words = words.replace(mark, " ")
    names = [part.rpartition(" ")[2] for part in words.split("=")[:-1]]
    return Counter([*ELEMENT.findall(html), *names])


def _say(page: Page, near: str, name: str, *words: str) -> Finding:
    """Return a finding on the first line that holds `near`, or one that points to includes."""
    at = page.text.lower().find(near.lower())
    more = " It is not in this file: look in what the page includes, and in its blocks."
    say = data("messages")[name] + more * (at < 0)
    return page.on(page.place(max(at, 0)), name, *words, say=say)


@cache
def _cleaner() -> nh3.Cleaner:
    rules = data("html")
    drawing = rules["drawing"]["elements"].split()
    attributes = {name: set(own) for name, own in rules["attributes"].items()}
    for name in drawing:
        attributes.setdefault(name, set()).update(rules["drawing"]["attributes"].split())
    return nh3.Cleaner(
        tags={*rules["elements"].split(), *drawing},
        attributes=attributes,
        attribute_filter=_attribute,
        clean_content_tags={"script", "style"},
        generic_attribute_prefixes={"aria-", "data-"},
        link_rel=None,
        set_tag_attribute_values=rules["forced"],
        url_schemes=set(data("links")["schemes"]),
    )


@lru_cache(4096)
def _attribute(element: str, name: str, value: str) -> str | None:
    """Return the value that an attribute of the list may keep, or None when it goes altogether."""
    if name == "class" and value:
        fine = data("html")["classes"]
        return " ".join(w for w in value.split() if not w.startswith("md-") or w in fine) or None
    theirs = name == "id" and value.startswith("__") or name.startswith("data-md")  # the theme's
    loads = name == "src" and scheme(value)
    away = name in ("src", "href") and re.match(r"\s*[\\/]\s*[\\/]", value)
    paints = "url(" in value.lower() and name not in ("title", "alt", "href", "aria-label")
    return None if theirs or loads or away or paints and not value.startswith("url(#") else value
