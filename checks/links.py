"""Links: where they lead, and whether the words of a link show another address.

Browsers drop or exchange letters before they read an address, so `plain` does the same first. rumdl
looks whether a file is there; checks/built.py compares words and address, in all forms of links.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from urllib.parse import unquote, urlsplit

from checks.finding import Finding, data, show
from checks.page import Page
from checks.site import Site

INVISIBLE = re.compile(r"[\x00-\x20\x7f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
DOTS = str.maketrans("。․⸱", "...")
# In the name of a site: letters that pass for others, beside those of French, Arabic and Tifinagh.
FOREIGN = re.compile("[^ -~\xb7-\xff\u0153\u0600-\u06ff\u2d30-\u2d7f]")
SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,20}):", re.IGNORECASE)
IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\Z")  # what stands before the `]` of one
# `[words](address "title")` from its `]` on; `[key]: address`; `<address>`.
LINK = re.compile(
    r"""(?x)
    \](?<!\\\])\([ \n]{0,9}
    (?:<(?P<angle>[^<>\n]{0,900})>|(?P<bare>(?:[^\s()<]|\([^\s()]{0,200}\)){0,900}))
    (?:[ \n]{1,9}(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?[ \n]{0,9}\)
    |\n[ ]{0,3}\[(?!\^)[^\[\]\n]{1,200}\]:[ ]{0,9}<?(?P<key>[^\s<>]{1,900})>?
    |<(?P<alone>[a-zA-Z][a-zA-Z0-9+.-]{1,20}:[^\s<>]{0,900}|[^\s<>@/]{1,90}@[^\s<>@]{1,90})>"""
)


def check_links(page: Page, site: Site) -> Iterator[Finding]:
    """Check where every link and image of a page leads, in all the forms that Markdown has."""
    for match in LINK.finditer(page.prose_text) if page.is_markdown else ():
        start, end = match.span(match.lastgroup or 0)
        address, words = plain(page.text[start:end]), match.start()
        image = bool(IMAGE.search(page.text[max(0, words - 310) : words]))
        if rule := _fault(address, image):
            shown = host(address) if rule == "image-from-elsewhere" else show(address)
            yield page.on(page.place(start), rule, shown)


def _fault(address: str, image: bool) -> str:
    """Return the rule that an address breaks, or nothing. rumdl asks whether a file is there."""
    kind, name = scheme(address), host(address)
    if kind not in ("", *data("links")["schemes"]) or re.match(r"[\\/]\s{0,9}[\\/]", address):
        return "link-scheme"
    if kind not in ("http", "https"):
        return ""
    if image:
        return "image-from-elsewhere"
    if "." not in name or FOREIGN.search(unquote(name)) or re.match(r"\w+:[/\\]*[^/\\]*@", address):
        return "link-deceives"
    return "link-http" if kind == "http" and name not in data("links")["http"].split() else ""


# --- What an address is, and what words show ----------------------------------------------------
def plain(address: str) -> str:
    """Return an address as a browser reads it: entities and escapes undone, nothing invisible."""
    address = html.unescape(html.unescape(address))
    return INVISIBLE.sub("", re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address))


def scheme(address: str) -> str:
    """Return `https`, `javascript` and so on in small letters; empty for a path of the site."""
    match = SCHEME.match(unquote(plain(address).split("/", 1)[0]))
    return match[1].lower() if match else ""


def host(address: str) -> str:
    """Return the name of the site of `https://…` or `//…`; empty for a path or a broken address."""
    try:
        return (urlsplit(plain(address).replace("\\", "/")).hostname or "").rstrip(".")
    except ValueError:
        return ""


def owner(name: str) -> str:
    """Return whose a site is: the name below an end such as `.ma` or `.gov.ma`, or its group."""
    labels = name.lower().removeprefix("www.").split(".")
    count = 3 if ".".join(labels[-2:]) in data("links")["shared_ends"].split() else 2
    own = ".".join(labels[-count:])
    return next((group for group in data("links")["owners"] if own in group.split()), own)


@cache
def _shown() -> re.Pattern[str]:
    ends = "|".join(data("links")["ends"].split())
    name = rf"(?<![\w@./-])(?:[\w-]{{1,63}}\.){{1,8}}(?:{ends})(?![\w.-]{{0,60}}\w)"
    return re.compile(rf"https?://([^\s<>()\[\]/?#]{{1,200}})|({name})", re.IGNORECASE)


def deceives(words: str, address: str) -> str | None:
    """Return the address that the words of a link show when it is of another owner, or None."""
    words = unicodedata.normalize("NFKC", html.unescape(words).translate(DOTS))
    words = "".join(sign for sign in words if sign == " " or sign.isprintable())[:500]
    if scheme(address) == "mailto":
        mails = re.findall(r"[\w.+-]{1,60}@[\w.-]{1,60}\w", words)
        target = unquote(plain(address))[7:].split("?")[0].lower()
        return next((mail for mail in mails if mail.lower() != target), None)
    name = host(address)
    for match in _shown().finditer(words):
        whole = match[0] == words.strip(" *_`")
        # A file of the site may be called like a site, a repository too, and so an archived page.
        fine = not name and not match[1] or name in data("links")["hold_others"] and not whole
        if not fine and owner(match[1] or match[2]) != owner(name):
            return match[0]
    return None
