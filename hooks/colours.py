"""The colours of Python programs: one pattern for the few kinds that the style sheet tells apart.

Pygments' own lexer tries each of its rules at each sign, which took an eighth of a build, and wraps
three signs of four in elements that have no colour. docs/assets/javascripts/highlight.js draws the
same kinds in the editor.
"""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterator
from typing import Any

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Name, Number, String, Text

WORDS = "|".join(keyword.kwlist)
CALLS = "|".join(name for name in dir(builtins) if name.islower() and name[0] != "_")
KINDS = {
    "c": (Comment, r"#[^\n]*"),
    "s": (
        String,
        r"(?<![^\W_])[bfruBFRU]{0,2}(?:'''(?:[^\\]|\\.)*?(?:'''|\Z)|\"\"\"(?:[^\\]|\\.)*?(?:\"\"\"|\Z)"
        r"|'(?:[^'\\\n]|\\.)*'?|\"(?:[^\"\\\n]|\\.)*\"?)",
    ),
    "m": (Number, r"(?<![\w.])(?:0[xXbBoO][\da-fA-F_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)"),
    "nf": (Name.Function, r"(?:(?<=\bdef )|(?<=\bclass )|@)\w+|\b[A-Z]\w*(?:Error|Exception)\b"),
    "k": (Keyword, rf"\b(?:{WORDS})\b"),
    "nb": (Name.Builtin, rf"(?<![\w.])(?:{CALLS})\b(?! ?=[^=])"),
}
SIGN = re.compile("|".join(f"(?P<{kind}>{sign})" for kind, (_, sign) in KINDS.items()), re.DOTALL)


class Python(Lexer):  # type: ignore[misc]
    """A lexer of Pygments for Python."""

    name, aliases = "Python", ["python"]

    def get_tokens_unprocessed(self, text: str) -> Iterator[tuple[int, Any, str]]:
        """Yield place, kind and text of each coloured part, and of what stands between two."""
        last = 0
        for found in SIGN.finditer(text):
            yield last, Text, text[last : found.start()]
            yield found.start(), KINDS[str(found.lastgroup)][0], found[0]
            last = found.end()
        yield last, Text, text[last:]


def lexer(language: str, **options: Any) -> Lexer:
    """Return the lexer of a language. Raises pygments.util.ClassNotFound, as Pygments does."""
    ours = language.lower() in ("python", "py", "python3")
    return Python(**options) if ours else get_lexer_by_name(language, **options)
