"""One edit for each way to get a page wrong: the right rule speaks on the right line."""

from __future__ import annotations

import pytest

from checks.__main__ import check_site, load
from checks.tests import small_site

EDITS = [(*head.split(), edit) for head, edit in small_site.blocks("bad_edits.md")]
FIRST = small_site.day(0, "HERE").split("\n").index("HERE") + 1


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[tuple[str, int]]]:
    root = tmp_path_factory.mktemp("bad")
    paths = small_site.days(root, [(small_site.SECTION, edit) for _, _, edit in EDITS])
    found: dict[str, set[tuple[str, int]]] = {path: set() for path in paths}
    for each in check_site(load(root), paths):
        found[each.path].add((each.rule, each.line - FIRST))
        assert each.column > 0 and str(each).isprintable()
    return found


@pytest.mark.parametrize("number", range(len(EDITS)), ids=[edit[:30] for _, _, edit in EDITS])
def test_bad(said: dict[str, set[tuple[str, int]]], number: int) -> None:
    rule, line, edit = EDITS[number]
    assert (rule, int(line)) in said[small_site.path(number)], edit
