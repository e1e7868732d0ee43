"""What a page of the site is called, and the facts of the days: read from their front matter."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from html import escape
from pathlib import Path
from typing import Any

import yaml
from markdown import Markdown

DOCS = Path(__file__).resolve().parents[1] / "docs"
FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*$\n*", re.DOTALL | re.MULTILINE)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where it is there


def path_of(md: Markdown) -> str:
    """Return the path of the page that `md` converts, such as `days/day-08-energy.md`.

    MkDocs and Zensical keep it in different places; empty when neither is at work.
    """
    mkdocs, zensical = _of(md.treeprocessors, "relpath"), _of(md.preprocessors, "rendering_context")
    return str(mkdocs.file.src_uri if mkdocs else zensical.page.path if zensical else "")


def _of(processors: Any, name: str) -> Any:
    return processors[name] if name in processors else None


def relative(md: Markdown, target: str) -> str:
    """Return the way from the page that `md` converts to the file `target` of docs/."""
    return posixpath.relpath(target, posixpath.dirname(path_of(md)) or ".")


def address(md: Markdown, target: str) -> str:
    """Return the address of the file `target` of docs/ for an HTML block of the page.

    MkDocs checks it and turns it into one of the site, as for any link. Zensical does so by itself.
    """
    mkdocs, way = _of(md.treeprocessors, "relpath"), relative(md, target)
    return str(mkdocs.path_to_url(way)) if mkdocs else way


def fenced(draw: Callable[[str, Markdown], str | None]) -> Callable[..., str]:
    """Return a formatter for pymdownx.superfences from what draws a block: its text, the page.

    A block with a fault, for which `draw` returns None, is shown as its text: the checks name the
    fault and stop the strict build.
    """

    @wraps(draw)  # Zensical stores a formatter by its name
    def formatter(source: str, language: str, *more: Any, **other: Any) -> str:
        drawn = draw(source, more[2])
        return f"<pre><code>{escape(source)}</code></pre>" if drawn is None else drawn

    return formatter


@dataclass(frozen=True)
class Day:
    """One day: its number, where it is below docs/, the fields of its front matter."""

    number: int
    path: str
    meta: dict[str, Any]


def read_days(docs: Path = DOCS) -> list[Day]:
    """Return the days below `docs/days`, by number. A page that gives no number is left out."""
    read = (_read(path, path.stat().st_mtime_ns) for path in docs.glob("days/day-*.md"))
    return sorted(filter(None, read), key=lambda day: (day.number, day.path))


@cache  # several events and blocks of one build ask; `serve` asks again for what has not changed
def _read(path: Path, changed: int) -> Day | None:
    """Return the day of a page, by what stands between its first two lines of `---`."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    found = FRONT.match(text)
    try:
        meta = yaml.load(found[1], LOADER) if found else {}  # noqa: S506 - a safe loader
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    number = meta.get("day") if isinstance(meta, dict) else None
    return Day(number, f"days/{path.name}", meta) if type(number) is int and number > 0 else None
