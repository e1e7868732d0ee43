"""The last look at what Markdown made of a page: only what checks/data/html.toml names stays.

`clean` is the wall: what nh3 returns replaces the article, so nothing has to be detected for
readers to be safe. The findings say what it took out, where it came from, and which link has words
that show another address than its own.
"""

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from html import unescape
from urllib.parse import SplitResult, unquote, urlsplit

import nh3

from checks.finding import Finding, data, show
from checks.page import Page

ELEMENT = re.compile(r"<[a-z!?][\w:-]{0,40}")
THING = re.compile(rf"{ELEMENT.pattern}|[a-z][\w:-]{{0,40}}")
ENTITY = re.compile(r"&(?:#x?[0-9a-fA-F]{1,8}|[a-zA-Z]{2,31});?")
LINK = re.compile(r'<a [^<>]{0,2000}?href="([^"]{0,2000})"[^<>]{0,2000}>([^\n]{0,2000}?)</a>')
INVISIBLE = re.compile(r"[\x00-\x20\x7f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def clean(html: str, page: Page) -> tuple[str, list[Finding]]:
    """Return the HTML of an article without what may not be published, and what that was."""
    cleaned = str(_cleaner().clean(html))
    gone = [*filter(THING.fullmatch, _things(html) - _things(cleaned))]
    signs = dict.fromkeys(ENTITY.findall(html))
    gone += [sign for sign in signs if not unescape(sign).strip().isprintable()]
    found = [_say(page, thing, "built-html", show(thing)) for thing in gone]
    for address, words in LINK.findall(cleaned):
        if shown := _deceives(re.sub(r"<[^<>]{0,900}>", "", words), address):
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


# --- What may stay ------------------------------------------------------------------------------
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
    if name in ("src", "href"):  # a picture is of this site, and no address begins with `//`
        where = _read(value)
        away = where.scheme and name == "src" or where.netloc and not where.scheme
        return None if away else value
    theirs = name == "id" and value.startswith("__") or name.startswith("data-md")  # the theme's
    paints = "url(" in value.lower() and name not in ("title", "alt", "aria-label")
    return None if theirs or paints and not value.startswith("url(#") else value


# --- What the words of a link show --------------------------------------------------------------
def _read(address: str) -> SplitResult:
    """Return the parts of an address as a browser reads it: it drops or exchanges some letters."""
    try:
        return urlsplit(INVISIBLE.sub("", unescape(address)).replace("\\", "/"))
    except ValueError:
        return urlsplit("")


def _owner(name: str) -> str:
    """Return whose a site is: the name below an end such as `.ma` or `.gov.ma`, or its group."""
    labels = name.lower().rstrip(".").removeprefix("www.").split(".")
    count = 3 if ".".join(labels[-2:]) in data("links")["shared_ends"].split() else 2
    own = ".".join(labels[-count:])
    return next((group for group in data("links")["owners"] if own in group.split()), own)


@cache
def _shown() -> re.Pattern[str]:
    ends = "|".join(data("links")["ends"].split())
    name = rf"(?<![\w@./-])(?:[\w-]{{1,63}}\.){{1,8}}(?:{ends})(?![\w.-]{{0,60}}\w)"
    return re.compile(rf"https?://([^\s<>()\[\]/?#]{{1,200}})|({name})", re.IGNORECASE)


def _deceives(words: str, address: str) -> str | None:
    """Return the address that the words of a link show when it is of another owner, or None."""
    words = unicodedata.normalize("NFKC", unescape(words))
    words = "".join(sign for sign in words if sign == " " or sign.isprintable())[:500]
    parts = _read(address)
    if parts.scheme == "mailto":
        mails = re.findall(r"[\w.+-]{1,60}@[\w.-]{1,60}\w", words)
        target = unquote(parts.path).lower()
        return next((mail for mail in mails if mail.lower() != target), None)
    name = parts.hostname or ""
    for match in _shown().finditer(words):
        whole = match[0] == words.strip(" *_`")
        # A file of the site may be called like a site, a repository too, and so an archived page.
        fine = not name and not match[1] or name in data("links")["hold_others"] and not whole
        if not fine and _owner(match[1] or match[2]) != _owner(name):
            return match[0]
    return None
