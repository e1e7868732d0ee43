"""Edits as contributors make them: a good one gets no message, a bad one its rule on its line."""

from collections import defaultdict
from pathlib import Path

import pytest

from checks.__main__ import check_site, load, repair, shortened
from checks.finding import Finding
from checks.tests import small_site
from checks.tests.small_site import SECTION, days, path

GOOD = small_site.rows("good_edits.md")
BAD = [row.split(" ", 2) for _, row in small_site.rows("bad_edits.md")]
PASTED = defaultdict(list)
for head, row in small_site.rows("pasted.md"):
    PASTED[head].append(row)
FIRST = small_site.day(0, "HERE").split("\n").index("HERE") + 1
Found = dict[str, list[Finding]]


def look(root: Path, edits: list[tuple[str, str]]) -> Found:
    """Return what is said of each page of a site with one edit a day."""
    paths = days(root, edits)
    said = check_site(load(root), paths)
    assert all(each.column > 0 and str(each).isprintable() for each in said)
    return {path: [each for each in said if each.path == path] for path in paths}


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return look(tmp_path_factory.mktemp("good"), GOOD)


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return look(tmp_path_factory.mktemp("bad"), [(SECTION, edit) for _, _, edit in BAD])


@pytest.mark.parametrize("number", range(len(GOOD)), ids=[edit[:30] for _, edit in GOOD])
def test_good(good: Found, number: int) -> None:
    assert [str(each) for each in good[path(number)]] == [], GOOD[number][1]


@pytest.mark.parametrize("number", range(len(BAD)), ids=[edit[:30] for _, _, edit in BAD])
def test_bad(bad: Found, number: int) -> None:
    rule, line, edit = BAD[number]
    assert (rule, int(line)) in [(each.rule, each.line - FIRST) for each in bad[path(number)]], edit


def test_fix(bad: Found, tmp_path: Path) -> None:
    """What a machine can mend is mended, nothing new comes up, and nothing is left to mend."""
    edits = {path(number): edit for number, (_, _, edit) in enumerate(BAD)}
    fixable = [place for place, said in bad.items() if any(each.fixed for each in said)]
    assert "#Hashtag for all" not in [edits[place] for place in fixable]  # no title is meant
    paths = days(tmp_path, [(SECTION, edits[place]) for place in fixable])
    assert len(repair(tmp_path, lambda path: path in paths)) == len(paths) > 20
    left = check_site(load(tmp_path), paths)
    for was, place in zip(fixable, paths, strict=True):
        assert len([each for each in left if each.path == place]) <= len(bad[was]), edits[was]
    assert not [each for each in left if each.fixed]


@pytest.mark.parametrize("rules", PASTED)
def test_pasted(tmp_path: Path, rules: str) -> None:
    """A page from elsewhere has many faults; the ten that are shown are those that matter."""
    [place] = days(tmp_path, [(SECTION, "")])
    front = small_site.day(101, "").split("# 🚆")[0]
    (tmp_path / place).write_text("\n".join([front, *PASTED[rules], ""]), encoding="utf-8")
    shown, _ = shortened(check_site(load(tmp_path), [place]))
    assert set(rules.split()) <= {each.rule for each in shown}, [str(each) for each in shown]
