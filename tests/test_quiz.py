"""The quiz block: what is read, what is refused, and what a reader gets."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from hooks.quiz import fence, read_quiz

QUIZ = """What share *of* the `power`?

- [ ] About 45% of it
    What plants could give. See [day 8](#here).
- [x] a < b & c
    Wind and solar together,
    as the chart shows.
"""


def convert(text: str) -> str:
    fences = [{"name": "quiz", "class": "quiz", "format": fence}]
    config = {"pymdownx.superfences": {"custom_fences": fences}}
    return Markdown(extensions=["pymdownx.superfences"], extension_configs=config).convert(text)


def block(body: str) -> str:
    return f"``` quiz\n{body}\n```\n"


def test_quiz_is_read() -> None:
    quiz, problems = read_quiz(QUIZ)
    assert quiz and not problems
    assert [(option.right, option.line) for option in quiz.options] == [(False, 3), (True, 5)]
    assert quiz.options[1].reason == "Wind and solar together,\nas the chart shows."


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- [", "* ["),
        ("    ", "\t"),
        ("    ", "  "),
        ("[x]", "[X]"),
        ("[ ] ", "[]"),
        ("\n\n", "\n"),
    ],
)
def test_quiz_good_input(old: str, new: str) -> None:
    assert read_quiz(QUIZ.replace(old, new))[1] == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("What share *of* the `power`?", "", 1),
        ("[x]", "[ ]", 1),
        ("[ ]", "[x]", 5),
        ("[x]", "[y]", 5),
        ("a < b & c", "", 5),
        ("a < b & c", "about 45% OF it", 5),
        ("    What plants could give. See [day 8](#here).\n", "", 3),
        ("    as the", "as the", 7),
        ("- [x]", "- ", 5),
        (QUIZ, "", 1),
        (QUIZ, QUIZ + "- [ ] n\n    r\n" * 5, 1),
    ],
)
def test_quiz_bad_input(old: str, new: str, line: int) -> None:
    quiz, problems = read_quiz(QUIZ.replace(old, new))
    assert quiz is None and line in [at for at, _ in problems]
    assert "<pre><code>" in convert(block(QUIZ.replace(old, new)))


def test_quiz_html_has_labels_and_unique_names() -> None:
    html = convert(block(QUIZ) + "\n- in a list\n\n    " + block(QUIZ).replace("\n", "\n    "))
    assert html.count("<fieldset") == html.count("</fieldset>") == html.count("<legend>") == 2
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 6
    assert re.findall(r'<label for="([^"]+)"', html) == re.findall(
        r'<input [^>]*id="([^"]+)"', html
    )
    assert set(re.findall(r' name="([^"]+)"', html)) == {"quiz-1", "quiz-2"}


def test_quiz_inline_markdown_and_nothing_else() -> None:
    html = convert(block(QUIZ))
    assert "What share <em>of</em> the <code>power</code>?" in html
    assert '<a href="#here">day 8</a>' in html and "a &lt; b &amp; c</label>" in html
    hostile = "<img src=x onerror=hit()> ![x](y.png) </fieldset><script>1</script>\n# no heading"
    html = convert(block(QUIZ.replace("a < b & c", "1. item " + hostile.split("\n")[0])))
    assert not re.search(r"<(img|script|ol|h1)", html) and html.count("</fieldset>") == 1


@given(st.text(alphabet="-*[]xX \t\n`<>&a\\_!(){}#1.", max_size=200))
def test_quiz_never_fails(body: str) -> None:
    quiz, problems = read_quiz(body)
    assert (quiz is None) == bool(problems)
    assert all(1 <= line <= body.count("\n") + 1 for line, _ in problems)
    convert(block("q\n- [x] a\n    b\n- [ ] " + body))  # raises nothing
