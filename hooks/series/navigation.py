"""The navigation: each page once, the days in order, and no name that leads nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable

from series.configuration import NAME, Configuration
from series.files import DAY_FILE, TEMPLATE, nearest
from series.findings import Finding, show


def check_navigation(configuration: Configuration, names: Collection[str], blamed: Iterable[str]) -> list[Finding]:
    """Compare `nav` with the pages. names: the files below docs/, as `docs/…`; blamed: paths that have a fault of their own."""
    found: list[Finding] = []
    pages = {name for name in names if name.endswith(".md") and name != TEMPLATE}
    blamed = tuple(blamed)
    first: dict[str, int] = {}
    latest = (0, "")
    for entry, line, column in configuration.nav:
        name = "docs/" + entry
        if name == TEMPLATE:
            found.append(Finding(NAME, line, column, "nav-entry", "the page to copy is no page of the site.", "Name the page that you made from it."))
        elif any(name == path or name.startswith(path + "/") for path in blamed):
            pass  # it is there, and what is wrong with it is said already
        elif name not in pages:
            straight = posixpath.normpath(name)
            hint = f"Write `- {straight[5:]}`." if straight in pages else nearest(name, pages).replace("docs/", "") or "Write the path as seen from docs/, or take the line out."
            found.append(Finding(NAME, line, column, "nav-missing-page", f"there is no page docs/{show(entry)[1:-1]}.", hint))
        elif name in first:
            found.append(Finding(NAME, line, column, "nav-twice", f"{entry} is in the navigation already, on line {first[name]}.", "Keep one of the two lines."))
        first.setdefault(name, line)
        if (day := DAY_FILE.fullmatch(name)) and name in pages:
            if int(day[1]) < latest[0]:
                found.append(Finding(NAME, line, column, "nav-order", f"day {int(day[1])} stands after day {latest[0]}.", f"Move the line up, before {latest[1]}."))
            else:
                latest = (int(day[1]), entry)
    for image, line, column in configuration.images:
        if f"docs/{image}" not in names:
            found.append(Finding(NAME, line, column, "config-missing-file", f"there is no file docs/{show(image)[1:-1]}.", nearest(image, (name[5:] for name in names)) or "Add it, or correct the name."))
    for name in sorted(pages - set(first) - set(blamed)):
        day = DAY_FILE.fullmatch(name)
        before = [line for entry, line, _ in configuration.nav if day and (other := DAY_FILE.fullmatch("docs/" + entry)) and other[1] < day[1]]
        where = f"after line {max(before)}" if before else f"below line {configuration.nav_line}"
        found.append(Finding(name, 1, 1, "nav-omitted", "the page is not in the navigation.", f"Add `- {name[5:]}` to `nav` in mkdocs.yml, {where}."))
    return found
