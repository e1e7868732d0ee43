"""The glossary: read from one page, linked where a day first uses a term, never in the way."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from hooks.glossary import FirstUses, Term, read_glossary
from repository import ROOT

TERMS = [
    Term(("recall",), "The share found."),
    Term(("test set", "test sets"), "Kept aside."),
    Term(("AI",), "Programs."),
]


def convert(text: str, page: str = "days/day-01-x.md") -> str:
    """Convert a page as MkDocs does, which keeps the page's path in a processor of its own."""
    md = Markdown(extensions=["def_list"])
    relpath = Treeprocessor(md)
    relpath.file = SimpleNamespace(src_uri=page)
    md.treeprocessors.register(relpath, "relpath", 0)
    md.treeprocessors.register(FirstUses(md, TERMS), "glossary", 15)
    return md.convert(text)


def test_glossary_links_the_first_use_alone() -> None:
    html = convert("Recall and *recall*.\n\nMore recall.")
    link = '<a class="term" href="../glossary.md#term-recall" title="The share found.">Recall</a>'
    assert html.count("<a ") == 1 and f"<p>{link} and <em>recall</em>.</p>" in html


def test_glossary_keeps_the_words_around_links() -> None:
    html = convert("A **bold** test set and recall, then the end.")
    assert re.sub(r"<[^>]+>", "", html) == "A bold test set and recall, then the end."
    assert html.count('class="term"') == 2


@pytest.mark.parametrize(
    "text",
    [
        "# Recall",
        "[recall](x.md)",
        "`recall = 1`",
        "    recall",
        "recalled, pre-recall and recall-based",
        "She runs the AI Movement.",
        "The firm Mistral AI opened.",
        "With Open AI, x",
        "the AI\nMovement",
    ],
)
def test_glossary_leaves_alone(text: str) -> None:
    assert 'class="term"' not in convert(text)


@pytest.mark.parametrize(
    "text",
    [
        "The AI of today.",
        "Use AI. Then stop.",
        "AI in Rabat",
        "By then, AI, in Rabat",
        "In Fès, recall Rabat",
        "The end. The AI",
        "(recall)",
        "« recall »",
        "`recall`",
    ],
)
def test_glossary_links(text: str) -> None:
    assert convert(text).count('class="term"') == 1


def test_glossary_on_other_pages() -> None:
    assert "term" not in convert("recall", "about.md") + convert("recall", "index.md")
    html = convert("test set, test sets\n:   Kept aside.", "glossary.md")
    assert '<dt id="term-test-set">test set, test sets</dt>' in html


def test_glossary_refuses_common_words_and_copies() -> None:
    text = (
        "A page.\n\nthe, model\n:   One.\n\nModel, R\n:   Two.\n\ncourse\n:   Three\n    lines.\n"
        ":   [Day 1](days/day-01-x.md) · French *cours*{ lang=fr }\n"  # not in the tooltip
    )
    terms, problems = read_glossary(text)
    assert [term.names for term in terms] == [("model",), ("course",)]
    assert [line for line, _ in problems] == [3, 6, 6]
    assert terms[1].definition == "Three lines."


def test_glossary_published_has_no_problem() -> None:
    _, problems = read_glossary((ROOT / "docs/glossary.md").read_text(encoding="utf-8"))
    assert problems == []
