"""The quiz block: ```` ``` quiz ```` becomes radio buttons, each option with its reason.

The page needs no script: the style sheet shows a reason when its option is chosen, and without a
style sheet all reasons are there to read. The checks and the page read a block with `read_quiz`.
"""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from dataclasses import dataclass
from typing import Any

from markdown import Markdown

from hooks.pages import fenced

FEWEST, MOST = 2, 6  # options of a question
OPTION = re.compile(r"[-*+][ \t]*\[(?P<mark>[^\]\n]{0,9})\](?P<text>[^\n]*)")
EXAMPLE = "`- [x] The right option`, and its reason on the next line after four spaces"


@dataclass(frozen=True)
class Option:
    """One answer: its text, whether it is right, and why or why not. Texts are inline Markdown."""

    text: str
    right: bool
    reason: str
    line: int


@dataclass(frozen=True)
class Quiz:
    """A question, as inline Markdown, and its two to six options, of which one is right."""

    question: str
    options: tuple[Option, ...]


Problem = tuple[
    int, str
]  # the line inside the block, counted from 1, and what is wrong with it and what to write


def read_quiz(body: str) -> tuple[Quiz | None, list[Problem]]:
    """Read the lines of a quiz block. Returns the quiz, or None and what is wrong."""
    question: list[str] = []
    options: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for number, line in enumerate(body.split("\n"), 1):
        if match := OPTION.fullmatch(line):
            mark = match["mark"].strip().lower()
            if mark not in ("", "x"):
                problems.append((number, f"`[{mark}]` is not a mark. Write `- [ ]` or `- [x]`."))
            options.append({"text": match["text"].strip(), "right": mark == "x", "line": number})
        elif not line.strip():
            continue
        elif not options and not line.startswith(("- ", "* ", "+ ")):
            question.append(line.strip())
        elif options and line[0] in " \t":
            options[-1]["reason"] = f"{options[-1].get('reason', '')}\n{line.strip()}".strip()
        else:
            problems.append((number, f"This line belongs to no option. Write {EXAMPLE}."))
    found = Quiz(
        "\n".join(question), tuple(Option(**{"reason": "", **option}) for option in options)
    )
    problems += _problems(found)
    return (None, sorted(problems)) if problems else (found, [])


def _problems(quiz: Quiz) -> list[Problem]:
    """Return what is wrong with a question and its options, taken together and one by one."""
    problems: list[Problem] = []
    if not quiz.question:
        problems.append((1, "The quiz has no question. Write it above the options."))
    if not FEWEST <= len(quiz.options) <= MOST:
        count = len(quiz.options)
        problems.append((1, f"The quiz has {count} options. Write {FEWEST} to {MOST}: {EXAMPLE}."))
    right = [option.line for option in quiz.options if option.right]
    if quiz.options and not right:
        problems.append((1, "No option is marked as right. Write `- [x]` before the right one."))
    problems += [
        (line, "A second option is marked as right. Keep one `[x]`.") for line in right[1:]
    ]
    seen: set[str] = set()
    for option in quiz.options:
        if not option.text:
            problems.append((option.line, "The option has no text. Write it after the brackets."))
        elif option.text.casefold() in seen:
            problems.append((option.line, "This option is there twice. Change one of them."))
        if not option.reason:
            what = "Say on the next line, after four spaces, why it is right or wrong."
            problems.append((option.line, f"The option has no reason. {what}"))
        seen.add(option.text.casefold())
    return problems


class _Inline:
    """Turns code, emphasis and links into HTML. All else, HTML too, is shown as it is written."""

    def __init__(self, page: Markdown) -> None:
        self.md = Markdown()
        for name in ("html", "image_link", "image_reference", "short_image_ref"):
            self.md.inlinePatterns.deregister(name)
        if "relpath" in page.treeprocessors:  # MkDocs: where a link to another page leads
            self.md.treeprocessors.register(page.treeprocessors["relpath"], "relpath", 0)

    def __call__(self, text: str) -> str:
        self.md.reset()
        root = etree.Element("div")
        etree.SubElement(root, "p").text = text
        for processor in self.md.treeprocessors:
            root = processor.run(root) or root
        shown = self.md.serializer(root[0])
        for last in self.md.postprocessors:
            shown = last.run(shown)
        return str(shown.strip().removeprefix("<p>").removesuffix("</p>"))


def to_html(quiz: Quiz, name: str, md: Markdown) -> str:
    """Return the HTML of a quiz. `name` is its id, which no other part of the page has."""
    inline = _Inline(md)
    parts = [f'<fieldset class="quiz" id="{name}"><legend>{inline(quiz.question)}</legend>']
    for letter, option in zip("abcdef", quiz.options, strict=False):
        verdict = "Right." if option.right else "Not this one."
        kind = "right" if option.right else "wrong"
        parts.append(
            f'<div class="quiz__option"><input type="radio" name="{name}" id="{name}-{letter}">'
            f'<label for="{name}-{letter}">{inline(option.text)}</label>'
            f'<div class="quiz__reason quiz__reason--{kind}" aria-live="polite" '
            f"data-search-exclude><p><strong>{verdict}</strong> {inline(option.reason)}</p>"
            "</div></div>"
        )
    return "".join([*parts, "</fieldset>"])


@fenced
def fence(source: str, md: Markdown) -> str:
    """Draw one quiz block: a formatter of pymdownx.superfences, which `mkdocs.yml` names.

    A block with a fault is shown as the text it is; the checks say what is wrong with it.
    """
    quiz, _ = read_quiz(source)
    if quiz is None:
        return f"<pre><code>{html.escape(source)}</code></pre>"
    before = sum('<fieldset class="quiz"' in str(block) for block in md.htmlStash.rawHtmlBlocks)
    return to_html(quiz, f"quiz-{before + 1}", md)
