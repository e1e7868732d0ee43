"""One edit for each way to get a page wrong: the right rule speaks on the right line."""

from pathlib import Path

import pytest

from checks.__main__ import check_site, load, repair
from checks.finding import Finding
from checks.tests import small_site

EDITS = [(*head.split(), edit) for head, edit in small_site.blocks("bad_edits.md")]
FIRST = small_site.day(0, "HERE").split("\n").index("HERE") + 1


def write(root: Path, edits: list[str]) -> list[str]:
    return small_site.days(root, [(small_site.SECTION, edit) for edit in edits])


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Finding]]:
    root = tmp_path_factory.mktemp("bad")
    paths = write(root, [edit for _, _, edit in EDITS])
    said = check_site(load(root), paths)
    assert all(each.column > 0 and str(each).isprintable() for each in said)
    return {path: [each for each in said if each.path == path] for path in paths}


@pytest.mark.parametrize("number", range(len(EDITS)), ids=[edit[:30] for _, _, edit in EDITS])
def test_bad(found: dict[str, list[Finding]], number: int) -> None:
    rule, line, edit = EDITS[number]
    said = [(each.rule, each.line - FIRST) for each in found[small_site.path(number)]]
    assert (rule, int(line)) in said, edit


def test_fix(found: dict[str, list[Finding]], tmp_path: Path) -> None:
    """What a machine can mend is mended, nothing new comes up, and nothing is left to mend."""
    named = {small_site.path(number): edit for number, (_, _, edit) in enumerate(EDITS)}
    fixable = [path for path, said in found.items() if any(each.fixed for each in said)]
    paths = write(tmp_path, [named[path] for path in fixable])
    assert len(repair(tmp_path, lambda path: path in paths)) == len(paths) > 20
    left = check_site(load(tmp_path), paths)
    before = [len(found[path]) for path in fixable]
    after = [len([each for each in left if each.path == path]) for path in paths]
    assert all(now <= then for now, then in zip(after, before, strict=True))
    assert not [each for each in left if each.fixed]
