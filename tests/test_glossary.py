"""The glossary: read from one page, linked where a page first uses a term, and nowhere that it would be in the way."""

from __future__ import annotations

import re
from pathlib import Path

from conftest import ROOT
from markdown import Markdown
from series.glossary import Glossary, Term, read_glossary

TERMS = [Term(("recall",), "The share found."), Term(("test set", "test sets"), "Kept aside.")]


def convert(text: str, address: str = "../../glossary/") -> str:
    return Markdown(extensions=[Glossary(TERMS, {"address": address}), "def_list"]).convert(text)


def test_only_the_first_use_is_linked_even_across_paragraphs() -> None:
    html = convert("Recall and *recall*.\n\nMore recall.")
    assert html.count("<a ") == 1
    assert '<p><a class="term" href="../../glossary/#term-recall" title="The share found.">Recall</a> and <em>recall</em>.</p>' in html


def test_a_term_after_markup_and_two_terms_in_one_text() -> None:
    html = convert("A **bold** test set and recall, then the end.")
    assert re.sub(r"<[^>]+>", "", html) == "A bold test set and recall, then the end."
    assert html.count('class="term"') == 2


def test_headings_code_links_and_parts_of_words_are_left_alone() -> None:
    html = convert("# Recall\n\n`recall = 1` [recall](x) recalled pre-recall")
    assert "term" not in html


def test_a_technique_named_in_code_is_linked_when_it_is_the_whole_code() -> None:
    html = convert("Use `recall`, then recall.")
    assert html.count('class="term"') == 1 and '<code>recall</code></a>, then recall.' in html


def test_other_pages_get_no_tooltips_and_the_glossary_gets_ids() -> None:
    assert "term" not in convert("recall", "")
    assert '<dt id="term-test-set">test set, test sets</dt>' in convert("test set, test sets\n:   Kept aside.", "glossary")


def test_the_real_glossary_defines_thirty_terms_or_more_once_each() -> None:
    terms = read_glossary((ROOT / "docs/glossary.md").read_text(encoding="utf-8"))
    names = [name.lower() for term in terms for name in term.names]
    assert len(terms) >= 30 and len(set(names)) == len(names)
    assert [term.names[0].lower() for term in terms] == sorted(term.names[0].lower() for term in terms)
    assert all(20 < len(term.definition) < 260 for term in terms)


def test_every_term_is_used_on_a_day_and_every_day_links_some(site: Path) -> None:
    linked: set[str] = set()
    for path in sorted(site.glob("days/*/index.html")):
        here = re.findall(r'<a class="term" href="\.\./\.\./glossary/#([^"]+)"', path.read_text(encoding="utf-8"))
        assert len(here) >= 3 and len(here) == len(set(here)), path
        linked |= set(here)
    terms = read_glossary((ROOT / "docs/glossary.md").read_text(encoding="utf-8"))
    assert sorted({term.anchor for term in terms} - linked) == []
