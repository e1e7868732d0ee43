"""The navigation beside a page: of one length, however many days there are."""

from __future__ import annotations

import copy

from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.pages import Page

WHOLE = 24  # a section of up to this many pages is shown as it is
AROUND = 6  # of a longer one: so many pages on either side of the reader's


def near(nav: Navigation, page: Page) -> Navigation:
    """Return the navigation as seen from `page`: of a long section, its neighbours and a link.

    Without this each page would name every day, and the site would grow with their square.
    """
    shown = copy.copy(nav)
    shown.items = [_part(item, page) if item.is_section else item for item in nav.items]
    return shown


def _part(section: Section, page: Page) -> Section:
    """Return a section with its pages next to `page`, or its first ones when it is elsewhere."""
    children = section.children
    if len(children) <= WHOLE:
        return section
    # `index` would compare the titles of all pages, for each page.
    here = next((at for at, child in enumerate(children) if child is page), 0)
    start = max(0, min(here - AROUND, len(children) - 2 * AROUND))
    part = copy.copy(section)
    part.children = children[start : start + 2 * AROUND]
    part.children.append(Link(f"All {len(children)}", "."))  # the welcome page lists them
    return part
