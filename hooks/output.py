"""What is left out of the site, and what the search gets to know beside the words of the pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


def is_needed(path: str, languages: Iterable[str]) -> bool:
    """Tell whether a reader's browser can ask for this file. `languages` are those of the search.

    The search of mkdocs-material 9.8 loads no stemmer for English alone.
    """
    if path.startswith("assets/javascripts/lunr/"):
        return bool(set(languages) - {"en"})
    left_out = r"images/favicon\.png|stylesheets/palette\..*|javascripts/(bundle|workers/).*"
    return not re.fullmatch(rf".*\.map|assets/({left_out})", path)


def tell_search(site: Path, pages: Mapping[str, Mapping[str, Any]]) -> None:
    """Add the tags and the keywords of front matter to the search index of a built site.

    pages: the front matter of each page by its address. Keywords are what a reader may type and the
    page does not say, such as "farming" or "barrage".
    """
    index = site / "search/search_index.json"
    if not index.is_file():
        return
    found = json.loads(index.read_text(encoding="utf-8"))
    for part in found["docs"]:
        meta = pages.get(part["location"], {})
        lists = [meta.get(name) for name in ("tags", "keywords")]
        words = [str(word) for words in lists if isinstance(words, list) for word in words]
        if words:
            part["tags"] = words
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    index.write_text(text, encoding="utf-8")
