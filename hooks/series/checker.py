"""All rules over the whole repository: what `mkdocs build --strict` stops for before MkDocs reads a page."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from series.challenges import check_challenge
from series.charts import check_charts
from series.comments import check_terms
from series.configuration import NAME, Configuration, check_configuration
from series.encoding import check_encoding, decode, invisible
from series.files import DAY_FILE, TEMPLATE, File, Unreadable, check_files, read, walk
from series.findings import Finding, show
from series.front_matter import FrontMatter, check_front_matter
from series.images import check_drawing, check_image, check_pointer
from series.includes import check_includes
from series.limits import check_limits
from series.navigation import check_navigation
from series.source import Source
from series.structure import check_day, check_no_shared_sentences
from series.templates import check_templates
from series.text_rules import check_text

TEXT = (".md", ".csv", ".py", ".js", ".css", ".svg", ".html", ".yml")
MOST_OF_A_KIND = 20  # findings of one rule in one file; the rest is counted
CODE = ("hooks", "tests", ".github", "dev.py")  # nobody publishes it, but it runs: no line of it may show other than it is
# What must not even be previewed: it would publish another file, hang, or end in a traceback of MkDocs.
STOPPING = ("path-symlink", "path-special", "path-unreadable", "path-replaces-theme", "path-too-many", "encoding-not-utf-8", "encoding-utf-16",
            "include-outside", "include-missing", "include-section", "include-lines", "template-syntax",
            "too-many", "too-many-unclosed", "line-too-long", "quotation-too-deep", "indent-too-deep")


def check_own_words(pages: Iterable[tuple[str, FrontMatter]]) -> list[Finding]:
    """Check that no two pages have the same title or description: one of them was copied and not rewritten."""
    found: list[Finding] = []
    owner: dict[str, str] = {}
    for path, page in pages:
        for name in ("title", "description"):
            value = page.values.get(name)
            if isinstance(value, str) and (first := owner.setdefault(f"{name} {value.strip().lower()}", path)) != path:
                found.append(Finding(path, page.lines[name], 1, "front-matter-copied", f"the {name} is that of {first}.", "Say what this page is about."))
    return found


FORMULA = re.compile(r"""(?:^|,)\s*["']?\s*(?:[=@]|[+-]\s*[A-Za-z(@])""")


def check_cells(path: str, text: str) -> list[Finding]:
    """Check that no cell of a table is a formula: readers open the downloaded table in a spreadsheet, which would run it."""
    return [Finding(path, number, match.start() + 1, "data-formula", f"a cell starts like a formula: {show(line[match.start() :].lstrip(', '))}.", "Start it with a letter or a digit.")
            for number, line in enumerate(text.split("\n"), 1) if (match := FORMULA.search(line))]


def read_texts(files: Iterable[File]) -> tuple[dict[str, str], list[Finding]]:
    """Read every text file and image. Returns the texts by name, with `\\n` at the end of each line, and what is wrong with their bytes."""
    texts: dict[str, str] = {}
    found: list[Finding] = []
    for file in files:
        try:
            data = read(file)
        except Unreadable as error:
            found.append(Finding(file.name, 1, 1, "path-unreadable", f"the file cannot be read: {error}.", "Give yourself the right to read it, or delete it."))
            continue
        if pointer := check_pointer(file.name, data):
            found += pointer
        elif file.name.endswith(TEXT):
            text, faults = decode(file.name, data)
            found += faults
            if text is not None:
                texts[file.name] = text
                found += check_encoding(file.name, text)
                if file.name.endswith(".svg"):
                    found += check_drawing(file.name, text.encode())
                elif file.name.endswith(".csv"):
                    found += check_cells(file.name, text)
        elif "/images/" in file.name:
            found += check_image(file.name, data)
    return texts, found


def check_tree(docs: Path, vocabulary: frozenset[str]) -> list[Finding]:
    """Return every fault of every page below `docs`, sorted. Files are read only when their paths are sound.

    vocabulary: the tags that a day may have.
    """
    return in_order(_check_docs(docs, vocabulary)[1])


