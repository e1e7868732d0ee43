"""What the built site may consist of: a list of files, and pages without what nobody has read.

The checks refuse scripts, frames, forms and loads in a contribution; this is the second line. It
reads what was built, whatever way it came in.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import material

from hooks.stylesheets import HOME, small
from repository import ROOT


def any_of(folder: str, pattern: str) -> str:
    """Return a pattern for one of the maintainers' files below docs/assets."""
    names = sorted(path.name for path in (ROOT / "docs/assets" / folder).glob(pattern))
    return f"({'|'.join(map(re.escape, names))})"


STYLE = (ROOT / "docs/assets/stylesheets/series.css").read_text(encoding="utf-8")
STYLES = {small(STYLE), small(STYLE.partition(HOME)[0])}
THEME = Path(material.__file__).parent / "templates"
SCRIPTS = any_of("javascripts", "*.js")
PAGES = r"(404|index|[a-z-]+/index|days/day-\d{2,4}-[a-z0-9-]+/index)\.html"
FILES = [
    re.compile(pattern)
    for pattern in (
        PAGES,
        r"sitemap\.xml(\.gz)?|feed\.xml|robots\.txt|manifest\.webmanifest|offline\.js(on)?",
        r"assets/cards/[a-z0-9-]+\.png",
        r"search/search_index\.json",
        r"assets/stylesheets/all\.[0-9a-f]{8}\.css",
        r"assets/fonts/[a-z-]+\.woff2",
        f"assets/javascripts/{SCRIPTS}",
        r"assets/(micropython|pyodide|python)/[a-z0-9_.-]+",
        r"assets/images/[a-z0-9-]+\.(png|jpg|webp|svg)",
        r"challenges/((day_\d{2,4}(_solution)?|check|picture|plot)\.py|day_\d{2,4}\.ipynb)",
        r"data/day-\d{2,4}-[a-z0-9-]+\.csv",
    )
]
BEGINNINGS = {
    ".png": rb"\x89PNG\r\n",
    ".jpg": rb"\xff\xd8\xff",
    ".webp": rb"RIFF....WEBP",
    ".wasm": rb"\x00asm",
    ".gz": rb"\x1f\x8b",
}
LOADED_SCRIPTS = re.compile(rf"assets/javascripts/{SCRIPTS}")
LOADED_STYLES = re.compile(r"assets/stylesheets/all\.[0-9a-f]{8}\.css")
DATA = {"application/json", "application/ld+json"}
REFUSED = {
    "applet",
    "audio",
    "base",
    "embed",
    "fencedframe",
    "frame",
    "frameset",
    "iframe",
    "math",
    "object",
    "portal",
    "template",
    "video",
}
ADDRESSES = {
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "longdesc",
    "manifest",
    "ping",
    "poster",
    "src",
    "srcset",
    "xlink:href",
}
SCHEMES = {"", "http", "https", "mailto"}
MET = {"canonical", "edit", "alternate"}  # relations of a <link> that load nothing


