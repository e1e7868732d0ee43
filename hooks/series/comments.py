"""The comments: what a page and `mkdocs.yml` may say about them, and the one thread that belongs to each page.

The section itself is drawn by `overrides/partials/comments.html`, which works without this module; the tests make sure
that the two give a page the same thread.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from series.findings import Finding

if TYPE_CHECKING:
    from series.front_matter import FrontMatter

TERM = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
NODE_ID = re.compile(r"[A-Za-z0-9_=+/-]{4,120}")  # old ids of GitHub are base64, new ones look like R_kgDOL5xHpA
LAST_NUMBER = 2**31 - 1  # GitHub counts discussions in 32 bits
OF_A_PAGE = ("enabled", "term", "number")
EXAMPLE = "Write `comments: true`, `comments: false`, or a mapping of enabled, term and number."
LOADS = ("scroll", "click")
PROVIDERS = {"giscus": ("repo", "repo_id", "category", "category_id"), "none": ()}  # a provider and its settings


def _unknown(name: Any, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(str(name).lower(), list(known), 1)
    return f"did you mean `{close[0]}`?" if close else f"the settings are {', '.join(known)}."


# --- A page ---------------------------------------------------------------------------------------------------------

def check_comments_value(value: Any) -> str | None:
    """Return what to write instead of a wrong `comments` value, for every setting that is wrong, or None when it is right."""
    if isinstance(value, bool):
        return None
    if not isinstance(value, dict):
        return EXAMPLE
    wrong: list[str] = []
    for name, setting in value.items():
        if name not in OF_A_PAGE:
            wrong.append(f"`{name}` is no setting of comments: {_unknown(name, OF_A_PAGE)}")
        elif name == "enabled" and not isinstance(setting, bool):
            wrong.append("Write `enabled: true` or `enabled: false`, without quotes.")
        elif name == "term" and not (isinstance(setting, str) and TERM.fullmatch(setting)):
            wrong.append("Write a term of small letters, digits and hyphens, 60 at most, for example day-12; a number in quotes.")
        elif name == "number" and not (type(setting) is int and 0 < setting <= LAST_NUMBER):
            wrong.append("Write the number of the discussion on GitHub, for example 12.")
    if {"term", "number"} <= set(value):
        wrong.append("Write either `term` or `number`: each of them alone finds the thread.")
    return " ".join(wrong) or None


def name_of_thread(path: str, values: Mapping[str, Any]) -> str:
    """Return the name of a page's thread when it gives none: `day-NN` for a day, else what its address says.

    path: relative to the repository, for example `docs/about.md`. The same rule is in `overrides/partials/comments.html`.
    """
    if type(values.get("day")) is int:
        return f"day-{values['day']:02}"
    parts = path.removeprefix("docs/").removesuffix(".md").split("/")
    if parts[-1] in ("index", "README"):
        parts.pop()
    return "-".join(parts) or "welcome"


def check_terms(pages: Iterable[tuple[str, FrontMatter]]) -> list[Finding]:
    """Check that each page with comments has a thread, and that no two pages share one. Wrong values are left out."""
    found: list[Finding] = []
    owner: dict[tuple[str, str], str] = {}
    for path, page in pages:
        comments = page.values.get("comments", False)
        if comments is False or check_comments_value(comments):
            continue
        settings = comments if isinstance(comments, dict) else {}
        if settings.get("enabled") is False:
            continue
        line = page.lines.get("comments", 1)
        kind = "number" if "number" in settings else "term"
        name = str(settings.get(kind, "")) or name_of_thread(path, page.values)
        if kind == "term" and not TERM.fullmatch(name):
            found.append(Finding(path, line, 1, "comments-no-thread", f"the file's name gives the thread of comments no name ({name!r}).",
                                 "Write one of small letters, digits and hyphens: `comments: {term: my-page}`."))
        elif (first := owner.setdefault((kind, name), path)) != path:
            found.append(Finding(path, line, 1, "comments-shared-thread",
                                 f"the comments use the thread {name!r}, and so does {first}.", "Give each page its own `term`."))
    return found
