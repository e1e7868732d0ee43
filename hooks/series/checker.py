"""All rules over all pages: what `mkdocs build --strict` stops for before MkDocs reads a page."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from series.challenges import check_challenge
from series.charts import check_charts
from series.findings import Finding
from series.front_matter import DAY_FILE, FrontMatter, check_front_matter
from series.structure import check_day, check_no_shared_sentences

MAX_PAGE = 64 * 1024  # bytes; a page of the series has about 15,000, and the parser's time grows faster than its text


def check_paths(docs: Path) -> list[Finding]:
    """Check names and kinds of files before any is read: links out of the folder, wrong names, two pages for a day."""
    found: list[Finding] = []
    days: dict[str, str] = {}
    for path in sorted(docs.rglob("*")):
        name = f"docs/{path.relative_to(docs).as_posix()}"
        if path.is_symlink():
            found.append(Finding(name, 1, 1, "path-symlink", "this is a symbolic link.", "Put the file itself here."))
        elif path.suffix == ".md" and path.is_file() and path.stat().st_size > MAX_PAGE:
            found.append(Finding(name, 1, 1, "path-size", f"the page has {path.stat().st_size:,} bytes.", f"Keep it under {MAX_PAGE:,}."))
        elif path.is_file() and path.parent.name == "days" and path.name != "_template.md":
            named = DAY_FILE.fullmatch(name)
            if not named or not 1 <= int(named[1]) <= 12:
                found.append(Finding(name, 1, 1, "path-day-name", "this is no name for a day.",
                                     "Name it day-NN-subject.md, NN from 01 to 12, for example day-05-transportation.md."))
            elif named[1] in days:
                found.append(Finding(name, 1, 1, "path-two-pages-for-a-day", f"day {int(named[1])} has the page {days[named[1]]} already.",
                                     "Keep one of the two, or correct the number in the name."))
            else:
                days[named[1]] = name
    return found


def check_terms(pages: Iterable[tuple[str, FrontMatter]]) -> list[Finding]:
    """Check that no two pages share one thread of comments."""
    found: list[Finding] = []
    owner: dict[str, str] = {}
    for path, page in pages:
        comments = page.values.get("comments")
        settings = comments if isinstance(comments, dict) else {}
        if comments is False or comments is None or settings.get("enabled") is False:
            continue
        day = page.values.get("day")
        key = settings.get("number") or settings.get("term") or (f"day-{day:02}" if isinstance(day, int) else path)
        if (first := owner.setdefault(str(key), path)) != path:
            found.append(Finding(path, page.lines.get("comments", 1), 1, "comments-shared-thread",
                                 f"the comments use the thread {key!r}, and so does {first}.", "Give each page its own `term`."))
    return found


def check_tree(docs: Path, vocabulary: frozenset[str]) -> list[Finding]:
    """Return every fault of every page below `docs`, sorted. Files are read only when their paths are sound.

    vocabulary: the tags that a day may have.
    """
    found = check_paths(docs)
    if found:
        return sorted(found)
    pages: list[tuple[str, FrontMatter]] = []
    for path in sorted(docs.rglob("*.md")):
        name = f"docs/{path.relative_to(docs).as_posix()}"
        if path.name == "_template.md":
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            line = path.read_bytes()[: error.start].count(b"\n") + 1
            found.append(Finding(name, line, 1, "encoding-not-utf-8", "the file is not UTF-8 text.", "Save it as UTF-8."))
            continue
        page, faults = check_front_matter(name, text, vocabulary)
        found += faults + check_charts(name, text, docs / "data")
        if page is None:
            continue
        pages.append((name, page))
        if DAY_FILE.fullmatch(name):
            found += check_day(name, text, page) + check_challenge(name, text, docs)
    found += check_terms(pages) + check_no_shared_sentences([(name, page) for name, page in pages if DAY_FILE.fullmatch(name)])
    return sorted(found)
