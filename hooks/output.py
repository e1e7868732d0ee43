"""What is left out of the site: files of the theme that no page of this site asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable


def is_needed(path: str, languages: Iterable[str]) -> bool:
    """Tell whether a reader's browser can ask for this file. `languages` are those of the search.

    The search of mkdocs-material 9.8 loads no stemmer for English alone.
    """
    if path.startswith("assets/javascripts/lunr/"):
        return bool(set(languages) - {"en"})
    left_out = r"images/favicon\.png|stylesheets/palette\..*|javascripts/(bundle|workers/).*"
    return not re.fullmatch(rf".*\.map|assets/({left_out})", path)
