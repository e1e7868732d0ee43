"""What a preview keeps from one build to the next, so that a page that is saved shows at once.

All is forgotten when a file of `hooks/` or `checks/` changes: every module is read anew then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from hooks.glossary import PAGE

T = TypeVar("T")
RENDERED = ("content", "toc", "_title_from_render", "present_anchor_ids")
SHOWS_OTHERS = re.compile(r"^``` *(days|start|techniques|wall)\b", re.MULTILINE)
_kept: dict[tuple[str, str], tuple[Any, Any]] = {}


def once(config: MkDocsConfig, kind: str, name: str, key: Any, make: Callable[[], T]) -> T:
    """Return what `make` does; in a preview, not again while `key` and what is around stay."""
    if config.extra["around"] is None:  # a build
        return make()
    key = (key, config.extra["around"])
    if (kind, name) not in _kept or _kept[kind, name][0] != key:
        _kept[kind, name] = key, make()
    made: T = _kept[kind, name][1]
    return made


def around(files: Iterable[File], config: MkDocsConfig) -> list[tuple[str, int]]:
    """Return what a page is made of beside its own text: each file and when it changed.

    Of other pages the names count, and the text of the glossary.
    """
    paths = {file.src_uri: file.abs_src_path for file in files if file.abs_src_path}
    paths["mkdocs.yml"] = config.config_file_path
    return [
        (name, name.endswith(".md") and name != PAGE or Path(path).stat().st_mtime_ns)
        for name, path in paths.items()
    ]


def convert(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Do what `Page.render` does, again only when the page or what is around it has changed."""

    def make() -> dict[str, Any]:
        Page.render(page, config, files)
        return {name: getattr(page, name) for name in RENDERED}

    if SHOWS_OTHERS.search(page.markdown or ""):
        return Page.render(page, config, files)
    vars(page).update(once(config, "page", page.file.src_uri, page.markdown, make))


def findings(site: Any, check_site: Callable[..., list[Any]]) -> list[Any]:
    """Check what has changed, what names it, and what had a fault: nothing else can have one."""
    now = {path: page.raw for path, page in site.pages.items()}
    before, found = _kept.get(("checks", ""), ({}, []))
    changed = {path for path in now if before.get(path) != now[path]}
    days = all(re.match("docs/(days|data|challenges)/", path) for path in changed)
    odd = any(page.strange for page in site.pages.values())  # other rules are silent meanwhile
    if odd or now.keys() != before.keys() or not days:
        found = check_site(site)
    else:
        names = [Path(path).name.encode() for path in changed]
        again = changed | {each.path for each in found}
        again |= {path for path, raw in now.items() if any(name in raw for name in names)}
        found = check_site(site, again)
    _kept["checks", ""] = {} if odd else now, found
    return found
