"""Links, images and references: where they lead, and what their words say.

Targets are read as a browser reads them: entities, escapes, case and stray blanks are undone first, so that no disguise helps.
"""

from __future__ import annotations

import html
import ipaddress
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from series.anchors import anchors
from series.findings import Finding
from series.footnotes import check_footnotes
from series.html_rules import AUTOLINK
from series.source import CODE, Source, nearest

# Sites with sources that we know by an address with http:// only. Anywhere else, write https://.
PLAIN_HTTP = frozenset({
    "aclweb.org", "dailymorocco.com", "ebook.comcec.org", "ghitamezzour.com", "mideastenvironment.apps01.yorku.ca", "ring.ciard.net",
    "www.ecofinagency.com", "www.fao.org", "www.opengovpartnership.org",
})
VAGUE = frozenset((
    "cet article|ce lien|ce site|click|click here|click this|click this link|clique ici|cliquer ici|cliquez|cliquez ici|cliquez sur ce lien|details|en savoir plus|go|here|"
    "ici|learn more|lien|lire|lire la suite|link|more|more info|open|page|read|read more|see|see here|site|source|this|this article|"
    "this link|this page|this site|this website|url|voir|voir ici|web|website|اضغط هنا|هنا"
).split("|"))
VAGUE_PART = re.compile(r"\b(?:click|tap|press) (?:here|this|on this)\b|\b(?:clique[rz]?|appuyez) (?:ici|sur ce)\b|^(?:\w+ ){1,3}(?:here|ici)$|^\d{1,3}$")
SHORTENERS = frozenset("bit.ly buff.ly cutt.ly goo.gl is.gd lnkd.in ow.ly rb.gy rebrand.ly shorturl.at t.co t.ly tiny.cc tinyurl.com urlz.fr".split())
LONGEST_ADDRESS = 2000
ADDRESS_IN_TEXT = re.compile(r"(?:https?://|www\.)[^\s<>()\[\]]+|(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:com|org|net|ma|fr|eu|io|ai|dev|info|gov|edu|app)(?![\w.-]*\w)(?:/\S*)?", re.IGNORECASE)
BRACKETS = re.compile(r"\\.|[\[\]]|\n[ ]*\n")
DEFINITION = re.compile(r"^[ ]{0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ ]{0,9}\n?[ ]{0,9}(<[^<>\n]*>|\S+)[ ]{0,9}(?:\n?[ ]{0,9}(?:\"[^\n]*\"|'[^\n]*'|\([^\n]*\)))?[ ]{0,9}$", re.MULTILINE)
SPACED = re.compile(r"\[[^\[\]\n]+\][ \t]+\((?:https?:|mailto:|\.{0,2}/|#|[^()\s]+\.(?:md|csv|py|png|svg|jpe?g|html?))[^()\n]*\)", re.IGNORECASE)
REVERSED = re.compile(r"\([^()\n]+\)\[(?!\^)[^\[\]\n]+\]")


Say = Callable[[str, str, str], Finding]  # (rule, message, hint) -> the finding at the link in question


@dataclass(frozen=True)
class Link:
    """One link or image: offset, the words in brackets (of an image: its alternative text), the address as written."""

    at: int
    text: str
    address: str
    image: bool = False
    shown: bool = True  # whether the words can be read: not for a definition, whose words are a key


@dataclass
class Site:
    """What links may lead to: the files below `docs` by their path there, and the pages' ids, read when first asked for."""

    files: frozenset[str]
    pages: dict[str, Source]
    unpublished: frozenset[str] = frozenset({"days/_template.md"})

    def __post_init__(self) -> None:
        self.by_small_letters = {name.casefold(): name for name in sorted(self.files)}
        self._anchors: dict[str, set[str]] = {}

    def anchors(self, name: str) -> set[str]:
        """Return the ids of one page; empty when there is no such page."""
        if name not in self._anchors:
            self._anchors[name] = anchors(self.pages[name]) if name in self.pages else set()
            if name == "tags.md":  # the theme lists the pages by tag there
                heads = "\n".join("\n".join(page.lines[: page.body_line]) for page in self.pages.values())
                listed = [tag for tags in re.findall(r"^tags: *\[(.*)\]", heads, flags=re.MULTILINE) for tag in tags.split(",")]
                self._anchors[name] |= {"tag:" + tag.strip().replace(" ", "-").lower() for tag in listed}
        return self._anchors[name]


