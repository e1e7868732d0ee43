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
from functools import cached_property
from pathlib import Path
from typing import Any

from checks.finding import Finding
from checks.page import Fence, Page

PLACES = ("mkdocs.yml", "docs", "overrides", "hooks", "checks")
# Left by editors and file managers, or made by Python; MkDocs publishes no name with a dot.
LEFT_BEHIND = re.compile(r"\.DS_Store|__pycache__|.*\.pyc|\.#.*|\..*\.sw.")
# A line of `nav`: a title, a path, or both, so that nothing in it can be run.
ENTRY = re.compile(
    r"""- (?:(?:[\w &'’,-]{1,60}|"[\w &'’,:-]{1,60}"):(?: +|$))?(?P<path>[\w./-]+\.md)?(?: +#.*)?"""
)
TAGS = re.compile(r"(?m)^ +tags_allowed:.*\n((?: +- [\w ]{1,60}\n)*)")


@dataclass
class Site:
    """Every file that the checks look at. Rules that compare pages ask it."""

    root: Path
    pages: dict[str, Page] = field(default_factory=dict)
    # What a rule works out once for all pages.
    cache: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def days(self) -> set[int | None]:
        """The numbers of the days that are there."""
        return {page.day for page in self.pages.values()}

    @cached_property
    def settings(self) -> Page:
        """The file `mkdocs.yml`."""
        return self.pages.get("mkdocs.yml") or Page("mkdocs.yml")

    @cached_property
    def tags(self) -> list[str]:
        """The tags that a day may have: `tags_allowed` of the plugin `tags` in `mkdocs.yml`."""
        match = TAGS.search(self.settings.text)
        return re.findall(r"- (.+)", match[1]) if match else []

    @cached_property
    def nav_lines(self) -> range:
        """The numbers of the lines of `nav` in `mkdocs.yml`; none when there is not one."""
        lines = self.settings.lines
        starts = (at for at, line in enumerate(lines) if re.fullmatch(r"nav:\s*(#.*)?", line))
        start = next(starts, len(lines))
        ends = (at for at in range(start + 1, len(lines)) if re.match(r"[^\s#-]", lines[at]))
        return range(start + 1, next(ends, len(lines)) + 1)

    @cached_property
    def nav(self) -> dict[int, str]:
        """The path of each page in `nav`, by its line.

        A line of another form than `- Title: path.md` has the path `docs/`, which no page has.
        """
        found = {}
        for number in self.nav_lines[1:]:
            line = self.settings.lines[number - 1].strip()
            entry = ENTRY.fullmatch(line)
            if line and line[0] != "#" and not (entry and not entry["path"]):
                found[number] = f"docs/{entry['path'] if entry else ''}"
        return found

    def table(self, chart: Fence) -> Page | None:
        """Return the table of docs/data/ that a chart block draws, if it is there."""
        name = re.search(r"(?m)^data:[ \t]*([\w.-]+)", chart.body)
        return self.pages.get(f"docs/data/{name[1]}") if name else None


Rule = Callable[[Page, Site], Iterable[Finding]]


def load(root: Path) -> Site:
    """Return the files below `root`, each read once, and never through a link."""
    site = Site(root)
    waiting = [root / name for name in PLACES if os.path.lexists(root / name)]
    while waiting:
        place = waiting.pop()
        name = place.relative_to(root).as_posix()
        try:
            status = place.lstat()
            if stat.S_ISDIR(status.st_mode):
                inside = place.iterdir()
                waiting += [each for each in inside if not LEFT_BEHIND.fullmatch(each.name)]
            elif stat.S_ISREG(status.st_mode):
                page = site.pages[name] = Page(name, size=status.st_size)
                if page.kind not in ("", "runtime") and page.size <= page.limit:
                    page.raw = place.read_bytes()
            else:
                site.pages[name] = Page(name, strange="a symbolic link, a device or a pipe")
        except OSError as problem:
            site.pages[name] = Page(name, strange=f"what nobody can read ({problem.strerror})")
    return site
