"""The rules over the real pages (nothing to say), and over pages with one fault each (the file, the line, what to write)."""

from __future__ import annotations

import datetime
import re
import shutil
import time
from pathlib import Path

import pytest
import yaml
from conftest import ROOT, copy_of_repository, run_mkdocs
from hypothesis import given, settings
from hypothesis import strategies as st
from series.checker import check_tree
from series.findings import Finding
from series.front_matter import check_front_matter, read_front_matter, review_due
from series.structure import count_words, prose

DAY = "docs/days/day-05-transportation.md"


def vocabulary() -> frozenset[str]:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    listed = text[text.index("tags_allowed:") : text.index("- git-revision")]
    return frozenset(re.findall(r"- ([a-z ]+)\n", listed))


TAGS = vocabulary()


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    return tmp_path / "docs"


def edit(docs: Path, find: str, replace: str, path: str = DAY) -> list[Finding]:
    """Change one thing on one page of a copy, and return what the checker says."""
    file = docs.parent / path
    text = file.read_text(encoding="utf-8")
    assert re.search(find, text, flags=re.MULTILINE), f"{find!r} is not on the page: the test would prove nothing"
    file.write_text(re.sub(find, lambda match: match.expand(replace), text, count=1, flags=re.MULTILINE), encoding="utf-8")
    return check_tree(docs, TAGS)


def test_the_vocabulary_is_that_of_the_configuration() -> None:
    assert len(TAGS) >= 12 and {"forecasting", "federated learning"} <= TAGS


