"""Edits as a normal contributor makes them, one to a good day each. None may get a message."""

import pytest

from checks.__main__ import check_site, load
from checks.tests import small_site

EDITS = [(name or small_site.SECTION, edit) for name, edit in small_site.blocks("good_edits.md")]


@pytest.fixture(scope="module")
def blamed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    root = tmp_path_factory.mktemp("good")
    paths = small_site.days(root, EDITS)
    found = check_site(load(root), paths)
    return {path: [str(each) for each in found if each.path == path] for path in paths}


@pytest.mark.parametrize("number", range(len(EDITS)), ids=[edit[:30] for _, edit in EDITS])
def test_good(blamed: dict[str, list[str]], number: int) -> None:
    assert blamed[small_site.path(number)] == [], EDITS[number][1]
