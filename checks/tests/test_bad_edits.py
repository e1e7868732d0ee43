"""One edit for each way to get a page wrong: the right rule speaks on the right line."""

from __future__ import annotations

from pathlib import Path

import pytest

from checks.__main__ import check_site, load, repair
from checks.tests import small_site

EDITS = [(*head.split(), edit) for head, edit in small_site.blocks("bad_edits.md")]
FIRST = small_site.day(0, "HERE").split("\n").index("HERE") + 1


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bad")
    small_site.days(place, [(small_site.SECTION, edit) for _, _, edit in EDITS])
    return place


def faults(root: Path) -> dict[str, set[tuple[str, int]]]:
    found: dict[str, set[tuple[str, int]]] = {
        small_site.path(at): set() for at in range(len(EDITS))
    }
    for each in check_site(load(root), list(found)):
        found[each.path].add((each.rule, each.line - FIRST))
        assert each.column > 0 and str(each).isprintable()
    return found


@pytest.fixture(scope="module")
def said(root: Path) -> dict[str, set[tuple[str, int]]]:
    return faults(root)


@pytest.mark.parametrize("number", range(len(EDITS)), ids=[edit[:30] for _, _, edit in EDITS])
def test_bad(said: dict[str, set[tuple[str, int]]], number: int) -> None:
    rule, line, edit = EDITS[number]
    assert (rule, int(line)) in said[small_site.path(number)], edit


def test_fix(root: Path, said: dict[str, set[tuple[str, int]]]) -> None:
    assert len(repair(root, lambda path: path in said)) > 30
    after = faults(root)
    assert [path for path in said if len(after[path]) > len(said[path])] == []
    assert repair(root, lambda path: path in said) == []
