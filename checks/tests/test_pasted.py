"""A page from elsewhere has many faults; the ten that are shown are those that matter."""

from pathlib import Path

import pytest

from checks.__main__ import check_site, load, shortened
from checks.tests import small_site

PAGES = small_site.blocks("pasted.md")


@pytest.mark.parametrize(("rules", "text"), PAGES, ids=[rules for rules, _ in PAGES])
def test_pasted(tmp_path: Path, rules: str, text: str) -> None:
    [path] = small_site.days(tmp_path, [(small_site.SECTION, "")])
    front = small_site.day(101, "").split("# 🚆")[0]
    (tmp_path / path).write_text(front + text + "\n", encoding="utf-8")
    shown, _ = shortened(check_site(load(tmp_path), [path]))
    assert set(rules.split()) <= {each.rule for each in shown}, [str(each) for each in shown]
