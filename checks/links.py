"""Links and images: where they lead.

rumdl looks whether a file is there; checks/built.py compares the words of a link with its address.
"""

import re
from collections.abc import Iterator

from checks.addresses import host, plain, scheme
from checks.finding import Finding, data, show
from checks.page import Page
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
    """Check where every link and image of a page leads, in all the forms that Markdown has."""
    for match in LINK.finditer(page.prose_text) if page.is_markdown else ():
        address = plain(page.text[slice(*match.span(match.lastgroup or 0))])
        if rule := _fault(address, bool(match["image"])):
            shown = host(address) if rule == "image-from-elsewhere" else show(address)
            yield page.on(page.place(match.start()), rule, shown)


def _fault(address: str, image: bool) -> str:
    """Return the rule that an address breaks, or nothing. rumdl asks whether a file is there."""
    kind, name = scheme(address), host(address)
    if kind not in ("", *data("links")["schemes"]) or re.match(r"[\\/]\s{0,9}[\\/]", address):
        return "link-scheme"
    if kind not in ("http", "https"):
        return ""
    if image:
        return "image-from-elsewhere"
    if "." not in name or re.match(r"\w+:[/\\]*[^/\\]*@", address):
        return "link-deceives"
    return "link-http" if kind == "http" and name not in data("links")["http"].split() else ""