def test_the_real_pages_have_no_fault_and_are_checked_in_under_a_second() -> None:
    start = time.perf_counter()
    assert [str(found) for found in check_tree(ROOT / "docs", TAGS)] == []
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize(("find", "replace", "rule", "line", "hint"), [
    (r'^title: .*', "title: Day 5: Transportation", "front-matter-unreadable", 2, "quotes"),
    (r'^title: .*', 'title: "Day 5', "front-matter-unreadable", None, "quotes"),
    (r'^title: .*', "title: 5", "front-matter-title", 2, "text of 3 to 70"),
    (r'^title: .*', "title: '<script>alert(1)</script>'", "front-matter-title", 2, "Leave out <"),
    (r'^title: .*', 'title: "Day 6: Transportation"', "front-matter-title", 2, "Day 5: "),
    (r'^description: .*', "description: short", "front-matter-description", 3, "50 to 160"),
    (r'^description: .*\n', "", "front-matter-missing-field", 1, "_template.md"),
    (r'^day: 5', "day: 6", "front-matter-day", 4, "agree"),
    (r'^day: 5', "day: 13", "front-matter-day", 4, "1 to 12"),
    (r'^comments: true', 'comments: "false"', "front-matter-comments", 5, "comments: false"),
    (r'^comments: true', "comments: maybe", "front-matter-comments", 5, "comments: true"),
    (r'^comments: true', "comments: 1", "front-matter-comments", 5, "comments: true"),
    (r'^comments: true', "comments: []", "front-matter-comments", 5, "comments: true"),
    (r'^comments: true', "comments: {tem: x}", "front-matter-comments", 5, "did you mean `term`"),
    (r'^comments: true', "comments: {number: -3}", "front-matter-comments", 5, "number of the discussion"),
    (r'^comments: true', "comments: {term: '\"><script>'}", "front-matter-comments", 5, "small letters"),
    (r'^comments: true', "comments: {term: day-06}", "comments-shared-thread", 5, "own `term`"),
    (r'^comments: true', "Comments: true", "front-matter-unknown-field", 5, "`comments`"),
    (r'^comments: true', "comment: true", "front-matter-unknown-field", 5, "`comments`"),
    (r'^minutes: \d+', "minutes: 500", "front-matter-minutes", 6, "5 to 120"),
    (r'^tags: .*', "tags: forecasting", "front-matter-tags", 7, "in brackets"),
    (r'^tags: .*', "tags: [forcasting]", "front-matter-tags", 7, "`forecasting`"),
    (r'^tags: .*', "tags: [[a]]", "front-matter-tags", 7, "tags_allowed"),
    (r'^reviewed: .*', "reviewed: 2999-01-01", "front-matter-reviewed", 8, "not one to come"),
    (r'^reviewed: .*', "reviewed: 2026-11-24\ntemplate: nope.html", "front-matter-unknown-field", 9, "The fields are"),
    (r'^reviewed: .*', "reviewed: 2026-11-24\nday: 5", "front-matter-unreadable", 9, ""),
    (r'\A---\n', "\n---\n", "front-matter-unreadable", 1, "very first line"),
    (r'^## Morocco today', "## Morocco now", "sections", None, "Why it matters / Morocco today"),
    (r'^## Check yourself', "#### Check yourself", "heading-skipped", None, "### before it"),
    (r'^## Check yourself', "# Check yourself", "heading-one", None, "Write one"),
    (r'^# (\S+) Day 5: .*', r"# \1 Day 5: Roads", "heading-title", None, "very words"),
    (r'^## Sources', "## Sources\n\nTODO", "placeholder", None, "real text"),
    (r'^## Morocco today', "## Morocco today\n\nIn 2031 there were 4,242 of them.", "reference-missing", None, "[^key]"),
    (r'^## Morocco today', "## Morocco today\n\nIndeed.[^nobody-2031]", "reference-undefined", None, "## Sources"),
    (r'^\[SOURCES\]', "[SOURCES]\n\n[^extra]: Extra. Nobody, 2020. <https://example.org/>", "source-unused", None, "take it out"),
    (r'^\[SOURCES\]', "[SOURCES]\n\n[^extra]: Extra. Nobody, 2020.", "source-link", None, "<https://"),
    (r'^## Check yourself', "![ ](x.png)\n\n## Check yourself", "image-alt", None, "what it shows"),
    (r'^## Check yourself', "word " * 900 + "\n\n## Check yourself", "length", 1, "900 to 1400"),
    (r'\.challenge-starter ', ".challenge-start ", "challenge-block", 1, "_template.md"),
    (r'^data: .*', "data: missing.csv", "chart-block", None, "Add it"),
])
def test_one_fault_on_one_page(docs: Path, find: str, replace: str, rule: str, line: int | None, hint: str) -> None:
    found = [fault for fault in edit(docs, find, replace) if fault.rule == rule]
    assert found, "the fault was not seen"
    assert any(hint in fault.hint for fault in found)
    assert found[0].path == (DAY if rule != "comments-shared-thread" else "docs/days/day-06-finance.md")
    assert line is None or found[0].line == line


def test_a_sentence_of_another_day_is_named(docs: Path) -> None:
    sentence = "This very sentence of more than eight words stands on two of the days."
    edit(docs, r"^## Morocco today", f"## Morocco today\n\n{sentence}", "docs/days/day-06-finance.md")
    found = edit(docs, r"^## Morocco today", f"## Morocco today\n\n{sentence}")
    assert [fault.rule for fault in found] == ["shared-sentence"]


@pytest.mark.parametrize(("name", "rule"), [
    ("days/day-5.md", "path-day-name"), ("days/Day 05.md", "path-day-name"), ("days/day-13-space.md", "path-day-name"),
    ("days/day-05-roads.md", "path-two-pages-for-a-day"), ("days/día-05.md", "path-day-name"),
])
def test_a_wrong_file_name(docs: Path, name: str, rule: str) -> None:
    (docs / name).write_text("x", encoding="utf-8")
    assert rule in [fault.rule for fault in check_tree(docs, TAGS) if fault.path in (f"docs/{name}", DAY)]


