"""MkDocs events. Each one hands over to a module of this folder; `checks` is known here alone.

Modules are imported inside the events: while `serve` runs, a changed one is then read anew.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jinja2 import Environment, FileSystemBytecodeCache
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler, write_file

log = logging.getLogger("mkdocs.series")
ROOT = Path(__file__).resolve().parents[1]
DATES = "git-revision-date-localized"
_serving = False  # set once, before the first build


def on_startup(*, command: str, dirty: bool) -> None:
    """Remember whether this is a preview, and let Python find `hooks` and `checks`."""
    global _serving
    _serving = command == "serve"
    gc.set_threshold(50_000, 20, 100)  # what a build makes stays: looking for waste is in vain
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))


@event_priority(100)  # before the plugin that dates pages
def on_config(config: MkDocsConfig) -> None:
    """Check all files, fill in what only the environment knows, set Markdown up."""
    _read_changed_modules()
    _check(config)
    _know_owner(config)
    _date_or_say_why(config)
    _set_markdown_up(config)
    config.plugins["material/search"].config["enabled"] = False  # our index is in the same form
    config.extra["search"] = []
    config.extra["preview"] = _serving  # for the policy; set each time, so that no file can ask
    # Copied there by dev.py when Node is installed. Without it a challenge is checked at home.
    runtime = Path(config.docs_dir) / "assets/micropython/micropython.mjs"
    config.extra["challenge_runtime"] = runtime.is_file()


def _read_changed_modules() -> None:
    """Forget our modules when one of their files is newer: `serve` then runs what is there now."""
    import hooks

    files = [*ROOT.glob("hooks/*.py"), *ROOT.glob("checks/*.py"), *ROOT.glob("checks/data/*")]
    if max(path.stat().st_mtime for path in files) > hooks.LOADED:
        for name in [name for name in sys.modules if name.split(".")[0] in ("hooks", "checks")]:
            del sys.modules[name]


def _check(config: MkDocsConfig) -> None:
    """Check every file before any is written. `serve` warns, `build --strict` stops."""
    from checks.__main__ import check_site, shortened
    from checks.site import load
    from hooks.preview import findings

    site = load(Path(config.config_file_path).parent)
    found = findings(site, check_site) if _serving else check_site(site)
    shown, more = shortened(found)
    for line in (*shown, *more):
        log.warning(str(line))
    if found and config.strict or any(finding.stopping for finding in found):
        faults = f"{len(found)} fault{'s' * (len(found) > 1)}"
        raise Abort(f"{faults} in the pages: mend what is named above, and build again.")


def _know_owner(config: MkDocsConfig) -> None:
    """Set the addresses and the ids of the comments. Stops in words for an invalid value."""
    from hooks import comments, owner

    try:
        found = owner.owner_settings(os.environ)
        settings = config.extra.get("comments")
        config.extra["comments"], about_comments = comments.prepare(settings, os.environ)
    except ValueError as problem:
        raise Abort(str(problem)) from None
    for name, value in found.items():
        config[name.lower()] = value
    if about_comments:
        log.info(about_comments)


def _date_or_say_why(config: MkDocsConfig) -> None:
    """Switch the plugin that dates pages off where git cannot tell: it would say today."""
    from hooks import dates

    dates.forget_other_repositories()
    if reason := dates.why_no_dates(Path(config.docs_dir)):
        log.info(reason)
        config.plugins[DATES].config["enabled"] = False


def _set_markdown_up(config: MkDocsConfig) -> None:
    """Put functions where the configuration names them as text, which Zensical looks up itself.

    No other name is looked up, since a name can stand for any code.
    """
    from hooks import charts, days, quiz, wall
    from hooks.extension import makeExtension

    draw = (charts.fence, days.cards, days.start, days.techniques, quiz.fence, wall.fence)
    known = {f"{function.__module__}.{function.__name__}": function for function in draw}
    for fence in config.mdx_configs.get("pymdownx.superfences", {}).get("custom_fences", []):
        name = fence.get("format")
        if name not in known:
            raise Abort(f"mkdocs.yml: a fence is drawn by {name!r}. Write one of {list(known)}.")
        fence["format"] = known[name]
    config.markdown_extensions.append(makeExtension())  # type: ignore[arg-type]
    # Snippets are looked up from the current folder otherwise: `mkdocs build -f elsewhere/…`.
    config.mdx_configs["pymdownx.snippets"]["base_path"] = [config.docs_dir]


@event_priority(100)  # before the plugin that dates pages
def on_files(files: Files, config: MkDocsConfig) -> None:
    """Leave out what no page needs of the theme, and tell the plugin when each page changed."""
    from hooks import dates, output, preview

    for file in list(files):
        if not output.is_needed(file.src_uri):
            files.remove(file)
    config.extra["around"] = preview.around(files, config) if _serving else None
    _add_notebooks(files, config)
    if config.plugins[DATES].config["enabled"]:
        unknown = dates.date_pages(config.plugins[DATES], files, Path(config.docs_dir))
        if unknown:
            log.info(f"not committed yet, so shown without a date: {', '.join(sorted(unknown))}")


def _add_notebooks(files: Files, config: MkDocsConfig) -> None:
    """Add each day as a notebook, which is in the site alone."""
    from hooks.notebook import notebook
    from hooks.pages import FRONT, read_days
    from hooks.preview import once

    docs = Path(config.docs_dir)
    for day in read_days():
        file, name = files.get_file_from_path(day.path), f"day_{day.number:02}"
        if file and files.get_file_from_path(f"challenges/{name}.py"):
            text = FRONT.sub("", (docs / day.path).read_text("utf-8-sig", "replace"), count=1)
            page = urljoin(config.site_url or "", file.url)
            make = partial(notebook, text, name, docs / "challenges", page)
            made = once(config, "notebook", name, (text, page), make)
            files.append(File.generated(config, f"challenges/{name}.ipynb", content=made))


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Let the templates know where each day is and what to show of it: "Day 8 of 12", "Next"."""
    from hooks.days import glimpse
    from hooks.pages import read_days

    config.extra["pages"] = nav.pages
    config.extra["days"] = {}
    for day in read_days():
        if file := files.get_file_from_path(day.path):
            drawn, fact = map(Markup, glimpse(day))
            config.extra["days"][day.number] = {"url": file.url, "spark": drawn, "fact": fact}


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """While `serve` runs, convert a page only when that can change it."""
    from hooks.preview import convert

    if _serving:
        vars(page)["render"] = partial(convert, page)
    return page


