"""MkDocs events. Thin on purpose: the rules are in `series/`, and every page is complete without them."""

from __future__ import annotations

import datetime
import logging
import os
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from series import charts
from series.checker import STOPPING, check_repository
from series.configuration_schema import CHART_FENCE
from series.dates import why_no_dates
from series.findings import Finding
from series.front_matter import review_due
from series.glossary import Glossary, read_glossary
from series.rendered import check_rendered
from series.settings import owner_settings
from series.source import Source

from hooks import comments

log = logging.getLogger("mkdocs.series")
_built: list[Finding] = []  # what the pages of this build may not hold
_page: dict[str, str] = {}  # what the glossary's Markdown extension must know of the page that is being converted


def check(config: MkDocsConfig) -> None:
    """Check every file before any is read. `serve` warns, `build --strict` stops with all faults of all files."""
    found = check_repository(Path(config.config_file_path).parent)
    faults = [fault for fault in found if not fault.note]
    for fault in found:
        log.log(logging.INFO if fault.note else logging.WARNING, str(fault))
    if faults and (config.strict or any(fault.rule in STOPPING for fault in faults)):
        raise Abort(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'} in the pages: mend what is named above, and build again.")


@event_priority(100)  # before the plugin that dates pages
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Check, fill in what only the environment or the folder knows, and let Markdown draw charts."""
    check(config)
    try:
        owner = owner_settings(os.environ)
    except ValueError as problem:
        raise Abort(str(problem)) from None
    for option, variable in (("site_url", "SITE_URL"), ("repo_url", "REPO_URL"), ("repo_name", "REPO_NAME"),
                             ("edit_uri", "EDIT_URI")):
        if variable in owner:
            config[option] = owner[variable]
    try:
        config.extra["comments"], note = comments.prepare(config.extra.get("comments"), os.environ)
    except ValueError as problem:
        raise Abort(str(problem)) from None
    if note:
        log.info(note)

    docs = Path(config.docs_dir)
    # Copied there by dev.py when Node is installed. Without it the pages show how to check a challenge at home.
    config.extra["challenge_runtime"] = (docs / "assets/micropython/micropython.mjs").is_file()
    if reason := why_no_dates(docs):
        log.info(reason)
        config.plugins["git-revision-date-localized"].config["enabled"] = False  # it would date every page with today's date
    # Snippets are looked up from the current folder otherwise, and `mkdocs build -f elsewhere/mkdocs.yml` finds none.
    config.mdx_configs["pymdownx.snippets"]["base_path"] = [str(docs)]
    # The configuration names the function as text, which Zensical looks up by itself; MkDocs wants the function. No other name
    # is looked up, since a name can stand for any code.
    for fence in config.mdx_configs.get("pymdownx.superfences", {}).get("custom_fences", []):
        if fence["format"] == CHART_FENCE:
            fence["format"] = partial(charts.fence, tables="../../data")
    glossary = docs / "glossary.md"
    config.markdown_extensions.append(Glossary(read_glossary(glossary.read_text(encoding="utf-8") if glossary.is_file() else ""), _page))
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Say when a page is due for a review, and tell the glossary which page comes next, so that a day's first use of a term links to its entry."""
    page.meta["thread"] = comments.thread(page.file.src_uri, page.meta)
    if due := review_due(page.meta, datetime.date.today()):
        log.info(f"docs/{page.file.src_uri}: {due}")
    if page.file.src_uri.startswith("days/"):
        _page["address"] = "../glossary.md"  # MkDocs turns it into an address and checks the anchor, as for any link
    else:
        _page["address"] = "glossary" if page.file.src_uri == "glossary.md" else ""


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> None:
    """Look once more at what Markdown made of a page. The strict build counts these warnings before it writes anything: see `on_env`."""
    path = page.file.abs_src_path
    source = Source(f"docs/{page.file.src_uri}", Path(path).read_text(encoding="utf-8", errors="replace") if path else "")
    found = check_rendered(source, html)
    _built.extend(found)
    for fault in found:
        log.warning(str(fault))


@event_priority(100)  # before a plugin that writes a file
def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    """Stop the strict build when a page holds what may not be published. All pages are read by now, and none is written."""
    count = len(_built)
    _built.clear()  # `serve` builds again
    if count and config.strict:
        raise Abort(f"{count} {'thing' if count == 1 else 'things'} on the pages may not be published: see above. Nothing was written.")
