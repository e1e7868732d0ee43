"""Links and images: where they lead, and whether that place is there.

What the words of a link show is compared with that in checks/built.py, for all forms of links.
"""

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote

from checks.addresses import host, passes_for_another, plain, scheme
from checks.finding import Finding, data, show
from checks.page import TEMPLATE, Page
from checks.site import Site

# `[words](address "title")` from its `]` on, or an image; `[key]: address`; `<address>`.
LINK = re.compile(
    r"""(?mx)
    (?P<image>!\[[^\[\]\n]{0,300})?(?<!\\)\]\([ \n]{0,9}
    (?:<(?P<angle>[^<>\n]{0,900})>|(?P<bare>(?:[^\s()<]|\([^\s()]{0,200}\)){0,900}))
    (?:[ \n]{1,9}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?[ \n]{0,9}\)
    |^[ ]{0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ ]{0,9}<?(?P<key>[^\s<>]{1,900})>?
    |<(?P<alone>[a-zA-Z][a-zA-Z0-9+.-]{1,20}:[^\s<>]{0,900}|[^\s<>@/]{1,90}@[^\s<>@]{1,90})>"""
)


def check_links(page: Page, site: Site) -> Iterator[Finding]:
    """Check every link and image of a page, in all the forms that Markdown has."""
    for match in LINK.finditer(page.prose_text) if page.is_markdown else ():
        address = plain(page.text[slice(*match.span(match.lastgroup or 0))])
        for name, *words in _faults(page, site, address, bool(match["image"])):
            yield page.on(page.place(match.start()), name, *words)


def _faults(page: Page, site: Site, address: str, image: bool) -> Iterator[tuple[str, ...]]:
    """Yield the message about where a link or an image leads, and its words."""
    kind, name = scheme(address), host(address)
    web = kind in ("http", "https")
    user = re.match(r"\w+:[/\\]*[^/\\]*@", address)
    if kind not in ("", *data("links")["schemes"]) or re.match(r"[\\/]\s{0,9}[\\/]", address):
        yield "link-scheme", show(address)
    elif web and image:
        yield "image-from-elsewhere", name
    elif web and ("." not in name or user or passes_for_another(name)):
        yield "link-deceives", show(address)
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
