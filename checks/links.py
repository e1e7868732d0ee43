"""Links and images: where they lead, whether that place is there, and what their words say."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from markdown.extensions.toc import unique
from pymdownx.slugs import slugify  # type: ignore[import-untyped]

from checks.addresses import deceives, host, owner, plain, scheme, strange_label
from checks.fences import CODE
from checks.finding import Finding, data, show
from checks.page import TEMPLATE, Page
from checks.site import Site

BRACKETS = re.compile(r"\\.|[\[\]]|\n[ ]{0,40}\n")
TARGET = re.compile(
    r"\([ \n]{0,9}(?:<([^<>\n]{0,900})>|((?:[^\s()<]|\([^\s()]{0,200}\)){0,900}))"
    r"(?:[ \n]{1,9}(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?[ \n]{0,9}\)"
)
DEFINITION = re.compile(r"(?m)^ {0,3}\[(?!\^)([^\[\]\n]{1,200})\]:[ ]{0,9}<?([^\s<>]{1,900})>?")
AUTOLINK = re.compile(
    r"<((?:[a-zA-Z][a-zA-Z0-9+.-]{1,20}:[^\s<>]{0,900})|[^\s<>@/]{1,90}@[^\s<>@]{1,90})>"
)
SPACED = re.compile(
    r"(\[[^\[\]\n]{1,200}\])[ \t]{1,9}"
    r"(\((?:https?:|mailto:|\.{0,2}/|#|[\w/.-]{1,90}\.(?:md|csv|py|png|jpg))[^()\s]{0,300}\))"
)
# `{ #id }` after a heading or a word, and `id="…"` in HTML.
ID = re.compile(r"\{[^{}\n]{0,200}?#([\w:.-]{1,80})|\bid=[\"']?([\w:.-]{1,80})")
MAIL = re.compile(r"mailto:[^\s@:/?]{1,90}@[\w.-]{1,90}\.\w+(\?subject=[\w%. -]{0,99})?", re.I)
VAGUE = re.compile(r"\b(?:click|tap|press) (?:here|this)\b|\bcliquez ici\b")
FILE_NAME = re.compile(
    r"(?i)(?:img|dscn?|image|photo|screenshot|capture|figure|fig)[ _-]?\d{1,9}"
    r"|\S{1,200}\.(?:png|jpe?g|svg|webp|gif)"
)
# GitHub makes the same of a heading, Arabic and Tifinagh included; mkdocs.yml names it too.
SLUG = slugify(case="lower")


@dataclass(frozen=True)
class Link:
    """A link or an image: its offset, its words (None: it shows its address), and its address."""

    at: int
    words: str | None
    address: str
    image: bool = False


Said = tuple[str, str, str | None]  # a rule, a message, and the mended page


def check_links(page: Page, site: Site) -> Iterator[Finding]:
    """Check every link, image and reference of a page, in all the forms that Markdown has."""
    if not page.is_markdown:
        return
    for match in SPACED.finditer(page.prose_text):
        fixed = page.text[: match.end(1)] + page.text[match.start(2) :]
        said = "A space between ] and ( : the link would show as text. Take the space out."
        yield page.at(match.start(), "link-form", said, fixed)
    for link in links_of(page):
        address = plain(link.address)
        for rule, what, mended in (*_address(page, site, link, address), *_words(link, address)):
            yield page.at(link.at, rule, what, mended)


def _address(page: Page, site: Site, link: Link, address: str) -> Iterator[Said]:
    """Say what is wrong with where a link leads."""
    kind, shown = scheme(address), show(address)
    if CODE in address:
        yield "link-form", "The address has backticks in it. Write the address alone.", None
    elif kind and kind not in data("links")["schemes"]:
        runs = " It would run a program." if kind in ("javascript", "vbscript", "data") else ""
        write = "Write an https:// address, or the path of a file"
        yield "link-scheme", f"A link may not lead to {shown}.{runs} {write}.", None
    elif kind == "mailto" and not MAIL.fullmatch(address):
        yield "link-form", f"{shown} is not an e-mail address. Write mailto:name@example.org.", None
    elif kind in ("http", "https"):
        yield from _web(page, link, address)
    elif re.match(r"[\\/]\s{0,9}[\\/]", address):
        yield "link-scheme", f"{shown} does not say how to get there. Add https: to it.", None
    elif not kind and ("@" not in address or "/" in address):
        yield from _path(page, site, link, address)


def links_of(page: Page) -> Iterator[Link]:
    """Yield the links and images of a page, in the order of their ends."""
    text = page.prose_text
    addresses = {_key(m[1]): m[2] for m in DEFINITION.finditer(text)}
    waiting: list[int] = []
    for match in BRACKETS.finditer(text):
        if match[0] == "[":
            waiting.append(match.start())
        elif match[0][0] == "\n":
            waiting.clear()
        elif match[0] == "]" and waiting:
            start, end = waiting.pop(), match.start()
            image = text[start - 1 : start] == "!"
            words = page.text[start + 1 : end]
            if target := TARGET.match(text, end + 1):
                yield Link(start - image, words, target[1] or target[2] or "", image)
                continue
            named = re.match(r"\[([^\[\]\n]{0,200})\]", text[end + 1 : end + 204])
            key = _key((named[1] if named else "") or words)
            if key in addresses and text[end + 1 : end + 2] != ":":
                yield Link(start - image, words, addresses[key], image)
    for match in AUTOLINK.finditer(text):
        if text[max(0, match.start() - 2) : match.start()] not in ("](", "]:"):
            yield Link(match.start(), None, match[1])
    yield from (Link(m.start(), None, m[2]) for m in DEFINITION.finditer(text))


def _key(words: str) -> str:
    return " ".join(words.split()).lower()


def _web(page: Page, link: Link, address: str) -> Iterator[Said]:
    """Say what is wrong with an address of the web: whose it is, and whether the way is safe."""
    known, shown, name = data("links"), show(address), host(address)
    faults = {
        "it is not an address. Copy it from your browser": "." not in name and ":" not in name,
        "it holds a name before the @. Write what follows the @": "@" in address.split("/")[2],
        "letters of it can pass for others. Copy it from your browser": strange_label(name),
        "a number does not say whose it is. Write a name": re.fullmatch(r"[\d.]+|.*:.*", name),
        "it hides where it leads. Write where it ends": owner(name) in known["shorteners"],
    }
    if link.image:
        what = f"The image comes from {name}, which would learn of each reader"
        write = "If its licence allows, save it under docs/assets/images and write its path"
        yield "image-from-elsewhere", f"{what}. {write}.", None
    elif wrong := next((what for what, true in faults.items() if true), None):
        yield "link-deceives", f"{shown} may not be a link: {wrong}.", None
    elif address[:5].lower() == "http:" and name not in known["http"]:
        what = f"{shown} is not encrypted. Write https:, and open it once to see that it works"
        fixed = _rewritten(page, link, re.sub("(?i)^http:", "https:", link.address))
        yield "link-http", f"{what}; if it does not, say so to the reviewers.", fixed


def _rewritten(page: Page, link: Link, address: str) -> str | None:
    """Return the page with another address for a link."""
    at = page.text.find(link.address, link.at) if link.address else -1
    return page.text[:at] + address + page.text[at + len(link.address) :] if at >= 0 else None


def _path(page: Page, site: Site, link: Link, address: str) -> Iterator[Said]:
    """Say what is wrong with a path inside the site, and the anchor behind it."""
    target, _, anchor = (unquote(part) for part in address.partition("#"))
    target = target.partition("?")[0]
    what, folder = "image" if link.image else "link", posixpath.dirname(page.path)
    name = posixpath.normpath(posixpath.join(folder, target)) if target else page.path
    if not target and not anchor:
        yield "link-empty", f"The {what} {show(link.words)} leads nowhere. Write its address.", None
    elif "\\" in target or target[0:1] == "/" or name not in site.pages or name in site.strange:
        meant = _meant(site, name.replace("\\", "/"))
        new = posixpath.relpath(meant, folder) + f"#{anchor}" * bool(anchor) if meant else ""
        write = f"Write {new}" if meant else "Correct the path: it starts from this page's folder"
        if not name.startswith("docs/") and not meant:
            write = "Link to a file under docs/, or write the https:// address of the file"
        said = f"The {what} leads to {show(target)}, and there is no such file. {write}."
        yield "link-missing", said, _rewritten(page, link, new) if meant else None
    elif not name.startswith("docs/") or name == TEMPLATE != page.path:
        yield "link-missing", f"{show(target)} is not published. Link to what is.", None
    elif link.image and not name.lower().endswith(tuple(data("links")["pictures"])):
        yield "link-form", f"{show(target)} is not a picture. Link to it as [text](file).", None
    elif anchor and name.endswith(".md") and anchor not in (ids := ids_of(site.pages[name], site)):
        near = [known for known in ids if known.casefold() == anchor.casefold()]
        write = f"Write #{near[0]}" if near else "Copy it from the ¶ beside the heading on the page"
        yield "link-anchor", f"{name} has no place {show('#' + anchor)}. {write}.", None


def _meant(site: Site, name: str) -> str | None:
    """Return the file that a path surely means: other capitals, a built address, another folder."""
    bare = re.sub(r"(?:/index)?\.html?$|/+$", "", posixpath.normpath(name))
    last = posixpath.basename(bare)
    files = [path for path in site.pages if path.startswith("docs/") and path != TEMPLATE]
    wanted = {end.casefold() for end in (last, f"{last}.md")}
    same = [path for path in files if posixpath.basename(path).casefold() in wanted]
    if not same and re.fullmatch(r"day-\d{1,4}", last):  # ../day-06/: there is one page of that day
        number = int(last[4:])
        same = [page.path for page in site.days if page.day == number]
    return same[0] if len(same) == 1 and last else None


def ids_of(page: Page, site: Site) -> set[str]:
    """Return every id of a page that a link may lead to."""
    known: dict[str, set[str]] = site.cache.setdefault("ids", {})
    if page.path not in known:
        text = page.prose_text
        ids = {match[1] or match[2] for match in ID.finditer(text)}
        for heading in page.headings:
            line = page.lines[heading.line - 1]
            if not re.search(r"\{[^{}\n]{0,200}#", line):
                ids.add(unique(SLUG(_shown(heading.words), "-"), ids))
        for key in re.findall(r"(?m)^\[\^([^\]\n]{1,90})\]:", text):
            ids |= {f"fn:{key}", f"fnref:{key}"}
        if page.path == "docs/glossary.md":
            for names in re.findall(r"(?m)^([^\s:][^\n]{0,200})\n:[ ]", text):
                first = names.split(",")[0].strip().lower()
                ids.add("term-" + re.sub(r"[^a-z0-9]+", "-", first).strip("-"))
        if page.path == "docs/tags.md":  # the theme lists the pages by tag there
            tags = [tag for day in site.days for tag in day.meta.get("tags") or ()]
            ids |= {"tag:" + str(tag).lower().replace(" ", "-") for tag in tags}
        known[page.path] = ids
    return known[page.path]


def _shown(words: str) -> str:
    """Return what a reader sees of a heading: without links, references, code and emphasis."""
    words = re.sub(r"\[\^[^\]\n]{1,90}\]", "", words)
    words = re.sub(r"!?\[([^\[\]]{0,200})\]\([^()]{0,300}\)", r"\1", words)
    words = re.sub(r"[*`]|(?<!\w)_{1,3}|_{1,3}(?!\w)|<[^<>]{0,200}>", "", words)
    return html.unescape(words)


def _words(link: Link, address: str) -> Iterator[Said]:
    """Say when the words of a link are not true, or those of an image do not say what it shows."""
    if link.words is None:
        return
    words = re.sub(r"!\[([^\]\n]{0,300})\](?:\([^)\n]{0,900}\))?|[*_`]", r"\1", link.words).strip()
    bare = re.sub(r"[^\w\s]", "", words).strip().casefold()
    if link.image:
        if bare in data("links")["vague_alt"] or FILE_NAME.fullmatch(words):
            what = f"The words {show(words)} do not say what the picture shows"
            yield "image-words", f"{what}. Say it for those who do not see it.", None
    elif shown := deceives(words, address):
        what = f"The words show {show(shown)}, and the link leads to {show(address)}."
        yield "link-deceives", f"{what} Let both be the same.", None
    elif not bare or bare in data("links")["vague"] or VAGUE.search(bare):
        what = f"The words {show(words)} do not say where the link leads"
        yield "link-words", f"{what}. Write the name of what it leads to.", None
