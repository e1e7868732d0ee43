"""What the pages of the days print where a reader can run a block is what Python prints."""

from __future__ import annotations

import pytest

from checks import run_blocks
from checks.page import Page
from checks.site import load
from repository import ROOT

SITE = load(ROOT)
PAGES = [page for page in SITE.pages.values() if page.day and any(run_blocks.blocks(page))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_blocks_print_what_stands_below_them(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run_blocks, "LIMIT", 120.0)  # other tests run beside this one
    assert [str(found) for found in run_blocks.write_outputs(page, SITE)] == []
