"""Read a built site as a browser would meet it: its links, its anchors, and what its pages load."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

LOADING = {
    ("script", "src"),
    ("img", "src"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("object", "data"),
}
LOADING_RELATIONS = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "manifest",
    "preconnect",
    "dns-prefetch",
    "prefetch",
}


@dataclass
class PageLinks(HTMLParser):
    """The ids, links and loaded files of one page."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag == "link" and LOADING_RELATIONS & set(values.get("rel", "").split()):
            self.loads.append(values["href"])
        self.loads += [values[name] for name in values if (tag, name) in LOADING]


def read_page(path: Path) -> PageLinks:
    """Parse one built page."""
    page = PageLinks()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def target_of(address: str, page: Path, site: Path, base: str) -> tuple[Path, str] | None:
    """Return the file and fragment that `address` on `page` leads to; None: off the site.

    base: the address under which `site` is published, ending in a slash.
    """
    relative = page.relative_to(site).as_posix().removesuffix("index.html")
    full = urljoin(base + relative, address)
    if not full.startswith(base):
        return None
    parts = urlsplit(full)
    path = site / unquote(parts.path.removeprefix(urlsplit(base).path))
    return (path / "index.html" if path.is_dir() else path), unquote(parts.fragment)


def broken_links(site: Path, base: str = "http://site.invalid/") -> list[str]:
    """Return a line for each internal link, anchor, image or asset of `site` that leads nowhere.

    An address of the base's host that leaves its folder is broken too: it fails in a fork.
    """
    pages = {path: read_page(path) for path in sorted(site.rglob("*.html"))}
    host = f"{urlsplit(base).scheme}://{urlsplit(base).netloc}/"
    faults: list[str] = []
    for path, page in pages.items():
        name = path.relative_to(site).as_posix()
        for address in page.links + page.loads:
            if urlsplit(address).scheme in ("mailto", "data", "tel"):
                continue
            # The 404 page is served at any depth, so the theme writes its addresses from the root.
            found = target_of(address, path, site, base)
            if found is None:
                if urljoin(base + name, address).startswith(host):
                    faults.append(f"{name}: {address} leaves the site's folder")
                continue
            target, fragment = found
            if not target.is_file():
                faults.append(f"{name}: {address} leads to no file")
            elif (
                fragment
                and target in pages
                and not fragment.startswith("__")
                and fragment not in pages[target].ids
            ):
                faults.append(f"{name}: {address} leads to no such place")
    return faults


def third_party_loads(site: Path, base: str = "http://site.invalid/") -> list[str]:
    """Return a line for each file that a page of `site` loads from elsewhere."""
    return [
        f"{path.relative_to(site).as_posix()}: {address}"
        for path in sorted(site.rglob("*.html"))
        for address in read_page(path).loads
        if urlsplit(address).scheme not in ("", "data")
        and target_of(address, path, site, base) is None
    ]
