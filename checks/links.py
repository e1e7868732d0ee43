"""Links and images: where they lead, whether that place is there, and what their words show."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from checks.addresses import deceives, host, passes_for_another, plain, scheme
from checks.finding import Finding, data, show
from checks.page import TEMPLATE, Page
from checks.site import Site

BRACKETS = re.compile(r"\\.|[\[\]]|\n[ ]{0,40}\n")
TARGET = re.compile(
    r"\([ \n]{0,9}(?:<([^<>\n]{0,900})>|((?:[^\s()<]|\([^\s()]{0,200}\)){0,900}))"
    r"(?:[ \n]{1,9}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?[ \n]{0,9}\)"
)
# `[key]: address`, and `<address>`, which both show no words of their own.
ALONE = re.compile(
    r"(?m)^ {0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ ]{0,9}<?([^\s<>]{1,900})>?|(?<!\]\()(?<!\]:)(?<!\]: )"
    r"<([a-zA-Z][a-zA-Z0-9+.-]{1,20}:[^\s<>]{0,900}|[^\s<>@/]{1,90}@[^\s<>@]{1,90})>"
)
IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,900}\)")


class Link(NamedTuple):
    """A link or an image: its offset, its words, none if it shows its address, and its address."""

    at: int
    words: str
    address: str
    image: bool = False


def check_links(page: Page, site: Site) -> Iterator[Finding]:
    """Check every link and image of a page, in all the forms that Markdown has."""
    for link in links_of(page) if page.is_markdown else ():
        address = plain(link.address)
        for name, *words in _faults(page, site, link, address):
            yield page.on(page.place(link.at), name, *words)
        shown = IMAGE.sub(r"\1", link.words)
        if not link.image and (other := deceives(shown, address)):
            found = show(other), show(link.address)
            yield page.on(page.place(link.at), "link-deceives", *found)


def links_of(page: Page) -> Iterator[Link]:
    """Yield the links and images of a page; of `[words][key]` only the address, at its place.

    What the words of such a link show is seen in the built page.
    """
    text, waiting = page.prose_text, list[int]()
    for match in BRACKETS.finditer(text):
        if match[0] == "[":
            waiting.append(match.start())
        elif match[0][0] == "\n":
            waiting.clear()
        elif match[0] == "]" and waiting:
            start, end = waiting.pop(), match.start()
            if target := TARGET.match(text, end + 1):
                image, words = text[start - 1 : start] == "!", page.text[start + 1 : end]
                address = page.text[slice(*target.span(1 if target[1] else 2))]
                yield Link(start - image, words, address, image)
    for match in ALONE.finditer(text):
        yield Link(match.start(), "", match[1] or match[2])


def _faults(page: Page, site: Site, link: Link, address: str) -> Iterator[tuple[str, ...]]:
    """Yield the message about where a link leads, and its words; the first is the worst."""
    kind, name = scheme(address), host(address)
    web = kind in ("http", "https")
    user = re.match(r"\w+:[/\\]*[^/\\]*@", address)
    if kind not in ("", *data("links")["schemes"]) or re.match(r"[\\/]\s{0,9}[\\/]", address):
        yield "link-scheme", show(address)
    elif web and link.image:
        yield "image-from-elsewhere", name
    elif web and ("." not in name or user or passes_for_another(name)):
        yield "link-deceives.address", show(address)
    elif kind == "http" and name not in data("links")["http"].split():
        yield "link-http", show(address)
    elif not kind and ("@" not in address or "/" in address):
        yield from _missing(page, site, unquote(re.sub(r"[?#].*", "", address)))


def _missing(page: Page, site: Site, target: str) -> Iterator[tuple[str, ...]]:
    """Yield the message about a path that leads to no file of docs/, and its words."""
    folder = posixpath.dirname(page.path)
    path = posixpath.normpath(posixpath.join(folder, target))
    published = path.startswith("docs/") and (path != TEMPLATE or page.path == TEMPLATE)
    fine = published and path in site.pages and "\\" not in target and target[0] != "/"
    if target and not fine:
        yield "link-missing", show(target), posixpath.relpath("docs/about.md", folder)
