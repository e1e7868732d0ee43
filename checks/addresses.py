"""Web addresses: whose an address is, and whether the words of a link show another one.

Browsers drop or exchange letters before they read an address, so `plain` does the same first.
"""

from __future__ import annotations

import html
import re
import unicodedata
from functools import cache
from urllib.parse import unquote, urlsplit

from checks.finding import data

_INVISIBLE = re.compile(r"[\x00-\x20\x7f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_DOTS = str.maketrans("。․⸱", "...")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]{0,20}):", re.IGNORECASE)
_ARABIC = re.compile(r"[\u0620-\u06ff0-9-]{1,63}")


def plain(address: str) -> str:
    """Return an address as a browser reads it: entities and escapes undone, nothing invisible."""
    address = html.unescape(html.unescape(address))
    address = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", address)
    return _INVISIBLE.sub("", address)


def scheme(address: str) -> str:
    """Return `https`, `javascript` and so on in small letters; empty for a path of the site."""
    match = _SCHEME.match(unquote(plain(address).split("/", 1)[0]))
    return match[1].lower() if match else ""


def host(address: str) -> str:
    """Return the name of the site of `https://…` or `//…`; empty for a path or a broken address."""
    text = plain(address).replace("\\", "/")
    try:
        return (urlsplit(text).hostname or "").rstrip(".")
    except ValueError:
        return ""


def strange_label(name: str) -> str | None:
    """Return the part of a site's name whose letters pass for others: not a-z and not Arabic."""
    for label in name.split("."):
        try:
            shown = label[4:].encode().decode("punycode") if label.startswith("xn--") else label
        except UnicodeError:
            return label
        if not shown.isascii() and not _ARABIC.fullmatch(shown):
            return label
    return None


def owner(name: str) -> str:
    """Return whose a site is: the name below an end such as `.ma` or `.gov.ma`, or its group."""
    labels = name.lower().removeprefix("www.").split(".")
    count = 3 if ".".join(labels[-2:]) in data("links")["shared_ends"] else 2
    own = ".".join(labels[-count:])
    return next((group[0] for group in data("links")["owners"] if own in group), own)


@cache
def _shown() -> re.Pattern[str]:
    ends = "|".join(data("links")["ends"])
    name = rf"(?<![\w@./-])(?:[\w-]{{1,63}}\.){{1,8}}(?:{ends})(?![\w.-]{{0,60}}\w)"
    return re.compile(rf"https?://([^\s<>()\[\]/?#]{{1,200}})|({name})", re.IGNORECASE)


def deceives(words: str, address: str) -> str | None:
    """Return the address that the words of a link show when it is of another owner, or None."""
    words = unicodedata.normalize("NFKC", html.unescape(words).translate(_DOTS))
    words = "".join(sign for sign in words if sign == " " or sign.isprintable())[:500]
    if scheme(address) == "mailto":
        mails = re.findall(r"[\w.+-]{1,60}@[\w.-]{1,60}\w", words)
        target = unquote(plain(address))[7:].split("?")[0].lower()
        return next((mail for mail in mails if mail.lower() != target), None)
    name = host(address)
    if name in data("links")["archives"]:
        return None
    for match in _shown().finditer(words):
        file_of_the_site = not name and not match[1]  # a file may be called like a site
        if name in data("links")["code_hosts"] and match[0] != words.strip():
            continue  # [the hcp.ma repository](https://github.com/…/hcp.ma)
        if not file_of_the_site and owner(match[1] or match[2]) != owner(name):
            return match[0]
    return None