def test_a_link_out_of_the_folder_is_refused_before_it_is_read(docs: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("token", encoding="utf-8")
    (docs / "secret.md").symlink_to(tmp_path / "secret")
    assert [fault.rule for fault in check_tree(docs, TAGS)] == ["path-symlink"]


def test_bytes_that_are_no_utf_8_are_named_with_their_line(docs: Path) -> None:
    (docs / "about.md").write_bytes(b"---\ntitle: About\ncaf\xe9\n")
    assert [(fault.line, fault.rule) for fault in check_tree(docs, TAGS)] == [(3, "encoding-not-utf-8")]


def test_a_page_that_nobody_checked_for_a_year_is_noted_and_no_other() -> None:
    today = datetime.date(2027, 11, 26)
    said = review_due({"reviewed": datetime.date(2026, 11, 24)}, today)
    assert said is not None and "2026-11-24" in said
    assert review_due({"reviewed": datetime.date(2027, 1, 1)}, today) is None and review_due({}, today) is None


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_the_rules_fail(text: str) -> None:
    for page in (text, f"---\n{text}\n---\n"):
        read_front_matter(DAY, page)
        check_front_matter(DAY, page, TAGS)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(["title", "day", "comments", "tags", "minutes", "reviewed", "description", "x"]),
                       st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.dates(),
                                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3))))
def test_no_front_matter_makes_the_rules_fail(values: dict[str, object]) -> None:
    check_front_matter(DAY, "---\n" + yaml.safe_dump(values, allow_unicode=True) + "---\n", TAGS)


def test_words_are_counted_without_code_sources_and_references() -> None:
    page, _ = read_front_matter(DAY, '---\ntitle: "x"\n---\n# A b\n\nOne two[^a] `three`.\n\n```\nfour five\n```\n\n## Sources\n\nSix\n')
    assert page is not None and count_words(prose(page)) == 5  # A, b, One, two, three


@pytest.mark.parametrize(("find", "replace", "words"), [
    (r"^title: .*", "title: Day 5: Transportation", f"{DAY}:2:"),
    (r"^comments: true", 'comments: "yes please"', f"{DAY}:5:"),
    (r"^## Check yourself", "See [this](missing-page.md).\n\n## Check yourself", "missing-page.md"),
    (r"^## Check yourself", "![A map](missing.png)\n\n## Check yourself", "missing.png"),
])
def test_the_strict_build_stops_with_the_file_and_no_traceback(tmp_path: Path, find: str, replace: str, words: str) -> None:
    root = copy_of_repository(tmp_path / "copy")
    file = root / DAY
    file.write_text(re.sub(find, replace, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE), encoding="utf-8")
    result = run_mkdocs(root, tmp_path / "site", "--strict")
    said = result.stdout + result.stderr
    assert result.returncode != 0 and "Traceback" not in said
    assert words in said and "day-05-transportation.md" in said


def test_two_pages_for_one_day_stop_the_strict_build(tmp_path: Path) -> None:
    root = copy_of_repository(tmp_path / "copy")
    shutil.copy2(root / DAY, root / "docs/days/day-05-zebra.md")
    result = run_mkdocs(root, tmp_path / "site", "--strict")
    assert result.returncode != 0 and "docs/days/day-05-zebra.md:1:1: day 5 has the page" in result.stdout + result.stderr


def test_the_welcome_page_lists_the_twelve_files_as_they_are(day_pages: list[Path]) -> None:
    text = (ROOT / "docs/index.md").read_text(encoding="utf-8")
    listed = re.findall(r"^(\d+)\. (\S+) \[\*\*(.+?)\*\*\]\((.+?)\)\n\n    (.+)\n\n    (\d+) minutes · (.+)$", text, flags=re.MULTILINE)
    expected = []
    for path in day_pages:
        page, _ = read_front_matter(DAY, path.read_text(encoding="utf-8"))
        assert page is not None
        emoji = re.search(r"^# (\S+) ", page.body, flags=re.MULTILINE)
        assert emoji is not None
        values = page.values
        expected.append((str(values["day"]), emoji[1], values["title"], f"days/{path.name}", values["description"],
                         str(values["minutes"]), ", ".join(values["tags"])))
    assert listed == expected and len(listed) == 12