@dataclass
class PageRules(HTMLParser):
    """Collects the faults of one page.

    here: its own address; base: that of the site, ending in a slash.
    """

    here: str
    base: str
    hashes: frozenset[str]
    faults: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    _script: str | None = None
    _style: str | None = None

    def __post_init__(self) -> None:
        super().__init__()

    def refuse(self, what: str) -> None:
        self.faults.append(f"line {self.getpos()[0]}: {what}")

    def own(self, address: str) -> str | None:
        """Return the path in the site that an address leads to, or None for elsewhere."""
        full = urljoin(self.here, address)
        return (
            urlsplit(full).path.removeprefix(urlsplit(self.base).path)
            if full.startswith(self.base)
            else None
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in REFUSED:
            self.refuse(f"<{tag}>")
        if tag == "form":
            self.refuse(f"a form: {values}")
        if (
            tag == "meta"
            and "http-equiv" in values
            and values["http-equiv"] != "Content-Security-Policy"
        ):
            self.refuse(f"<meta http-equiv={values['http-equiv']}>")
        for name, value in values.items():
            self.attribute(tag, name, value)
        if tag == "script":
            self.script(values)
        elif tag == "style":
            self._style = ""
        elif tag == "link" and not set(values.get("rel", "").split()) <= MET:
            path = self.own(values.get("href", ""))
            if path is None or not (
                values["rel"] in ("icon", "apple-touch-icon", "manifest")
                or values["rel"] == "stylesheet"
                and LOADED_STYLES.fullmatch(path)
                or values["rel"] == "preload"
                and re.fullmatch(r"assets/fonts/[a-z-]+\.woff2", path)
            ):
                self.refuse(f"<link rel={values.get('rel')}> to {values.get('href')}")

    def attribute(self, tag: str, name: str, value: str) -> None:
        """Refuse handlers, styles, addresses that run something, loads from elsewhere."""
        if name.startswith("on") or name in (
            "style",
            "srcdoc",
            "formaction",
            "ping",
            "manifest",
            "background",
        ):
            self.refuse(f"{name}= on <{tag}>")
        if name not in ADDRESSES:
            return
        plain = re.sub(r"[\x00-\x20]+", "", value)  # as a browser reads it: java&Tab;script: runs
        scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", plain)
        if (scheme[1].lower() if scheme else "") not in SCHEMES:
            self.refuse(f"{name}={value[:40]} on <{tag}>")
        elif tag not in ("a", "link", "script") and (name == "srcset" or self.own(value) is None):
            self.refuse(f"<{tag}> loads {value[:60]}")

    def script(self, values: dict[str, str]) -> None:
        if "src" in values:
            path = self.own(values["src"])
            if (
                path is None
                or not LOADED_SCRIPTS.fullmatch(path)
                or set(values) - {"src", "type", "defer", "async"}
            ):
                self.refuse(f"a script from {values['src']}")
        elif values.get("type") not in DATA:
            self._script = ""

    def handle_data(self, data: str) -> None:
        if self._script is not None:
            self._script += data
        if self._style is not None:
            self._style += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script is not None:
            self.inline.append(self._script)
            if script_hash(self._script) not in self.hashes:
                self.refuse(f"an inline script that the policy does not know: {self._script[:40]}")
            self._script = None
        if tag == "style" and self._style is not None:
            if re.sub(r"url\([\w./-]*assets/", "url(../", self._style) not in STYLES:
                self.refuse(f"<style> that is not ours: {self._style[:40]}")
            self._style = None

    def handle_comment(self, data: str) -> None:
        self.refuse(f"a comment that readers can see in the source: {data[:40]}")


def script_hash(text: str) -> str:
    """Return the hash of an inline script as a policy writes it, without the quotes."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def refused_in_page(
    html: str,
    hashes: frozenset[str] = frozenset(),
    path: str = "index.html",
    base: str = "http://site.invalid/",
) -> list[str]:
    """Return what of one page is refused, a line each."""
    page = PageRules(base + path, base, hashes)
    page.feed(html)
    page.close()
    return page.faults


def refused_file(site: Path, path: Path) -> str | None:
    """Return why a file may not be in the output, or None."""
    name = path.relative_to(site).as_posix()
    if path.is_symlink() or not path.is_file():
        return f"{name}: not a plain file"
    for kept in (THEME / name, ROOT / "docs" / name):  # the theme's, or ours
        if kept.is_file() and path.suffix != ".html" and kept.read_bytes() != path.read_bytes():
            return f"{name}: not the file of that name in the theme or in docs"
    if (THEME / name).is_file() and path.suffix != ".html":
        return None
    if not any(pattern.fullmatch(name) for pattern in FILES):
        return f"{name}: not on the list in tests/output_rules.py"
    beginning = BEGINNINGS.get(path.suffix)
    if beginning and not re.match(beginning, path.read_bytes()[:16], re.DOTALL):
        return f"{name}: not what its name says"
    return None


def refused(site: Path, hashes: frozenset[str], base: str) -> list[str]:
    """Return a line for each file, and each thing in a page, that the site may not hold."""
    faults: list[str] = []
    for path in sorted(path for path in site.rglob("*") if not path.is_dir() or path.is_symlink()):
        if fault := refused_file(site, path):
            faults.append(fault)
        elif path.suffix in (".html", ".svg"):
            name = path.relative_to(site).as_posix()
            faults += [
                f"{name}, {line}"
                for line in refused_in_page(path.read_text(encoding="utf-8"), hashes, name, base)
            ]
    return faults
