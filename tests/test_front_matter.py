"""Front matter: every fault with its line and what to write instead, and what a machine can mend."""

from __future__ import annotations

import re
import time

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from series.front_matter import check_front_matter, table_of_fields, title_of_day
from series.repairs import apply

DAY = "docs/days/day-05-transportation.md"
TAGS = frozenset({"forecasting", "time series", "privacy"})
GOOD = """---
title: "Day 5: Transportation"
description: Road safety, traffic and the port of Tanger Med, with a forecast to test on data that it has not seen.
day: 5
comments: true
minutes: 35
tags: [forecasting, time series]
reviewed: 2026-11-24
---

# 🚆 Day 5: Transportation
"""
FIELD = {"title": 2, "description": 3, "day": 4, "comments": 5, "minutes": 6, "tags": 7, "reviewed": 8}


def test_a_good_page_is_not_blamed_with_a_mark_windows_line_ends_or_final_spaces() -> None:
    for page in (GOOD, "\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), GOOD.replace("\n", "  \n")):
        assert check_front_matter(DAY, page, TAGS)[1] == []
    assert check_front_matter(DAY, GOOD.replace("minutes: 35", "minutes: 35 # with the exercise"), TAGS)[1] == []


@pytest.mark.parametrize(("line", "rule", "at", "hint", "mended"), [
    ("title: Day 5: Transportation", "unreadable", 2, 'title: "Day 5: Transportation"', True),
    ('title: "Day 5: Transportation', "unreadable", 2, 'title: "Day 5: Transportation"', True),
    ("title: 'Day 5: Transportation", "unreadable", 2, 'title: "Day 5: Transportation"', True),
    ('title: "Day 5: "Big" roads"', "unreadable", 2, "title: \"Day 5: 'Big' roads\"", False),
    ('title:\t"Day 5: Transportation"', "unreadable", 2, "Use spaces", True),
    ("title: “Day 5: Transportation”", "unreadable", 2, 'title: "Day 5: Transportation"', True),
    ("title Day 5", "unreadable", 2, "field: value", False),
    ("title: 5", "title", 2, "in quotes", False),
    ("title: 2026-01-01", "title", 2, "in quotes", False),
    ("title: [a, b]", "title", 2, "in quotes", False),
    ("title: {a: b}", "title", 2, "in quotes", False),
    ("title:", "title", 2, "in quotes", False),
    ("title: true", "title", 2, "in quotes", False),
    ('title: "Day 6: Transportation"', "title", 2, '"Day 5: Transportation"', False),
    ('title: "Day 5: <script>alert(1)</script>"', "title", 2, "Leave out <", False),
    ('title: "Day 5: {{ config }}"', "title", 2, "Leave out <", False),
    ('title: "Day 5: **Roads**"', "title", 2, "plain text", False),
    ('title: "Day 5: ' + "x" * 80 + '"', "title", 2, "3 to 70", False),
    ("description: '" + "x" * 60 + "\"><script>'", "description", 3, "Leave out <", False),
    ("description: |\n  " + "x" * 60, "description", 3, "line breaks", False),
    ("description: short", "description", 3, "this one has 5", False),
    ("description: One: two", "unreadable", 3, 'description: "One: two"', False),
    ("day: 6", "day", 4, "agree", False),
    ("day: 13", "day", 4, "1 to 12", False),
    ("day: 05", "day", 4, "no zero before", False),
    ("day: 0x5", "day", 4, "whole number", False),
    ('day: "5"', "day", 4, "no quotes", False),
    ("day: 5.0", "day", 4, "whole number", False),
    ("day: " + "9" * 5000, "unreadable", 4, "few digits", False),
    ("day: 0x" + "f" * 5000, "unreadable", 4, "few digits", False),
    ('comments: "yes please"', "comments", 5, "comments: false", False),
    ('comments: "false"', "comments", 5, "comments: false", False),
    ("comment: true", "unknown-field", 5, "`comments`", True),
    ("Comments: true", "unknown-field", 5, "`comments`", True),
    ("comments:true", "unreadable", 5, "comments: true", True),
    ("comments: true\ncomments: false", "unreadable", 6, "Keep one", False),
    ("comments: {term: a, term: b}", "unreadable", 5, "once", False),
    ("comments: {number: 0x" + "f" * 5000 + "}", "unreadable", 5, "few digits", False),
    ("minute: 35", "unknown-field", 6, "`minutes`", True),
    ("minutes: '35'", "minutes", 6, "no quotes", False),
    ("minutes: 500", "minutes", 6, "5 to 120", False),
    ("tags: forecasting", "tags", 7, "in brackets", False),
    ("tags: [forecasting", "unreadable", 7, "tags: [forecasting]", True),
    ("tags:\n  - forecasting\n  -", "tags", 7, "empty", False),
    ("tags: [2026]", "tags", 7, "tags_allowed", False),
    ("tags: [Forecasting]", "tags", 7, "did you mean `forecasting`", False),
    ("tags: [forcasting]", "tags", 7, "did you mean `forecasting`", False),
    ("tags: [time_series]", "tags", 7, "did you mean `time series`", False),
    ("tags: [forecasting, forecasting]", "tags", 7, "once", False),
    ("tags: []", "tags", 7, "1 to 5", False),
    ("reviewed: 2999-01-01", "reviewed", 8, "not one to come", False),
    ("reviewed: 1999-01-01", "reviewed", 8, "2026-11-24", False),
    ("reviewed: 2026-13-45", "unreadable", 8, "2026-11-24", False),
    ('reviewed: "2026-11-24"', "reviewed", 8, "without quotes", False),
    ("reviewed: 2026-11-24 10:00:00", "reviewed", 8, "2026-11-24", False),
    ("reviewed: 2026-11-24\nsearch: true", "unknown-field", 9, "what the search finds", False),
    ("reviewed: 2026-11-24\ntemplate: nope.html", "unknown-field", 9, "another template", False),
    ("reviewed: 2026-11-24\ntemplate: sitemap.xml", "unknown-field", 9, "another template", False),
    ("reviewed: 2026-11-24\nstatus: new", "unknown-field", 9, "Delete", False),
    ("reviewed: 2026-11-24\nicon: ../../x", "unknown-field", 9, "Delete", False),
    ("reviewed: 2026-11-24\nhide: [toc]", "unknown-field", 9, "Delete", False),
    ("reviewed: 2026-11-24\nrobots: noindex", "unknown-field", 9, "search engines", False),
    ("reviewed: 2026-11-24\nrevision_date: 2020-01-01", "unknown-field", 9, "from git", False),
    ("reviewed: 2026-11-24\nmood: good", "unknown-field", 9, "The fields are", False),
    ("reviewed: 2026-11-24\n5: five", "unreadable", 9, "field's name", False),
    ("reviewed: 2026-11-24\n? [a]\n: b", "unreadable", 9, "field's name", False),
    ("reviewed: 2026-11-24\n<<: {a: b}", "unreadable", 9, "field's name", False),
    ("reviewed: &a 2026-11-24", "unreadable", 8, "quotes", False),
    ("reviewed: !!python/object/apply:os.system [ls]", "unreadable", 8, "plain value", False),
    ("reviewed: " + "[" * 5000, "unreadable", 8, "a line", False),
])
def test_a_wrong_field(line: str, rule: str, at: int, hint: str, mended: bool) -> None:
    name = next(name for name, number in FIELD.items() if number == at or line.startswith(name) or line.lower().startswith(name[:6])) if at < 9 else "reviewed"
    page = re.sub(rf"^{name}: .*$", lambda match: line, GOOD, flags=re.MULTILINE)
    assert page != GOOD
    found = [fault for fault in check_front_matter(DAY, page, TAGS)[1] if fault.rule == f"front-matter-{rule}"]
    assert found and found[0].line == at and hint in found[0].hint, [str(fault) for fault in found]
    assert not mended or found[0].fix is not None
    if found[0].fix and mended:
        assert check_front_matter(DAY, apply(page.encode(), [found[0].fix]).decode(), TAGS)[1] == []


@pytest.mark.parametrize(("page", "rule", "line", "hint"), [
    ("", "page-empty", 1, "_template.md"), (" \n\n", "page-empty", 1, "_template.md"),
    (GOOD.split("\n#")[0], "page-empty", 10, "Write the page"),
    ("\n" + GOOD, "front-matter-unreadable", 1, "very first line"), ("\n \n\n" + GOOD, "front-matter-unreadable", 1, "very first line"),
    (" " + GOOD, "front-matter-unreadable", 1, "very first line"),
    ("# Day 5\n", "front-matter-unreadable", 1, "very first line"), ("----\na: b\n----\n", "front-matter-unreadable", 1, "very first line"),
    (GOOD.replace("\n---\n", "\n", 1), "front-matter-unreadable", 1, "before line 9"), ("---\ntitle: x\n---", "front-matter-unreadable", 1, "`---`"),
    ("---\n- a\n- b\n---\ntext\n", "front-matter-unreadable", 2, "title:"), ("---\nhello\n---\ntext\n", "front-matter-unreadable", 2, "title:"),
    (GOOD.replace("\n# ", "---\ncomments: true\n---\n\n# "), "front-matter-unreadable", 10, "Move its fields"),
    ("---\n---\ntext\n", "front-matter-unreadable", 2, "_template.md"),
    ("---\n" + "a: 1\n" * 100 + "---\n", "front-matter-unreadable", 1, "close it"),
    ("---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]\n---\n", "front-matter-unreadable", 2, "value itself"),
    ("---\na: [" + "[x]," * 300 + "]\n---\n", "front-matter-unreadable", 2, "field: value"),
])
def test_front_matter_that_is_none(page: str, rule: str, line: int, hint: str) -> None:
    found = check_front_matter(DAY, page, TAGS)[1]
    assert [(fault.rule, fault.line) for fault in found] == [(rule, line)] and hint in found[0].hint


@pytest.mark.parametrize("page", ["\n" + GOOD, "\n\n \n" + GOOD, " " + GOOD, GOOD.replace("\n---\n", "\n", 1)])
def test_front_matter_in_the_wrong_place_is_moved(page: str) -> None:
    fixes = [fault.fix for fault in check_front_matter(DAY, page, TAGS)[1] if fault.fix]
    assert check_front_matter(DAY, apply(page.encode(), fixes).decode(), TAGS)[1] == []


def test_a_page_that_is_no_day_needs_two_fields_and_may_not_have_those_of_a_day() -> None:
    page = "---\ntitle: About\ntags: [privacy]\n---\ntext\n"
    found = check_front_matter("docs/about.md", page, TAGS)[1]
    assert [(fault.rule, fault.line) for fault in found] == [("front-matter-unknown-field", 3), ("front-matter-missing-field", 1)]
    assert "only a day" in found[0].hint and "description" in found[1].message


@pytest.mark.parametrize(("heading", "title"), [
    ("Day 5: Roads", "Day 5: Roads"), ("Day 5 - Roads", "Day 5: Roads"), ("Day-05 | Roads", "Day 5: Roads"), ("roads", "Day 5: Roads"), ("Day 5", ""),
])
def test_a_title_is_made_of_a_heading(heading: str, title: str) -> None:
    assert title_of_day(heading, 5) == title


def test_the_contributors_table_is_the_schema() -> None:
    assert table_of_fields() in (ROOT / ".github/CONTRIBUTING.md").read_text(encoding="utf-8")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(["---", "...", "title: ", '"', "'", "[", "]", "{", "}", ":", "- ", "\n", "\t", "&a", "*a", "!!int ", "|", ">", "#", "? ", "<<: ",
                                 "0x", "9" * 50, "1:2:3", "2026-99-99", "\u2028", "\u00a0", "é", "%", "@", "`", "\\", "day", "tags: "]), max_size=40))
