"""Links and images: where they lead, whether that place is there, and what their words say."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from markdown.extensions.toc import unique
from pymdownx.slugs import slugify

from checks.addresses import deceives, host, owner, plain, scheme, strange_label
from checks.fences import CODE
from checks.finding import Finding, data, show
from checks.page import TEMPLATE, Page, Site

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


def check_links(page: Page, site: Site) -> Iterator[Finding]:
    """Check every link, image and reference of a page, in all the forms that Markdown has."""
    if not page.is_markdown:
        return
    for match in SPACED.finditer(page.prose_text):
        fixed = page.text[: match.end(1)] + page.text[match.start(2) :]
        what = "A space between ] and ( : the link would show as text. Take the space out."
        yield page.at(match.start(), "link-form", what, fixed)
    for link in links_of(page):
        address = plain(link.address)
        if CODE in address:
            what = "The address of the link has backticks in it. Write the address alone."
            yield page.at(link.at, "link-form", what)
        elif kind := scheme(address):
            yield from _web(page, link, address, kind)
        elif re.match(r"[\\/]\s{0,9}[\\/]", address):
            what = f"The address {show(address)} does not say how to get there."
            yield page.at(link.at, "link-scheme", f"{what} Write https: before it.")
        elif "@" not in address or "/" in address:
            yield from _path(page, site, link, address)
        yield from _words(page, link, address)


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


def _web(page: Page, link: Link, address: str, kind: str) -> Iterator[Finding]:
    """Check an address with a scheme."""
    shown, name = show(address), host(address)
    known = data("links")
    if kind not in known["schemes"]:
        runs = " It would run a program." if kind in ("javascript", "vbscript", "data") else ""
        what = f"A link may not lead to {shown}.{runs}"
        yield page.at(link.at, "link-scheme", f"{what} Write an https:// address or a file's path.")
    elif link.image and kind != "mailto":
        what = f"The image comes from {name or shown}, which would learn of each reader."
        write = "If its licence allows, save it under docs/assets/images and write its path"
        yield page.at(link.at, "image-from-elsewhere", f"{what} {write}.")
    elif kind == "mailto":
        if not re.fullmatch(
            r"mailto:[^\s@:/?]{1,90}@[\w.-]{1,90}\.\w+(\?subject=[\w%. -]{0,99})?", address
        ):
            what = f"{shown} is not an e-mail address. Write mailto:name@example.org."
            yield page.at(link.at, "link-form", what)
    elif (
        "." not in name
        or re.fullmatch(r"[\dx.a-f:]*[\d:][\dx.a-f:]*", name)
        and "." not in name[-4:-1]
    ):
        yield page.at(
            link.at, "link-form", f"{shown} is not an address. Copy it from your browser."
        )
    else:
        yield from _host(page, link, address, name)


def _host(page: Page, link: Link, address: str, name: str) -> Iterator[Finding]:
    """Check whose address it is, and whether the way there is safe."""
    known, shown = data("links"), show(address)
    inside = address.split("//", 1)[-1].split("/", 1)[0]
    if "@" in inside:
        what = f"The address {shown} holds a name before the @: a password, or a disguise."
        yield page.at(link.at, "link-deceives", f"{what} Write only what follows the @.")
    elif strange_label(name):
        what = f"The site's name {show(name)} has letters that can pass for others."
        yield page.at(link.at, "link-deceives", f"{what} Copy the address from your browser.")
    elif re.fullmatch(r"\d[\d.]*", name):
        what = f"The address {shown} is a number and does not say whose it is. Write a name."
        yield page.at(link.at, "link-deceives", what)
    elif owner(name) in known["shorteners"]:
        what = f"The address {shown} hides where it leads. Open it, and write where it ends."
        yield page.at(link.at, "link-deceives", what)
    elif address.lower().startswith("http:") and name not in known["http"]:
        at = page.text.find("http:", link.at)
        fixed = page.text[:at] + "https:" + page.text[at + 5 :] if at >= 0 else None
        what = f"{shown} is not encrypted. Write https:, and open it once to see that it works"
        yield page.at(
            link.at, "link-http", f"{what}; if it does not, say so to the reviewers.", fixed
        )


def _path(page: Page, site: Site, link: Link, address: str) -> Iterator[Finding]:
    """Check a path inside the site, and the anchor behind it."""
    target, mark, anchor = (unquote(part) for part in address.partition("#"))
    target = target.partition("?")[0]
    what = "image" if link.image else "link"
    if "\\" in target:
        said = f"{show(target)} has backslashes. Write {target.replace(chr(92), '/')}."
        yield page.at(link.at, "link-form", said)
        return
    if not target and not anchor:
        words = "image" if link.image else f"link {show(link.words)}"
        yield page.at(link.at, "link-empty", f"The {words} leads nowhere. Write its address.")
        return
    folder = posixpath.dirname(page.path)
    name = posixpath.normpath(posixpath.join(folder, target)) if target else page.path
    if target.startswith("/") or name not in site.pages or name in site.strange:
        meant = _meant(site, name, target)
        shown = (
            posixpath.relpath(meant, folder) + (mark + anchor if anchor else "") if meant else ""
        )
        write = f"Write {shown}" if meant else "Correct the path: it starts from this page's folder"
        if not name.startswith("docs/") and not meant:
            write = "Link to a file under docs/, or write the https:// address of the file"
        at = page.text.find(link.address, link.at) if meant and link.address else -1
        fixed = page.text[:at] + shown + page.text[at + len(link.address) :] if at >= 0 else None
        said = f"The {what} leads to {show(target)}, and there is no such file. {write}."
        yield page.at(link.at, "link-missing", said, fixed)
    elif not name.startswith("docs/") or name == TEMPLATE != page.path:
        said = f"{show(target)} is not published. Link to a page that is."
        yield page.at(link.at, "link-missing", said)
    elif link.image and not name.lower().endswith(tuple(data("links")["pictures"])):
        said = f"{show(target)} is not a picture. Link to it as [text](file)."
        yield page.at(link.at, "link-form", said)
    elif anchor and name.endswith(".md") and anchor not in (ids := ids_of(site.pages[name], site)):
        near = [known for known in ids if known.casefold() == anchor.casefold()]
        write = f"Write #{near[0]}" if near else "Copy it from the ¶ beside the heading on the page"
        said = f"The page {name} has no heading or place {show('#' + anchor)}. {write}."
        yield page.at(link.at, "link-anchor", said)


def _meant(site: Site, name: str, target: str) -> str | None:
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


def _words(page: Page, link: Link, address: str) -> Iterator[Finding]:
    """Check that the words of a link are true, and those of an image say what it shows."""
    if link.words is None:
        return
    words = re.sub(r"!\[([^\]\n]{0,300})\](?:\([^)\n]{0,900}\))?|[*_`]", r"\1", link.words).strip()
    bare = re.sub(r"[^\w\s]", "", words).strip().casefold()
    if link.image:
        if bare in data("links")["vague_alt"] or FILE_NAME.fullmatch(words):
            what = f"The words {show(words)} do not say what the picture shows"
            yield page.at(link.at, "image-words", f"{what}. Say it for those who do not see it.")
    elif shown := deceives(words, address):
        what = f"The words show {show(shown)}, and the link leads to {show(address)}."
        yield page.at(link.at, "link-deceives", f"{what} Let both be the same.")
    elif not bare or bare in data("links")["vague"] or VAGUE.search(bare):
        what = f"The words {show(words)} do not say where the link leads"
        yield page.at(link.at, "link-words", f"{what}. Write the name of what it leads to.")
