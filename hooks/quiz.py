"""The quiz block: ```` ``` quiz ```` becomes radio buttons, each option with its reason.

The page needs no script: the style sheet shows a reason when its option is chosen, and without a
style sheet all reasons are there to read. The checks and the page read a block with `read_quiz`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from markdown import Markdown
from markdown.util import Registry

from hooks.pages import fenced

FEWEST, MOST = 2, 6  # options of a question
OPTION = re.compile(r"[-*+][ \t]*\[(?P<mark>[^\]\n]{0,9})\](?P<text>[^\n]*)")
EXAMPLE = "`- [x] The right option`, and its reason on the next line after four spaces"


Problem = tuple[int, str]  # the line of the block, from 1; what is wrong and what to write


@dataclass
class Option:
    """One answer: its text, whether it is right, its line, why or why not. Texts are Markdown."""

    text: str
    right: bool
    line: int
    reason: str = ""


@dataclass
class Quiz:
    """A question, as inline Markdown, and its two to six options, of which one is right."""

    question: str
    options: list[Option]


def read_quiz(body: str) -> tuple[Quiz | None, list[Problem]]:
    """Read the lines of a quiz block. Returns the quiz, or None and what is wrong."""
    quiz = Quiz("", [])
    problems: list[Problem] = []
    for number, line in enumerate(body.split("\n"), 1):
        if match := OPTION.fullmatch(line):
            mark = match["mark"].strip().lower()
            if mark not in ("", "x"):
                problems.append((number, f"`[{mark}]` is not a mark. Write `- [ ]` or `- [x]`."))
            quiz.options.append(Option(match["text"].strip(), mark == "x", number))
        elif not line.strip():
            continue
        elif not quiz.options and not line.startswith(("- ", "* ", "+ ")):
            quiz.question = f"{quiz.question}\n{line.strip()}".strip()
        elif quiz.options and line[0] in " \t":
            last = quiz.options[-1]
            last.reason = f"{last.reason}\n{line.strip()}".strip()
        else:
            problems.append((number, f"This line belongs to no option. Write {EXAMPLE}."))
    problems += _problems(quiz)
    return (None, sorted(problems)) if problems else (quiz, [])


def _problems(quiz: Quiz) -> Iterator[Problem]:
    """Yield what is wrong with a question and its options, taken together and one by one."""
    count, right = len(quiz.options), [option.line for option in quiz.options if option.right]
    if not quiz.question:
        yield 1, "The quiz has no question. Write it above the options."
    if not FEWEST <= count <= MOST:
        yield 1, f"The quiz has {count} options. Write {FEWEST} to {MOST}: {EXAMPLE}."
    if count and not right:
        yield 1, "No option is marked as right. Write `- [x]` before the right one."
    for line in right[1:]:
        yield line, "A second option is marked as right. Keep one `[x]`."
    texts = [option.text.casefold() for option in quiz.options]
    for at, option in enumerate(quiz.options):
        if not option.text:
            yield option.line, "The option has no text. Write it after the brackets."
        elif texts[at] in texts[:at]:
            yield option.line, "This option is there twice. Change one of them."
        if not option.reason:
            yield option.line, "The option has no reason. Say below it, after four spaces, why."


@cache  # it takes longer to make than to use
def _reader() -> Markdown:
    """Return what turns code, emphasis and links into HTML; all else is shown as it is written."""
    md = Markdown()
    md.preprocessors.deregister("html_block")
    for name in ("html", "image_link", "image_reference", "short_image_ref"):
        md.inlinePatterns.deregister(name)
    paragraphs = md.parser.blockprocessors["paragraph"]
    md.parser.blockprocessors = Registry()
    md.parser.blockprocessors.register(paragraphs, "paragraph", 1)
    return md


def to_html(quiz: Quiz, name: str, md: Markdown) -> str:
    """Return the HTML of a quiz. `name` is its id, which no other part of the page has."""
    reader = _reader()
    reader.treeprocessors.deregister("relpath", strict=False)
    if "relpath" in md.treeprocessors:  # MkDocs: where a link to another page leads
        reader.treeprocessors.register(md.treeprocessors["relpath"], "relpath", 0)

    def inline(text: str) -> str:
        return reader.reset().convert(text).removeprefix("<p>").removesuffix("</p>")

    parts = [f'<fieldset class="quiz" id="{name}"><legend>{inline(quiz.question)}</legend>']
    for letter, option in zip("abcdef", quiz.options, strict=False):
        verdict = "Right." if option.right else "Not this one."
        kind = "right" if option.right else "wrong"
        parts.append(
            f'<div class="quiz__option"><input type="radio" name="{name}" id="{name}-{letter}">'
            f'<label for="{name}-{letter}">{inline(option.text)}</label>'
            f'<div class="quiz__reason quiz__reason--{kind}" aria-live="polite">'
            f"<p><strong>{verdict}</strong> {inline(option.reason)}</p>"
            "</div></div>"
        )
    return "".join([*parts, "</fieldset>"])


@fenced
def fence(source: str, md: Markdown) -> str | None:
    """Draw one quiz block: a formatter of pymdownx.superfences, which `mkdocs.yml` names."""
    quiz, _ = read_quiz(source)
    before = sum('<fieldset class="quiz"' in str(block) for block in md.htmlStash.rawHtmlBlocks)
    return to_html(quiz, f"quiz-{before + 1}", md) if quiz else None
