"""MkDocs events for the output: what is left out of it, and the order of the days under each technique."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from material.plugins.tags import item_url
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

STEMMERS = "assets/javascripts/lunr/"
_preview = False


def is_needed(path: str, languages: Iterable[str]) -> bool:
    """Tell whether a reader's browser can ask for this file of the theme. `languages` are those of the search.

    The search worker of mkdocs-material loads nothing for English alone; else a stemmer a language, two files for all, one more
    for several, and for Japanese, Hindi and Thai a splitter of words.
    """
    if path.endswith(".map"):
        return False
    if not path.startswith(STEMMERS):
        return True
    wanted = set(languages)
    names = {f"min/lunr.{language}.min.js" for language in wanted}
    if wanted - {"en"}:
        names |= {"min/lunr.stemmer.support.min.js"} | ({"min/lunr.multi.min.js"} if len(wanted) > 1 else set())
        names |= {"tinyseg.js"} if "ja" in wanted else set()
        names |= {"wordcut.js"} if wanted & {"hi", "th"} else set()
    return re.sub(f"^{STEMMERS}", "", path) in names


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a preview."""
    global _preview
    _preview = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Tell the template of the policy whether this is a preview (set in each run, so that no file can ask for it), and sort the techniques' days."""
    config.extra["preview"] = _preview
    if tags := config.plugins.get("material/tags"):
        tags.config["listings_sort_by"] = item_url  # by title, day 10 comes before day 2


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Leave out what the theme brings and no page of this site uses."""
    search = config.plugins.get("material/search")
    languages = [str(language) for language in search.config.lang or ["en"]] if search else []
    for file in list(files):
        if not is_needed(file.src_uri, languages) or file.src_uri == "assets/images/favicon.png":
            files.remove(file)