def _check_docs(docs: Path, vocabulary: frozenset[str]) -> tuple[dict[str, File], list[Finding]]:
    """Return every file below `docs`, sound or not, and every fault of every page."""
    every, unsafe = walk(docs.parent, docs.name)
    if any(fault.rule == "path-too-many" for fault in unsafe):
        return every, unsafe
    files, found = check_files(every)
    texts, faults = read_texts(files.values())
    found += unsafe + faults
    links = frozenset(fault.path for fault in unsafe)
    to_open = not unsafe  # some rules open a file by its name: not beside one that must not be opened
    pages: list[tuple[str, FrontMatter]] = []
    sources: list[Source] = []
    for name, text in texts.items():
        if name.endswith((".md", ".py", ".csv")):
            found += check_includes(name, text, every, links, texts.get)
        if not name.endswith(".md"):
            continue
        source = Source(name, text)
        if beyond := check_limits(source):
            found += beyond  # no other rule, and no parser, should meet this page
            continue
        sources.append(source)
        if name == TEMPLATE:
            continue
        # The rules for one page. `text` ends each line with \n and has no mark at its start.
        page, faults = check_front_matter(name, text, vocabulary)
        found += faults
        if to_open:
            found += check_charts(name, text, docs / "data")
        if page is None:
            continue
        pages.append((name, page))
        if DAY_FILE.fullmatch(name):
            found += check_day(name, text, page)
            if to_open:
                found += check_challenge(name, text, docs)
    found += [fault for fault in check_text(docs, sources, every, texts, lint=to_open)
              if to_open or fault.rule not in ("link-missing", "link-built-path", "link-anchor")]  # it may lead to the very file that was refused
    # The rules for the whole series.
    found += check_terms(pages) + check_own_words(pages) + check_no_shared_sentences([(name, page) for name, page in pages if DAY_FILE.fullmatch(name)])
    return every, found


def check_repository(root: Path) -> list[Finding]:
    """Return every fault of mkdocs.yml, of the templates and of every page, sorted. The root is the folder of mkdocs.yml."""
    configuration, found = _check_configuration(root)
    files, faults = _check_docs(root / "docs", configuration.tags)
    if not configuration.nav:  # mkdocs.yml could not be read: do not blame the pages for it
        faults = [fault for fault in faults if fault.rule != "front-matter-tags"]
    elif not any(fault.rule == "path-too-many" for fault in faults):
        found += check_navigation(configuration, files, {fault.path for fault in faults if fault.rule.startswith("path-")})
    if (root / "overrides").exists() or (root / "overrides").is_symlink():
        templates, unsafe = walk(root, "overrides")
        templates, wrong = check_files(templates)
        texts, odd = read_texts(templates.values())
        found += unsafe + wrong + odd + check_templates(texts)
    return in_order(found + faults + _check_code(root))


def _check_code(root: Path) -> list[Finding]:
    """Look for what can deceive a reviewer in code: text that shows in another order or not at all, and links to elsewhere."""
    found: list[Finding] = []
    for name in CODE:
        if not os.path.lexists(root / name):
            continue
        files, unsafe = walk(root, name)
        found += unsafe
        for file in files.values():
            try:
                text = decode(file.name, read(file))[0] if file.name.endswith(TEXT) and file.size < 256 * 1024 else None
            except Unreadable:
                continue
            found += [fault for number, line in enumerate((text or "").split("\n"), 1) if not line.isascii()
                      for fault in invisible(file.name, number, line) if fault.rule in ("encoding-bidi", "encoding-hidden-text")]
    return found


def _check_configuration(root: Path) -> tuple[Configuration, list[Finding]]:
    """Read and check mkdocs.yml."""
    files, found = walk(root, NAME)
    if NAME not in files:
        return Configuration(), found if (root / NAME).is_symlink() or (root / NAME).exists() else [Finding(NAME, 1, 1, "config-missing", "the file is missing.", "Take it from the main branch.")]
    if files[NAME].size > 64 * 1024:
        return Configuration(), [Finding(NAME, 1, 1, "path-size", f"the file has {files[NAME].size:,} bytes.", "Take it from the main branch.")]
    texts, odd = read_texts(files.values())
    if not texts:
        return Configuration(), odd
    configuration, faults = check_configuration(texts[NAME])
    return configuration, odd + faults


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Return the findings in the order of files and lines, each once, and at most some of one rule in one file."""
    every = sorted(set(found))
    totals = Counter((finding.path, finding.rule) for finding in every)
    counts: Counter[tuple[str, str]] = Counter()
    kept: list[Finding] = []
    for finding in every:
        kind = (finding.path, finding.rule)
        counts[kind] += 1
        if counts[kind] <= MOST_OF_A_KIND:
            kept.append(finding)
        elif counts[kind] == MOST_OF_A_KIND + 1:
            kept.append(replace(finding, message=f"and {totals[kind] - MOST_OF_A_KIND} more of this kind from here on.",
                                hint="Mend the first ones, and run the check again.", fix=None))
    return kept