def test_no_front_matter_made_of_yaml_signs_ends_in_a_traceback(signs: list[str]) -> None:
    for text in ("".join(signs), "---\n" + "".join(signs) + "\n---\nx\n"):
        _, found = check_front_matter(DAY, text, TAGS)
        assert all(1 <= fault.line <= text.count("\n") + 1 for fault in found) and str(found)
        apply(text.encode(), [fault.fix for fault in found if fault.fix])


@pytest.mark.parametrize("line", ["title: b" + " " * 60_000 + "x: y", "title: b" + " x" * 30_000 + ": y", 'title: "' + '\\"' * 30_000, "title:" + ":" * 60_000, "title: " + "- " * 30_000])
def test_a_hostile_line_takes_no_time(line: str) -> None:
    start = time.process_time()
    for page in (f"---\n{line}\n---\nx\n", f"---\nday: 5\n---\n# {line}\n", f"---\nday: 5\n---\n# {'#' * 60_000} {line}\n", f"---\nday: 5\n---\n# {'{' * 60_000}\n"):
        check_front_matter(DAY, page, TAGS)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("sign", ["a: [", "\n", "- ", "a:\n", "&a [*a]", "{", "'", '"', "? ", ": "])
def test_hostile_front_matter_takes_no_time(sign: str) -> None:
    start = time.process_time()
    check_front_matter(DAY, "---\n" + sign * (60_000 // len(sign)) + "\n---\n", TAGS)
    assert time.process_time() - start < 1