@event_priority(100)  # before the plugin that adds a date, which is HTML
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Tell the template which discussion belongs to the page, and let no field bring HTML.

    The theme prints a title as it is, in the menu, the header and the footer. Returns the page with
    a link to its notebook.
    """
    from hooks.comments import thread
    from hooks.notebook import link

    page.meta["thread"] = thread(page.file.src_uri, page.meta)
    texts = {name: value for name, value in page.meta.items() if isinstance(value, str)}
    page.meta.update({name: escape(value) for name, value in texts.items()})
    day = page.meta.get("day")
    return link(markdown, f"day_{day:02}") if isinstance(day, int) else markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return what may be published of a page, and warn of what may not."""
    from checks.built import clean
    from checks.page import Page as Source
    from hooks.preview import once

    path = page.file.abs_src_path
    raw = Path(path).read_bytes() if path else b""
    make = partial(clean, html, Source(f"docs/{page.file.src_uri}", raw))
    cleaned, found = once(config, "clean", page.file.src_uri, (html, raw), make)
    for finding in found:
        log.warning(str(finding))
    return cleaned


@event_priority(100)  # before a plugin that writes a file
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Stop a strict build that has warnings: all pages are read by now, and none is written.

    If it goes on, templates are compiled once and not in each build.
    """
    compiled = ROOT / ".cache/templates"
    compiled.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(compiled))
    counters = [own for own in logging.getLogger("mkdocs").handlers if type(own) is CountHandler]
    if config.strict and any(counter.get_counts() for counter in counters):
        raise Abort("Mend what is named above, and build again. Nothing was written.")


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> None:
    """Show the part of the navigation that is near the page, and the search what it has to know."""
    from hooks.navigation import near
    from hooks.output import entries_of
    from hooks.preview import once

    context["nav"] = near(nav, page)
    make, key = partial(entries_of, page), (page.content, {**page.meta})
    config.extra["search"] += once(config, "search", page.file.src_uri, key, make)


def on_post_build(config: MkDocsConfig) -> None:
    """Give each page its style, and write what needs all pages."""
    from hooks import share, stylesheets

    site = Path(config.site_dir)
    index = json.dumps({"docs": config.extra["search"]}, ensure_ascii=False, separators=(",", ":"))
    write_file(index.encode(), str(site / "search/search_index.json"))
    if config.extra.get("merge_styles") and not _serving:
        for name, size in stylesheets.divide(site).items():
            log.info(f"Style, {name}: {size:,} bytes")
    if not _serving:
        share.draw(site, config.site_name, config.extra["pages"])
        share.offer_offline(site)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> None:
    """While `serve` runs, say in one sentence what is wrong with a file, and go on."""

    def build() -> None:
        try:
            builder()
        except Exception as problem:  # noqa: BLE001 - the server has to go on, whatever it is
            raise Abort(_sentence(problem)) from None

    server.builder = build


def _sentence(problem: Exception) -> str:
    """Return what went wrong on one line: the file and the line when the problem knows them."""
    place = f"{getattr(problem, 'filename', '') or ''}:{getattr(problem, 'lineno', '')}".strip(":")
    what = " ".join(f"{type(problem).__name__}: {problem}".split())
    return f"{place}: {what}" if place else what
