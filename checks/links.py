"""Links and images: where they lead, whether that place is there, and what their words show."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote

from checks.addresses import deceives, host, passes_for_another, plain, scheme
from checks.fences import CODE
from checks.finding import Finding, data, show
from checks.page import TEMPLATE, Page
from checks.site import Site

BRACKETS = re.compile(r"\\.|[\[\]]|\n[ ]{0,40}\n")
TARGET = re.compile(
    r"\([ \n]{0,9}(?:<([^<>\n]{0,900})>|((?:[^\s()<]|\([^\s()]{0,200}\)){0,900}))"
    r"(?:[ \n]{1,9}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?[ \n]{0,9}\)"
)
DEFINITION = re.compile(r"(?m)^ {0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ ]{0,9}<?([^\s<>]{1,900})>?")
AUTOLINK = re.compile(
    r"(?<!\]\()(?<!\]:)(?<!\]: )"
    r"<((?:[a-zA-Z][a-zA-Z0-9+.-]{1,20}:[^\s<>]{0,900})|[^\s<>@/]{1,90}@[^\s<>@]{1,90})>"
)
IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,900}\)")


class Link(NamedTuple):
    """A link or an image: its offset, its words (None: it shows its address), and its address."""

    at: int
    words: str | None
    address: str
    image: bool = False


def check_links(page: Page, site: Site) -> Iterator[Finding]:
    """Check every link and image of a page, in all the forms that Markdown has."""
    for link in links_of(page) if page.is_markdown else ():
        address = plain(link.address)
        for rule, message in _check(page, site, link, address):
            yield page.at(link.at, rule, message)


def links_of(page: Page) -> Iterator[Link]:
    """Yield the links and images of a page; of `[words][key]` only the address, at its place.

    What the words of such a link show is seen in the built page.
    """
    text = page.prose_text
    waiting: list[int] = []
    for match in BRACKETS.finditer(text):
        if match[0] == "[":
            waiting.append(match.start())
        elif match[0][0] == "\n":
            waiting.clear()
        elif match[0] == "]" and waiting:
            start, end = waiting.pop(), match.start()
            if target := TARGET.match(text, end + 1):
                image, words = text[start - 1 : start] == "!", page.text[start + 1 : end]
                yield Link(start - image, words, target[1] or target[2] or "", image)
    for pattern in (AUTOLINK, DEFINITION):
        yield from (Link(match.start(), None, match[1]) for match in pattern.finditer(text))


def _check(page: Page, site: Site, link: Link, address: str) -> Iterator[tuple[str, str]]:
    """Say what is wrong with where a link leads, and with what its words show of that."""
    kind, shown = scheme(address), show(address)
    if CODE in address:
        yield "link-form", "The address has backticks in it. Write the address alone."
    elif kind not in ("", *data("links")["schemes"]):
        runs = " It would run a program." if kind in ("javascript", "vbscript", "data") else ""
        write = "Write an https:// address, or the path of a file"
        yield "link-scheme", f"A link may not lead to {shown}.{runs} {write}."
    elif kind in ("http", "https"):
        yield from _check_web(link, address)
    elif re.match(r"[\\/]\s{0,9}[\\/]", address):
        yield "link-scheme", f"{shown} does not say how to get there. Add https: to it."
    elif not kind and ("@" not in address or "/" in address):
        yield from _check_path(page, site, link, address)
    words = IMAGE.sub(r"\1", link.words or "")
    if not link.image and (other := deceives(words, address)):
        what = f"The words show {show(other)}, and the link leads to {shown}."
        yield "link-deceives", f"{what} Let both be the same."


def _check_web(link: Link, address: str) -> Iterator[tuple[str, str]]:
    """Say what is wrong with an address of the web: whose it is, and whether the way is safe."""
    name, shown = host(address), show(address)
    if link.image:
        what = f"The image comes from {name}, which would learn of each reader"
        write = "If its licence allows, save it under docs/assets/images and write its path"
        yield "image-from-elsewhere", f"{what}. {write}."
    elif "." not in name or "@" in address.split("/")[2] or passes_for_another(name):
        write = "Copy it from your browser, without a name before @"
        yield "link-deceives", f"{shown} is not an address, or passes for another one. {write}."
    elif address[:5].lower() == "http:" and name not in data("links")["http"].split():
        what = f"{shown} is not encrypted. Write https:, and open it once to see that it works"
        yield "link-http", f"{what}; if it does not, say so to the reviewers."


def _check_path(page: Page, site: Site, link: Link, address: str) -> Iterator[tuple[str, str]]:
    """Say what is wrong with a path inside the site, and the anchor behind it."""
    target = unquote(re.sub(r"[?#].*", "", address))
    name = posixpath.normpath(posixpath.join(posixpath.dirname(page.path), target))
    published = name.startswith("docs/") and (name != TEMPLATE or page.path == TEMPLATE)
    if target and ("\\" in target or target[0] == "/" or name not in site.pages or not published):
        example = posixpath.relpath("docs/about.md", posixpath.dirname(page.path))
        what = f"{show(target)} is not a file of docs/ as seen from this page. Write a path"
        yield "link-missing", f"{what} such as {example}, or an https:// address."
