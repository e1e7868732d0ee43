"""What the pages of the days print where a reader can run a block is what Python prints."""

from __future__ import annotations

import pytest

from checks.run_blocks import blocks, write_outputs
from checks.site import load
from conftest import ROOT

SITE = load(ROOT)


@pytest.mark.parametrize("page", [page for page in SITE.days if any(blocks(page))], ids=str)
def test_blocks_print_what_stands_below_them(page: object) -> None:
    assert [str(found) for found in write_outputs(page, SITE)] == []  # type: ignore[arg-type]
