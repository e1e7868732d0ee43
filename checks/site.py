"""The site: every file that the checks look at, found without following a link or waiting.

MkDocs publishes what it finds in docs/ and follows symbolic links: one to the environment of a
process would publish the secrets of the machine that builds. So nothing is opened before lstat
has said that it is an ordinary file.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import yaml

from checks.finding import Finding
from checks.page import Page

PLACES = ("mkdocs.yml", "docs", "overrides", "hooks", "checks")
# What rules read. Anything else is known by its name and size alone.
READ = tuple(".md .csv .py .js .css .svg .html .yml .toml .png .jpg .jpeg .webp".split())
MOST_FILES = 20_000  # 1,200 days with a page, two programs, tables and pictures need about 8,000
MOST_READ = 1024 * 1024  # bytes of one file; every place in data/places.toml allows less
DEEPEST = 8  # folders in folders
# Left by editors and file managers, or made by Python; MkDocs publishes no name with a dot.
LEFT_BEHIND = (".DS_Store", "__pycache__")
MOST_BRACKETS = 300  # in mkdocs.yml, which has about thirty
LAST = 10**9  # stands for the line of a page that is not in `nav`


@dataclass
class Site:
    """Every file that the checks look at. Rules that compare pages ask it."""

    root: Path
    pages: dict[str, Page] = field(default_factory=dict)
    # Paths that must not be opened, a link or a device, and what each is.
    strange: dict[str, str] = field(default_factory=dict)
    # What a rule works out once for all pages.
    cache: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def configuration(self) -> dict[str, Any]:
        """`mkdocs.yml` as plain data, tags as text; empty when it cannot be read."""
        try:
            found = yaml.load(self._configuration_text, _Plain)  # noqa: S506 - a safe loader that knows no object
        except (yaml.YAMLError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    @cached_property
    def markdown(self) -> list[Page]:
        """The pages that rules for Markdown look at, the template included."""
        return [
            page
            for page in self.pages.values()
            if page.is_markdown and not page.too_large and page.decoded is not None
        ]

    @cached_property
    def days(self) -> list[Page]:
        """The pages of days, in the order of their numbers."""
        return sorted(
            (page for page in self.markdown if page.day),
            key=lambda page: (page.day or 0, page.path),
        )

    @cached_property
    def tags(self) -> list[str]:
        """The tags that a day may have: `tags_allowed` of the plugin `tags` in `mkdocs.yml`."""
        for plugin in self.configuration.get("plugins") or ():
            if isinstance(plugin, dict) and isinstance(plugin.get("tags"), dict):
                allowed = plugin["tags"].get("tags_allowed")
                return [str(tag) for tag in allowed] if isinstance(allowed, list) else []
        return []

    @cached_property
    def nav(self) -> list[tuple[str, int]]:
        """The entries of `nav`: the path of each in the repository, and its line."""
        found: list[tuple[str, int]] = []
        node = self._nav_node
        waiting = [node.value] if isinstance(node, yaml.SequenceNode) else []
        while waiting:
            items = waiting.pop()
            for at, item in enumerate(items):
                if isinstance(item, yaml.MappingNode) and item.value:
                    title, below = item.value[0]
                    if not re.fullmatch(r"[\w &'’,:-]{1,60}", str(title.value)):
                        found.append(("docs/", title.start_mark.line + 1))
                    if isinstance(below, yaml.SequenceNode):
                        waiting += [items[at + 1 :], below.value]
                        break
                    item = below
                value = item.value if isinstance(item, yaml.ScalarNode) else ""
                found.append((f"docs/{value}", item.start_mark.line + 1))
        return found

    @cached_property
    def _nav_lines(self) -> dict[str, int]:
        return dict(reversed(self.nav))

    def nav_line(self, path: str) -> int:
        """Return the line of a page in `nav`; a page that is not there comes after all others."""
        return self._nav_lines.get(path, LAST)

    @cached_property
    def nav_lines(self) -> tuple[int, int]:
        """The first and the last line of `nav` in `mkdocs.yml`; (1, 0) when there is none."""
        lines = self._configuration_text.split("\n")
        first = next((at for at, line in enumerate(lines, 1) if line.rstrip() == "nav:"), 0)
        last = next(
            (at for at, line in enumerate(lines[first:], first) if line[:1].isalpha()), len(lines)
        )
        return (first, last) if first else (1, 0)

    @cached_property
    def _configuration_text(self) -> str:
        page = self.pages.get("mkdocs.yml") or Page("mkdocs.yml")
        nested = page.text.count("[") + page.text.count("{")  # YAML is slow on thousands of them
        return "" if page.too_large or nested > MOST_BRACKETS else page.text

    @cached_property
    def _nav_node(self) -> yaml.Node | None:
        try:
            first, last = self.nav_lines
            lines = self._configuration_text.split("\n")[first - 1 : last] if last else []
            node = yaml.compose("\n" * (first - 1) + "\n".join(lines), Loader=yaml.SafeLoader)
        except (yaml.YAMLError, ValueError, RecursionError):
            return None
        return node.value[0][1] if isinstance(node, yaml.MappingNode) else None


Rule = Callable[[Page, Site], Iterable[Finding]]


class _Plain(yaml.SafeLoader):
    """A loader that gives the text of a tag in the place of what the tag would make."""


_Plain.add_multi_constructor("", lambda loader, suffix, node: suffix)


def load(root: Path) -> Site:
    """Return the files below `root`, each read once. A link, a device and the like is `strange`."""
    site = Site(root)
    waiting = [(root / name, name, 0) for name in reversed(PLACES) if os.path.lexists(root / name)]
    while waiting:
        place, name, depth = waiting.pop()
        try:
            status = place.lstat()
            kind = stat.S_IFMT(status.st_mode)
            if stat.S_ISDIR(kind) and depth < DEEPEST and not getattr(place, "is_junction", bool)():
                with os.scandir(place) as entries:
                    names = sorted((os.fsencode(entry.name) for entry in entries), reverse=True)
                waiting += [
                    (place / os.fsdecode(each), f"{name}/{_shown(each)}", depth + 1)
                    for each in names
                    if not _left_behind(_shown(each))
                ]
            elif stat.S_ISREG(kind):
                site.pages[name] = Page(name, _read(place, status.st_size), status.st_size)
            else:
                site.strange[name] = _kind(kind)
        except OSError as problem:
            site.strange[name] = f"cannot be read ({problem.strerror})"
        if len(site.pages) > MOST_FILES:
            site.strange["docs"] = f"more than {MOST_FILES:,} files"
            break
    return site


@cache
def theme() -> Path:
    """Return the folder of the theme's templates and icons."""
    spec = find_spec("material")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0] if places else "/nowhere") / "templates"


def _shown(name: bytes) -> str:
    return name.decode("utf-8", "backslashreplace")


def _left_behind(name: str) -> bool:
    """Tell whether a name is one that editors leave beside a file for as long as it is open."""
    swap = name.startswith(".") and name[-4:-1] == ".sw"
    return name in LEFT_BEHIND or name.startswith(".#") or swap or name.endswith(".pyc")


def _kind(kind: int) -> str:
    """Return what a thing that is not a file is called."""
    names = {
        stat.S_IFLNK: "a symbolic link",
        stat.S_IFIFO: "a named pipe",
        stat.S_IFSOCK: "a socket",
    }
    return names.get(kind, "a folder in too many folders" if stat.S_ISDIR(kind) else "a device")


def _read(place: Path, size: int) -> bytes:
    """Return the bytes of a file. Raises OSError, also when it has become something else since."""
    if not place.name.lower().endswith(READ) or size > MOST_READ:
        return b""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(place, flags | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as opened:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(0, "it is not an ordinary file")
        return opened.read(size)
