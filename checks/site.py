"""The site: every file that the checks look at, found without following a link or waiting.

MkDocs publishes what it finds in docs/ and follows symbolic links: one to the environment of a
process would publish the secrets of the machine that builds. So nothing is opened before lstat
has said that it is an ordinary file.
"""

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
READ = tuple(".md .csv .py .js .css .svg .html .yml .toml .png .jpg .jpeg .webp .woff2".split())
MOST_READ = 1024 * 1024  # bytes of one file; every place in data/places.toml allows less
# Left by editors and file managers, or made by Python; MkDocs publishes no name with a dot.
LEFT_BEHIND = re.compile(r"\.DS_Store|__pycache__|.*\.pyc|\.#.*|\..*\.sw.")
MOST_BRACKETS = 300  # in mkdocs.yml, which has about thirty: YAML is slow on thousands
TITLE = re.compile(r"tag:yaml.org,2002:str[\w &'’,:-]{1,60}")
TEXT, LIST, MAPPING = (f"tag:yaml.org,2002:{kind}" for kind in ("str", "seq", "map"))


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
    def markdown(self) -> list[Page]:
        """The pages that rules for Markdown look at, the template included; by path."""
        pages = (page for path, page in sorted(self.pages.items()) if page.is_markdown)
        return [page for page in pages if page.decoded and not page.too_large]

    @cached_property
    def days(self) -> dict[int, Page]:
        """The page of each day, by its number; of two pages the one that is in `nav`."""
        pages = sorted(self.pages.values(), key=lambda page: page.path in self.line_in_nav)
        return {page.day: page for page in pages if page.day}

    @cached_property
    def _settings(self) -> yaml.Node | None:
        """`mkdocs.yml` as nodes: nothing in it is made or run."""
        page = self.pages.get("mkdocs.yml") or Page("mkdocs.yml")
        if page.too_large or page.text.count("[") + page.text.count("{") > MOST_BRACKETS:
            return None
        try:
            return yaml.compose(page.text, Loader=yaml.SafeLoader)
        except (yaml.YAMLError, ValueError, RecursionError):
            return None

    @cached_property
    def tags(self) -> list[str]:
        """The tags that a day may have: `tags_allowed` of the plugin `tags` in `mkdocs.yml`."""
        plugins = _items(_under(self._settings, "plugins"))
        lists = [_under(_under(each, "tags"), "tags_allowed") for each in plugins]
        return [tag.value for each in lists for tag in _items(each)]

    @cached_property
    def nav(self) -> list[tuple[str, int]]:
        """The entries of `nav`: the path of each in the repository, and its line.

        What is not a path, or has a title that is not plain text, is `docs/`, which no page is.
        """
        found: list[tuple[str, int]] = []
        waiting = _items(_under(self._settings, "nav"))[::-1]
        seen: set[int] = set()  # an alias could lead round for ever
        while waiting:
            node = waiting.pop()
            plain = isinstance(node, yaml.MappingNode) and node.tag == MAPPING
            pairs = node.value if plain else []
            line = node.start_mark.line + 1
            if node.tag == TEXT:
                found.append((f"docs/{node.value}", line))
            elif len(pairs) != 1 or not TITLE.fullmatch(pairs[0][0].tag + str(pairs[0][0].value)):
                found.append(("docs/", line))
            if len(pairs) == 1 and id(node) not in seen:
                waiting += _items(pairs[0][1])[::-1] or [pairs[0][1]]
            seen.add(id(node))
        return found

    @cached_property
    def line_in_nav(self) -> dict[str, int]:
        """The line of each page in `nav`."""
        return dict(reversed(self.nav))

    @cached_property
    def nav_lines(self) -> tuple[int, int]:
        """The first and the last line of `nav` in `mkdocs.yml`; (1, 0) when there is none."""
        pairs = self._settings.value if isinstance(self._settings, yaml.MappingNode) else []
        for key, node in pairs:
            if key.value == "nav":
                end = node.end_mark
                return key.start_mark.line + 1, end.line + bool(end.column)
        return 1, 0


Rule = Callable[[Page, Site], Iterable[Finding]]


def _under(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """Return what stands under a name in a mapping of YAML, or None."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    return next((value for key, value in pairs if key.value == name), None)


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) and node.tag == LIST else []


def load(root: Path) -> Site:
    """Return the files below `root`, each read once. A link, a device and the like is `strange`."""
    site = Site(root)
    waiting = [root / name for name in PLACES if os.path.lexists(root / name)]
    while waiting:
        place = waiting.pop()
        name = place.relative_to(root).as_posix()
        try:
            status = place.lstat()
            kind = stat.S_IFMT(status.st_mode)
            if kind == stat.S_IFDIR:
                inside = place.iterdir()
                waiting += [each for each in inside if not LEFT_BEHIND.fullmatch(each.name)]
            elif kind == stat.S_IFREG:
                wanted = name.lower().endswith(READ) and status.st_size <= MOST_READ
                raw = place.read_bytes() if wanted else b""
                site.pages[name] = Page(name, raw, status.st_size)
            else:
                link = kind == stat.S_IFLNK
                site.strange[name] = "a symbolic link" if link else "a device or a pipe"
        except OSError as problem:
            site.strange[name] = f"something that cannot be read ({problem.strerror})"
    return site


@cache
def theme() -> Path:
    """Return the folder of the theme's templates and icons."""
    spec = find_spec("material")
    places = spec.submodule_search_locations if spec else None
    return Path(places[0] if places else "/nowhere") / "templates"