def read_site(files: Iterable[str], pages: list[Source]) -> Site:
    """Return what links may lead to: files and pages, whose names start with `docs/`."""
    return Site(frozenset(name.removeprefix("docs/") for name in files), {page.path.removeprefix("docs/"): page for page in pages})


def check_links(page: Source, site: Site) -> list[Finding]:
    """Return what is wrong with the links, images and references of one page."""
    found: list[Finding] = []
    links, faults = read_links(page)
    found += faults
    for link in links:
        found += _check_address(page, site, link)
        if link.shown:
            found += _check_words(page, link)
    for match in SPACED.finditer(page.prose):
        found.append(page.finding(match.start(), "link-space", f"a blank between ] and (: {_short(match[0])}", "Write [text](address) with no blank between."))
    for match in REVERSED.finditer(page.prose):
        inside = match[0].rpartition("[")[2]
        if re.match(r"https?:|www\.|\.{0,2}/|#|[^\s]+\.(?:md|html?|csv|py|png|svg|org|com|ma)\b|\w+:", inside):
            found.append(page.finding(match.start(), "link-reversed", f"round and square brackets are swapped: {_short(match[0])}", "Write [text](address)."))
    return found + check_footnotes(page)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return repr(text if len(text) <= 60 else text[:57] + "…")


def read_links(page: Source) -> tuple[list[Link], list[Finding]]:
    """Return the links and images of a page in every form that Markdown has, and what is wrong with their form."""
    text, found = page.prose, list[Finding]()
    links: list[Link] = []
    definitions: dict[str, int] = {}
    addresses: dict[str, str] = {}
    defined_at: set[int] = set()
    in_definitions: set[int] = set()
    for match in DEFINITION.finditer(text):
        key = " ".join(match[1].split()).lower()
        defined_at.add(match.start() + match[0].index("["))
        in_definitions.add(match.start(2))
        if key in definitions:
            found.append(page.finding(match.start(), "link-defined-twice", f"the reference [{match[1]}] is defined twice.", "Keep one."))
        definitions.setdefault(key, match.start())
        addresses.setdefault(key, match[2].strip("<>"))
    used: set[str] = set()
    pictures: set[str] = set()
    for opening, closing in _bracket_pairs(text):
        if opening in defined_at or text[opening + 1 : opening + 2] == "^" or text[opening - 1 : opening] == "]" != text[closing + 1 : closing + 2]:
            continue
        words, image = text[opening + 1 : closing], text[opening - 1 : opening] == "!"
        at = opening - image
        following = text[closing + 1 : closing + 2]
        shown = page.normal[opening + 1 : closing]
        if following == "(":
            address = _destination(text, closing + 2)
            if address is None:
                found.append(page.finding(at, "link-unclosed", f"the address of the link [{_short(words)[1:-1]}] is never closed.",
                                          "Write [text](address) on one line."))
            else:
                links.append(Link(at, shown, address, image))
        elif following == "[" and text[closing + 2 : closing + 3] != "^":
            end = text.find("]", closing + 2, closing + 202)
            key = " ".join((text[closing + 2 : end] if end > closing + 2 else words).split()).lower()
            used.add(key)
            if end > 0 and key not in definitions:
                near = nearest(key, definitions)
                used.update(near)
                found.append(page.finding(at, "link-undefined", f"the reference [{_short(key)[1:-1]}] is not defined.", (
                    f"Did you mean [{near[0]}]?" if near else "Write [text](address), or add a line [name]: address at the end of the page.")))
            elif key in definitions:
                pictures.update({key} if image else ())
                found += _check_words(page, Link(at, shown, addresses[key], image))
        else:
            key = " ".join(words.split()).lower()
            used.add(key)
            if image and key not in definitions:
                found.append(page.finding(at, "link-unclosed", "an image with no address.", "Write ![what it shows](file.png)."))
            elif key in definitions:
                pictures.update({key} if image else ())
                found += _check_words(page, Link(at, shown, addresses[key], image))
    links += [Link(at, "", addresses[key], key in pictures, shown=False) for key, at in definitions.items()]
    found += [page.finding(at, "link-unused", f"nothing uses the reference [{key}].", "Use it, or take it out.")
              for key, at in definitions.items() if key not in used]
    for match in AUTOLINK.finditer(text):
        if match.start() in in_definitions or text[max(0, match.start() - 3) : match.start()].rstrip().endswith("]("):
            continue  # an address in brackets, seen above
        links.append(Link(match.start(), "", match[0][1:-1], shown=False))
    return links, found


def _bracket_pairs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of matching brackets, inner ones first. A blank line closes all that is open."""
    waiting: list[int] = []
    for match in BRACKETS.finditer(text):
        if match[0] == "[":
            waiting.append(match.start())
        elif match[0] == "]":
            if waiting:
                yield waiting.pop(), match.start()
        elif match[0][0] == "\n":
            waiting.clear()


def _destination(text: str, start: int) -> str | None:
    """Return the address that begins at `start`, just behind `](`, without its title; None when it is never closed."""
    piece = text[start : start + LONGEST_ADDRESS].split("\n\n", 1)[0]
    lead = len(piece) - len(piece.lstrip())
    if piece[lead : lead + 1] == "<":
        end = piece.find(">", lead)
        return piece[lead + 1 : end] if end > 0 else None
    depth, quote, title = 0, "", 0
    for place, letter in enumerate(piece):
        if quote:
            if letter == quote and re.match(r"\s*\)", piece[place + 1 : place + 20]):
                quote = ""
        elif letter in "\"'" and place and piece[place - 1].isspace():
            quote, title = letter, title or place
        elif letter == "(":
            depth += 1
        elif letter == ")":
            if not depth:
                return piece[: title or place].strip()
            depth -= 1
    return None


def _plain(address: str) -> str:
    """Return an address as a browser reads it: entities undone, control characters, blanks and escapes taken out."""
    for _ in range(3):
        address = html.unescape(address)
    address = re.sub(r"\\([^\w\s])", r"\1", address)
    return re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]", "", address).strip()


def _check_address(page: Source, site: Site, link: Link) -> Iterator[Finding]:
    """Check where one link leads."""
    address = _plain(link.address)
    what = "image" if link.image else "link"

    def say(rule: str, message: str, hint: str) -> Finding:
        return page.finding(link.at, rule, message, hint)

    if CODE in address:
        yield say("link-malformed", f"the address of the {what} has backticks in it.", "Write the address alone between the brackets.")
        return
    if not address:
        yield say("link-empty", f"the {what} [{_short(link.text)[1:-1]}] has no address.", "Write the address between the round brackets.")
        return
    if PLACEHOLDER_ADDRESS.search(address):
        yield say("placeholder", f"the address {_short(address)} is a placeholder.", "Write the real address.")
        return
    if re.search(r"\s", address):
        yield say("link-malformed", f"the address {_short(address)} has a blank in it.", "Write %20 for a blank, or take it out.")
        return
    if re.match(r"[\\/]{2}", address):
        yield say("link-scheme", f"the address {_short(address)} leaves out how to get there.", f"Write https:{address.replace(chr(92), '/')}.")
        return
    scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", unquote(address.split("/", 1)[0]))
    name = scheme[1].lower() if scheme else ""
    if name in ("http", "https"):
        yield from _check_web_address(say, link, address, name)
    elif name == "mailto":
        if not re.fullmatch(r"mailto:[^\s@:/?]+@[\w.-]+\.\w+(\?subject=[\w%. -]*)?", address, re.IGNORECASE):
            yield say("link-malformed", f"{_short(address)} is no e-mail address.", "Write mailto:name@example.org.")
    elif name or AUTOLINK.fullmatch(f"<{address}>") and page.normal[link.at : link.at + 1] == "<":
        if "@" in address and not name:
            return  # <name@example.org>
        yield say("link-scheme", f"a {what} may not lead to {_short(address)}.",
                  "Write an https:// address, or the path of a file of the site." + (" It would run a program." if name in ("javascript", "vbscript", "data") else ""))
    else:
        yield from _check_path(page, site, link, address, say)


def _check_web_address(say: Say, link: Link, address: str, scheme: str) -> Iterator[Finding]:
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or ""), parts.port
        literal = ipaddress.ip_address(host.strip("[]")) if re.fullmatch(r"[\d.]+|\[?[\da-f:]+\]?", host) and (":" in host or host.count(".") == 3) else None
    except ValueError:
        yield say("link-malformed", f"{_short(address)} is no address.", "Copy it again from the browser.")
        return
    if "@" in parts.netloc:
        yield say("link-credentials", f"the address {_short(address)} holds a name before the @: a password, or a disguise.",
                  f"Write {scheme}://{host}{parts.path}.")
    elif host.removeprefix("www.") in SHORTENERS:
        yield say("link-shortened", f"the address {_short(address)} hides where it leads.", "Open it, and write the address that it ends at.")
    elif re.search(r"%0[0ad]", address, re.IGNORECASE):
        yield say("link-malformed", f"the address {_short(address)} has an invisible character, {re.findall('%0.', address)[0]}.", "Copy it again from the browser.")
    elif "\\" in address:
        yield say("link-malformed", f"the address {_short(address)} has a backslash.", "Write / instead.")
    elif literal or re.fullmatch(r"(?:0x[\da-f]+|\d+)(?:\.(?:0x[\da-f]+|\d+)){0,3}", host):
        yield say("link-ip-address", f"the address {_short(address)} is a number, and says nothing of who answers.", "Write the name of the site.")
    elif not host.isascii() or host.startswith("xn--") or ".xn--" in host:
        shown = ", ".join(sorted({letter for letter in host if not letter.isascii()})) or "xn--"
        yield say("link-look-alike", f"the site's name {host!r} has letters that can pass for others: {shown}.",
                  "Copy the address from the site's own page; write a name in plain letters a to z.")
    elif "." not in host or host.endswith((".local", ".internal", ".localhost")) or host in ("127.0.0.1",):
        yield say("link-malformed", f"{_short(address)} is no address of the public web.", "Write the whole address, such as https://www.hcp.ma/.")
    elif port not in (None, 80, 443) and link.image:
        yield say("link-malformed", f"{_short(address)} asks for port {port}.", "Leave the port out.")
    elif scheme == "http" and (link.image or host not in PLAIN_HTTP):
        yield say("link-http", f"{_short(address)} is not encrypted.",
                  f"Write https://{_short(address)[8:-1]}. If the site has no https, name it in PLAIN_HTTP in hooks/series/links.py." if not link.image
                  else "Save the picture under docs/assets/images and write its path.")
    if link.image:
        yield say("image-hot-linked", f"the image comes from {host or address}: each reader's browser would call that site.",
                  "Save the picture under docs/assets/images, if its licence allows, and write its path.")


def _check_path(page: Source, site: Site, link: Link, address: str, say: Say) -> Iterator[Finding]:
    """Check a path inside the site, and the anchor behind it."""
    target, _, anchor = address.partition("#")
    target, anchor = unquote(target.partition("?")[0]), unquote(anchor)
    here = page.path.removeprefix("docs/")
    folder = posixpath.dirname(here)
    what = "image" if link.image else "link"
    if not target and "?" in address:
        yield say("link-malformed", f"{_short(address)} is no path.", "Write the file's name before the ?, or take the link out.")
        return
    if not target:
        name = here
    elif target.startswith("/"):
        near = _nearest(site, target.strip("/"))
        yield say("link-absolute", f"the path {_short(target)} starts at the root of the web site, where this site may not be.",
                  f"Write {_relative(near, folder)}." if near else "Write the path of the file as seen from this page, such as ../glossary.md.")
        return
    elif "\\" in target:
        yield say("link-malformed", f"the path {_short(target)} has a backslash.", f"Write {target.replace(chr(92), '/')}.")
        return
    else:
        name = posixpath.normpath(posixpath.join(folder, target))
        if name == ".." or name.startswith("../"):
            yield say("link-outside", f"the {what} {_short(target)} leads out of docs/, to what is not published.",
                      "Link to a file under docs/, or write the https:// address of the file.")
            return
        if name not in site.files:
            yield from _missing(site, name, target, folder, what, say)
            return
        if target.endswith("/"):
            yield say("link-missing", f"{_short(target)} is a file, not a folder.", f"Write {target.rstrip('/')}.")
        if name in site.unpublished:
            yield say("link-unpublished", f"docs/{name} is not published.", "Link to a page that is.")
    if link.image and not re.search(r"\.(?:svg|png|jpe?g|webp|gif|avif)$", name, re.IGNORECASE):
        yield say("image-kind", f"{_short(target)} is no picture.", "Link to it as [text](file), or show an SVG, PNG, JPEG or WebP file.")
    if "#" in address and not link.image and name.endswith(".md") and anchor:
        ids = site.anchors(name)
        if anchor not in ids:
            near_id = nearest(anchor.lower(), ids)
            yield say("link-anchor", f"docs/{name} has no heading or id for #{anchor}.",
                      (f"Did you mean #{near_id[0]}?" if near_id else "Write the heading in small letters with hyphens, such as #morocco-today."))
    elif address == "#" or address.endswith("#"):
        yield say("link-empty", f"the address {_short(address)} names no place.", "Write the id of a heading behind #, such as #morocco-today.")


def _relative(name: str, folder: str) -> str:
    return posixpath.relpath(name, folder or ".")


def _nearest(site: Site, name: str) -> str | None:
    """Return the file that was probably meant: the page of a built path, the same name in another folder, a like name."""
    bare = re.sub(r"(?:/index)?\.html?$|/+$", "", name)
    # A built page stands in a folder of its own, so that ../ of its address is not ../ of the file.
    for end in ("", ".md", "/index.md"):
        for start in ("", "days/"):
            if (meant := site.by_small_letters.get((start + bare + end).casefold())) is not None:
                return meant
    last = posixpath.basename(bare)
    same = [other for other in sorted(site.files) if posixpath.basename(other).casefold() in (last.casefold(), f"{last}.md".casefold())]
    if same:
        return same[0]
    suffix = posixpath.splitext(last)[1]
    pool = {posixpath.basename(other): other for other in sorted(site.files - site.unpublished) if not suffix or other.endswith(suffix)}
    near = nearest(last, pool)
    return pool[near[0]] if near else None


def _missing(site: Site, name: str, target: str, folder: str, what: str, say: Say) -> Iterator[Finding]:
    if (meant := site.by_small_letters.get(name.casefold())) is not None:
        yield say("link-case", f"{_short(target)} is written with other capital letters than docs/{meant}.", f"Write {_relative(meant, folder)}.")
        return
    near = _nearest(site, name)
    if near is None:
        built = target.rstrip("/").rsplit("/", 1)[-1]
        near = _nearest(site, built) if built else None
    if near and not re.search(r"\.(?:md|py|csv|svg|png|jpe?g|webp|pdf)$", target):
        yield say("link-built-path", f"{_short(target)} is an address of the built site.", f"Write the path of the file: {_relative(near, folder)}.")
        return
    yield say("link-missing", f"the {what} leads to docs/{name}, and there is no such file.",
              f"Did you mean {_relative(near, folder)}?" if near else "Add the file, or correct the path.")


PLACEHOLDER_ADDRESS = re.compile(
    r"insert[-_ %20]*(?:your|link|url|here)|your[-_ %20]*(?:link|url|article|address|site|domain)\b|^(?:link|url|address|todo|tbd|xxx+|address-here|link-here|url-here)$|^https?://(?:…|\.\.\.|xxx|todo|yoursite|your-|url\b|link\b)", re.IGNORECASE)


def _host(address: str) -> str:
    found = re.match(r"(?:https?://)?([^/?#\s:]+)", address, re.IGNORECASE)
    return found[1].lower().rstrip(".,;").removeprefix("www.") if found else ""


def _check_link_text(page: Source, link: Link) -> Iterator[Finding]:
    """Check that the words of a link say where it leads, and are true."""
    address = _plain(link.address)
    words = re.sub(r"[*_`~]", "", re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", link.text)).strip()
    bare = re.sub(r"[^\w\s]", "", html.unescape(words)).strip().casefold()
    if not bare and not re.search(r"[^\s]", words):
        yield page.finding(link.at, "link-text-empty", f"the link to {_short(address)} has no words.", "Write what it leads to between the square brackets.")
    elif bare in VAGUE or VAGUE_PART.search(bare) or not any(letter.isalnum() or letter == CODE for letter in words):
        yield page.finding(link.at, "link-text", f"the link's words are {words!r}: alone, they do not say where it leads.",
                           "Write the name of what it leads to, such as [the open data portal](…).")
    elif address.lower().startswith(("http://", "https://", "//")):
        for match in ADDRESS_IN_TEXT.finditer(html.unescape(words)):
            if _host(match[0]) != _host(address) and not address.rstrip("/").endswith("/" + match[0]):
                yield page.finding(link.at, "link-text-address", f"the words show {match[0]!r}, and the link leads to {_host(address)!r}.",
                                   "Let the words name what the link leads to.")
                break
    elif ADDRESS_IN_TEXT.match(words) and re.match(r"https?://|www\.", words, re.IGNORECASE):
        yield page.finding(link.at, "link-text-address", f"the words show {words!r}, and the link leads to {_short(address)}.",
                           "Let the words name what the link leads to.")
    elif address.lower().startswith("mailto:") and "@" in words and words.lower() not in address.lower():
        yield page.finding(link.at, "link-text-address", f"the words show {words!r}, and the link writes to {address[7:]!r}.", "Let both be the same.")


def _check_words(page: Source, link: Link) -> Iterator[Finding]:
    return _check_image_text(page, link) if link.image else _check_link_text(page, link)


def _check_image_text(page: Source, link: Link) -> Iterator[Finding]:
    """Check that an image has words for those who do not see it."""
    words = link.text.strip()
    file = unquote(posixpath.basename(link.address.partition("?")[0]))
    stem = re.sub(r"[\W_]+", " ", posixpath.splitext(file)[0]).strip().casefold()
    plain = re.sub(r"[\W_]+", " ", words).strip().casefold()
    if not plain:
        yield page.finding(link.at, "image-alt", "an image has no alternative text.", "Say in the brackets what it shows.")
    elif re.search(r"\.(?:svg|png|jpe?g|webp|gif|avif)$", words, re.IGNORECASE) or (
            plain == re.sub(r"[\W_]+", " ", file).strip().casefold() or plain == stem and (" " not in words or "_" in words)
            or re.fullmatch(r"(?:img|dsc|dscn|image|photo|screenshot|capture|figure|fig) ?\d+", plain)):
        yield page.finding(link.at, "image-alt", f"the alternative text {words!r} is a file name.", "Say in the brackets what the picture shows.")
    elif plain in ("image", "img", "picture", "photo", "figure", "screenshot", "chart", "logo", "diagram", "alt", "alt text", "map", "icon", "graph", "illustration"):
        yield page.finding(link.at, "image-alt", f"the alternative text {words!r} does not say what the picture shows.", "Say it in a few words.")
